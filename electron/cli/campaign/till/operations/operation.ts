import type { Window } from '../window'

/** Something a cashier does. To add one: an entry in a table whose attempts say what they are to do. */
export interface Operation {
  name: string
  /** How often, beside the others that can be done now. */
  weight: number
  /** Whether there is something to do it with. */
  can?(window: Window): boolean
  run(window: Window): Promise<void>
}
