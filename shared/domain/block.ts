import { z } from 'zod'
import { place } from './order'

/** Why the house keeps a place from sale. */
export const blockKind = z.enum(['house', 'kill', 'press', 'companion', 'technical'])
export type BlockKind = z.infer<typeof blockKind>

/** `withdrawn`: a number that a standing area was made smaller by; it comes back when the area grows. */
export const storedBlockKind = z.enum([...blockKind.options, 'withdrawn'])

export const blockReason = z.string().max(300)

/** What a screen says of a blocked place: why it is kept from sale, and in whose words. */
export const blockWhy = z.looseObject({ kind: storedBlockKind, reason: blockReason })
export type BlockWhy = z.infer<typeof blockWhy>

/** Slots of one area from `first` to `last`, both counted in. */
export const slotRange = z.strictObject({
  areaId: place.shape.areaId,
  first: place.shape.slot,
  last: place.shape.slot,
})
export type SlotRange = z.infer<typeof slotRange>

/** How many slots one step may block or unblock. */
export const blockedAtOnce = 2_000

/** How many slots `ranges` name, doubles counted. */
export function slotCount(ranges: readonly SlotRange[]): number {
  return ranges.reduce((sum, { first, last }) => sum + Math.max(0, last - first + 1), 0)
}

/** Every slot of `ranges` once, by area in the order named, ascending. */
export function slotsOf(ranges: readonly SlotRange[]): { areaId: string; slot: number }[] {
  const byArea = new Map<string, Set<number>>()
  for (const { areaId, first, last } of ranges) {
    const slots = byArea.get(areaId) ?? new Set<number>()
    byArea.set(areaId, slots)
    for (let slot = first; slot <= last; slot++) slots.add(slot)
  }
  return [...byArea].flatMap(([areaId, slots]) =>
    [...slots].sort((a, b) => a - b).map(slot => ({ areaId, slot })),
  )
}

/** The fewest ranges that name `places`: the inverse of `slotsOf` for places in its order. */
export function rangesOf(places: readonly { areaId: string; slot: number }[]): SlotRange[] {
  const ranges: SlotRange[] = []
  for (const { areaId, slot } of places) {
    const current = ranges.at(-1)
    if (current?.areaId === areaId && current.last + 1 === slot) current.last = slot
    else ranges.push({ areaId, first: slot, last: slot })
  }
  return ranges
}
