import { z } from 'zod'
import { area, event, eventStatus, price, ticketType } from '../domain/event'
import { eventDetails } from '../domain/event-details'
import { id } from '../domain/ids'
import { priceMinor } from '../domain/money'
import { refusing } from '../errors/refusals'
import { reads, writes } from './procedure'

/** A standing area names itself; a seated one is a section of the venue, once in an event, under the section's own id. */
export const newArea = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('general-admission'),
    areaId: id,
    name: z.string().trim().min(1).max(80),
    capacity: z.number().int().min(0).max(1_000_000),
  }),
  z.strictObject({ kind: z.literal('seated'), sectionId: id }),
])
export type NewArea = z.infer<typeof newArea>

const newPrice = z.strictObject({
  priceType: id,
  name: z.string().trim().min(1).max(40),
  priceMinor,
})
export type NewPrice = z.infer<typeof newPrice>

export const newTicketType = z.strictObject({
  type: id,
  name: z.string().trim().min(1).max(80),
  note: z.string().trim().max(160),
  sells: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('area'), areaId: id }),
    z.strictObject({ by: z.literal('zones'), zones: z.array(id).min(1).max(40) }),
  ]),
  prices: z
    .array(newPrice)
    .min(1)
    .max(8)
    .refine(prices => new Set(prices.map(({ priceType }) => priceType)).size === prices.length, {
      message: 'the same price twice',
    }),
  perOrder: z.number().int().min(1).max(10_000).nullable(),
})
export type NewTicketType = z.infer<typeof newTicketType>

const ticketTypeWords = z.strictObject({
  name: z.string().trim().min(1).max(80),
  note: z.string().trim().max(160),
})
export type TicketTypeWords = z.infer<typeof ticketTypeWords>

/** An event in a manager's list: also one that is a draft, or long over. */
const managedEvent = z.looseObject({
  eventId: z.string(),
  name: z.string(),
  type: z.string(),
  location: z.string(),
  start: z.string(),
  status: eventStatus,
  currency: z.string(),
  capacity: z.number(),
  sold: z.number(),
})
export type ManagedEvent = z.infer<typeof managedEvent>

/** What an event of this house can be made of. */
const eventChoices = z.looseObject({
  /** Absent until the house has a name and a zone: nothing can be made before. */
  venueId: z.string().optional(),
  currency: z.string(),
  types: z.array(z.string()),
  locations: z.array(z.string()),
  priceTypes: z.array(z.looseObject({ priceType: z.string(), name: z.string() })),
  sections: z.array(
    z.looseObject({
      sectionId: z.string(),
      name: z.string(),
      seats: z.number(),
      zones: z.array(z.looseObject({ zone: z.string(), seats: z.number() })),
    }),
  ),
})
export type EventChoices = z.infer<typeof eventChoices>

const ofType = { eventId: id, type: id }
const cannotMake = refusing('NOT_FOUND', 'EDITED_MEANWHILE')

/** Making an event, and changing what it is made of. What was made already is answered with what stands. */
export const makeEventsContract = {
  /** Events that the live list does not show: drafts, or those that are over, the latest first. */
  list: reads('manager')
    .input(
      z.strictObject({
        which: z.enum(['drafts', 'over']),
        offset: z.number().int().min(0).max(1_000_000).default(0),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.looseObject({ events: z.array(managedEvent), more: z.boolean() })),
  choices: reads('manager').output(eventChoices),

  /** All of a new event in one step. The page draws the ids. */
  create: writes('manager')
    .input(
      z.strictObject({
        operationId: id,
        eventId: id,
        slug: z.string().max(160),
        status: z.enum(['draft', 'on-sale']),
        details: eventDetails,
        areas: z.array(newArea).max(60),
        ticketTypes: z.array(newTicketType).max(60),
      }),
    )
    .output(event)
    .errors({ ...cannotMake, ...refusing('IN_THE_PAST') }),
  /**
   * Changes what differs between `seen` and `wanted`, and nothing else: two people edit the same event at once, unless
   * they change the same field.
   */
  edit: writes('manager')
    .input(z.strictObject({ eventId: id, seen: eventDetails, wanted: eventDetails }))
    .output(event)
    .errors({ ...cannotMake, ...refusing('IN_THE_PAST', 'STILL_CLAIMED', 'LIMIT_EXCEEDED', 'NOT_ON_SALE') }),
  /** An event nobody ever had a place of, with its areas and ticket types. */
  remove: writes('manager')
    .input(z.strictObject({ eventId: id }))
    .output(z.looseObject({}))
    .errors({ ...cannotMake, ...refusing('STILL_CLAIMED') }),

  addArea: writes('manager')
    .input(z.strictObject({ eventId: id, area: newArea }))
    .output(area)
    .errors({ ...cannotMake, ...refusing('NOT_ON_SALE') }),
  renameArea: writes('manager')
    .input(z.strictObject({ eventId: id, areaId: id, name: z.string().trim().min(1).max(80) }))
    .output(area)
    .errors(cannotMake),
  /** One that nobody has a place of, and no ticket type sells. */
  removeArea: writes('manager')
    .input(z.strictObject({ eventId: id, areaId: id }))
    .output(z.looseObject({}))
    .errors({ ...cannotMake, ...refusing('STILL_CLAIMED', 'STILL_SOLD_BY', 'LIMIT_EXCEEDED') }),

  addTicketType: writes('manager')
    .input(z.strictObject({ eventId: id, ticketType: newTicketType }))
    .output(ticketType)
    .errors({ ...cannotMake, ...refusing('NOT_ON_SALE', 'LIMIT_EXCEEDED') }),
  editTicketType: writes('manager')
    .input(z.strictObject({ ...ofType, seen: ticketTypeWords, wanted: ticketTypeWords }))
    .output(ticketType)
    .errors(cannotMake),
  /** In which order the counter shows them; those not named stay behind. */
  orderTicketTypes: writes('manager')
    .input(z.strictObject({ eventId: id, types: z.array(id).min(1).max(500) }))
    .output(z.array(ticketType))
    .errors({ ...cannotMake, ...refusing('LIMIT_EXCEEDED') }),
  /** One that nobody has a place of. */
  removeTicketType: writes('manager')
    .input(z.strictObject(ofType))
    .output(z.looseObject({}))
    .errors({ ...cannotMake, ...refusing('STILL_CLAIMED') }),
  /** At most eight. */
  addPrice: writes('manager')
    .input(z.strictObject({ ...ofType, price: newPrice }))
    .output(ticketType)
    .errors({ ...cannotMake, ...refusing('LIMIT_EXCEEDED') }),
  /** It is offered no more; who holds or has a ticket at it keeps that. The last one stays. */
  removePrice: writes('manager')
    .input(z.strictObject({ ...ofType, priceType: price.shape.priceType }))
    .output(ticketType)
    .errors({ ...cannotMake, ...refusing('LIMIT_EXCEEDED') }),
}
