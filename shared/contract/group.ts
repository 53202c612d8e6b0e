import { z } from 'zod'
import { id } from '../domain/ids'
import { placesLeft, takenPlace } from '../errors/refusals'
import { basket } from './selling'

/** The most one basket takes: so many claims and their order still fit into one transaction. */
export const largestGroup = 2_000

const slot = z.number().int().min(0).max(999_999)
const ticket = { eventId: id, ticketType: id, priceType: id }

/** Part of a group: named places of an area, or any of a standing one. */
const part = z.discriminatedUnion('pick', [
  z.strictObject({
    ...{ pick: z.literal('slots'), ...ticket, areaId: id },
    slots: z.array(slot).min(1).max(largestGroup),
  }),
  z.strictObject({
    ...{ pick: z.literal('any'), ...ticket },
    count: z.number().int().min(1).max(largestGroup),
  }),
])
export type GroupPart = z.infer<typeof part>

export const groupWanted = z.strictObject({
  basketId: id,
  orderId: id,
  parts: z.array(part).min(1).max(40),
  /** What becomes of the places held so far when the others cannot be. */
  ifNotAll: z.enum(['let-go', 'keep']),
})
export type GroupWanted = z.infer<typeof groupWanted>

/** `missing`: how many could not be held; then `left` says how many there are, by area, and `taken` who has some. */
export const heldGroup = z.looseObject({
  basket,
  missing: z.number(),
  left: z.array(placesLeft),
  taken: z.array(takenPlace),
})
