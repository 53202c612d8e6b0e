import type { Window } from '../window'
import { afterwardOperations } from './afterwards'
import { basketOperations } from './baskets'
import { blockOperations } from './blocks'
import { customerOperations } from './customers'
import { houseOperations } from './house'
import { moveOperations } from './moves'
import { orderOperations } from './orders'
import { saleOperations } from './sales'

/** Something a cashier does. To add one: an entry in a table whose attempts say what they are to do. */
export interface Operation {
  name: string
  /** How often, beside the others that can be done now. */
  weight: number
  /** Whether there is something to do it with. */
  can?(window: Window): boolean
  run(window: Window): Promise<void>
}

/** Everything that is done at the windows of a campaign. */
export const operations: readonly Operation[] = [
  ...basketOperations,
  ...moveOperations,
  ...saleOperations,
  ...orderOperations,
  ...afterwardOperations,
  ...customerOperations,
  ...blockOperations,
  ...houseOperations,
]
