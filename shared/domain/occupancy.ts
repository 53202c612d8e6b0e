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
  // What lies between two changes is copied as a whole: one seat of 50,000 costs no walk over the others.
  const last = new Map(changes)
  const slots = [...last.keys()].filter(slot => slot >= 0 && slot < states.length).sort((a, b) => a - b)
  const pieces: string[] = []
  let from = 0
  for (const slot of slots) {
    pieces.push(states.slice(from, slot), last.get(slot) ?? '')
    from = slot + 1
  }
  pieces.push(states.slice(from))
  return pieces.join('')
}

/** How many slots of `states` are in `state`. */
export function countSlots(states: string, state: SlotState): number {
  let count = 0
  for (const char of states) if (char === state) count++
  return count
}
