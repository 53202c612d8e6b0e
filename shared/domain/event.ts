import { z } from 'zod'
import { id, nameId } from './ids'
import { amountMinor, currency } from './money'

export const instant = z.iso.datetime()

export const eventStatus = z.enum(['draft', 'on-sale', 'closed', 'cancelled', 'archived'])
export type EventStatus = z.infer<typeof eventStatus>

/**
 * How far a cancelled event is: until `done` its orders are being refunded, by `terminalId` or, when that is gone, by any
 * other. Every refund of it carries `operationId`.
 */
const cancellation = z.looseObject({
  operationId: id,
  terminalId: id,
  by: nameId,
  at: instant,
  done: z.boolean(),
})

/** Something tickets are sold for. Instants are UTC; the venue's zone turns them into the time on the ticket. */
export const event = z.looseObject({
  eventId: id,
  name: z.string().min(1).max(160),
  slug: z.string().max(160),
  description: z.string().max(4_000),
  presenter: z.string().max(160).optional(),
  location: z.string().min(1).max(120),
  type: z.string().min(1).max(60),
  start: instant,
  doors: instant.optional(),
  venueId: id,
  status: eventStatus,
  currency,
  salesFrom: instant.optional(),
  salesUntil: instant.optional(),
  cancellation: cancellation.optional(),
})
export type Event = z.infer<typeof event>

/** A part of an event's house. The area owns its slots: whatever is sold there claims one of them. */
export const area = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('seated'),
    eventId: id,
    areaId: id,
    name: z.string().min(1).max(80),
    venueId: id,
    sectionId: id,
    sectionVersion: z.number().int().min(1),
    capacity: z.number().int().min(0).max(1_000_000),
  }),
  z.looseObject({
    kind: z.literal('general-admission'),
    eventId: id,
    areaId: id,
    name: z.string().min(1).max(80),
    capacity: z.number().int().min(0).max(1_000_000),
    /** Numbers below `capacity` that are blocked because the area was made smaller than its highest one. */
    withdrawn: z.array(z.number().int().min(0)).optional(),
  }),
])
export type Area = z.infer<typeof area>

/** Adult, child, comp…: which of a ticket type's prices is paid. `name` is what the cashier and the ticket say. */
export const price = z.looseObject({
  priceType: id,
  name: z.string().min(1).max(40),
  priceMinor: amountMinor,
})
export type Price = z.infer<typeof price>

/**
 * Something on sale for an event: a whole general-admission area, or the seats of the zones it names. `rank` orders
 * it on the screen. Every hold compares its revision, so an edit is never held past.
 */
export const ticketType = z.looseObject({
  eventId: id,
  type: id,
  name: z.string().min(1).max(80),
  note: z.string().max(160).optional(),
  rank: z.number().int().min(0).max(10_000),
  sells: z.discriminatedUnion('by', [
    z.looseObject({ by: z.literal('area'), areaId: id }),
    z.looseObject({ by: z.literal('zones'), zones: z.array(id).min(1) }),
  ]),
  prices: z.array(price).min(1).max(8),
  limits: z.looseObject({ perOrder: z.number().int().min(1).optional() }).default({}),
  state: z.enum(['on-sale', 'closed']),
  salesFrom: instant.optional(),
  salesUntil: instant.optional(),
})
export type TicketType = z.infer<typeof ticketType>

/** How many ticket types an event may have: an edit of the event writes them all in one request of at most 1.5 MiB. */
export const ticketTypesAtMost = 500

/**
 * When an event stops selling unless it says so itself: half an hour after it started.
 */
const salesAfterStartMs = 30 * 60_000

/** Why `type` of `event` cannot be sold at `nowMs` (epoch milliseconds), or undefined when it can. */
export function whyNotOnSale(
  event: Event,
  type: TicketType,
  nowMs: number,
): 'cancelled' | 'closed' | 'not-yet' | 'ended' | undefined {
  if (event.status === 'cancelled') return 'cancelled'
  if (event.status !== 'on-sale' || type.state === 'closed') return 'closed'
  const from = [event.salesFrom, type.salesFrom].filter(at => at !== undefined)
  if (from.some(at => Date.parse(at) > nowMs)) return 'not-yet'
  const end = event.salesUntil ? Date.parse(event.salesUntil) : Date.parse(event.start) + salesAfterStartMs
  if (end <= nowMs || (type.salesUntil && Date.parse(type.salesUntil) <= nowMs)) return 'ended'
  return undefined
}

/** How long after its start an event stays in the list, for late buyers and for questions at the window. */
const listedAfterStartMs = 12 * 3_600_000

/** Whether an event that starts then still belongs in the list at `nowMs` (epoch milliseconds). */
export function isListed({ start }: Pick<Event, 'start'>, nowMs: number): boolean {
  return Date.parse(start) + listedAfterStartMs >= nowMs
}
