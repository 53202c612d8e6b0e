/**
 * What the screens know of one area's slots, packed: one character a slot, index = slot. Plain text survives every
 * transport, is compared with `===`, and 50,000 seats are 50 KB.
 */
export const slotState = { free: '.', held: 'h', reserved: 'r', sold: 's', blocked: 'b' } as const
export type SlotState = (typeof slotState)[keyof typeof slotState]

/** `states` with each `[slot, state]` of `changes` put in; slots past the end are ignored. */
export function withSlots(
  states: string,
  changes: readonly (readonly [slot: number, state: SlotState])[],
): string {
  if (changes.length === 0) return states
  const packed = states.split('')
  for (const [slot, state] of changes) if (slot < packed.length) packed[slot] = state
  return packed.join('')
}

/** How many slots of `states` are in `state`. */
export function countSlots(states: string, state: SlotState): number {
  let count = 0
  for (const char of states) if (char === state) count++
  return count
}
