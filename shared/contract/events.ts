import { z } from 'zod'
import { blockWhy } from '../domain/block'
import { area, event, eventStatus, instant, ticketType } from '../domain/event'
import { id } from '../domain/ids'
import { amountMinor, priceMinor } from '../domain/money'
import { slotState } from '../domain/occupancy'
import { section, stage } from '../domain/venue'
import { refusing } from '../errors/refusals'
import { makeEventsContract } from './make-events'
import { feedOf, reads, resume, writes } from './procedure'

/** A row of the events list, with its availability. Counts are slots: `left` = capacity − sold − held − blocked. */
export const eventSummary = z.looseObject({
  eventId: z.string(),
  name: z.string(),
  presenter: z.string().optional(),
  type: z.string(),
  location: z.string(),
  start: z.string(),
  status: eventStatus,
  currency: z.string(),
  fromMinor: z.number().optional(),
  capacity: z.number(),
  left: z.number(),
  sold: z.number(),
  held: z.number(),
  blocked: z.number(),
})
export type EventSummary = z.infer<typeof eventSummary>

/** One area of a house: what it is, where its seats stand, and who has its slots (`states`: shared/domain/occupancy). */
const houseArea = z.looseObject({
  area,
  section: section.optional(),
  states: z.string(),
  /** Who holds what, by slot: the terminal's id. Only for `held` slots. */
  holders: z.record(z.string(), z.string()),
  /** Why what is blocked, by slot. Left out where nothing is, or where no reason can be read. */
  blocks: z.record(z.string(), blockWhy).optional(),
})
export type HouseArea = z.infer<typeof houseArea>

const house = z.looseObject({
  event,
  stages: z.array(stage),
  ticketTypes: z.array(ticketType),
  areas: z.array(houseArea),
})
export type House = z.infer<typeof house>

/**
 * What changed at one revision: whole records where they were edited, and `[slot, state, whose or why?]` by area: the
 * terminal of a hold, the reason of a block.
 */
const houseChange = z.looseObject({
  event: event.optional(),
  ticketTypes: z.array(ticketType).optional(),
  slots: z
    .record(
      z.string(),
      z.array(z.tuple([z.number(), z.enum(slotState), z.union([z.string(), blockWhy]).optional()])),
    )
    .optional(),
})
export type HouseChange = z.infer<typeof houseChange>

const find = z.strictObject({
  /** Words or beginnings of words. */
  text: z.string().max(200).default(''),
  type: z.string().max(60).optional(),
  location: z.string().max(120).optional(),
  withTicketsLeft: z.boolean().default(false),
  limit: z.number().int().min(1).max(500).default(200),
})

/** When something is on sale; `null` leaves that end to the event: at once, until half an hour after its start. */
const salesWindow = { from: instant.nullable(), until: instant.nullable() }
const isForward = ({ from, until }: { from: string | null; until: string | null }) =>
  !from || !until || Date.parse(from) < Date.parse(until)
const backwards = { path: ['until'], message: 'ends before it begins' }

const limit = z.number().int().min(1).nullable()
const capacity = z.number().int().min(0).max(1_000_000)

/** Of two who change the same from what both saw, the second one is told: `EDITED_MEANWHILE`. */
const cannotEdit = refusing('NOT_FOUND', 'EDITED_MEANWHILE')
/** The same for what writes all ticket types of an event: there may be too many of them. */
const cannotEditAll = { ...cannotEdit, ...refusing('LIMIT_EXCEEDED') }

/** Events, their availability, and the edits a manager makes while selling goes on. */
export const eventsContract = {
  ...makeEventsContract,

  /** Every event that has not ended, live. */
  feed: reads('anyone')
    .input(z.strictObject({ resume }))
    .output(
      feedOf(
        z.looseObject({ events: z.array(eventSummary) }),
        z.looseObject({ changed: z.array(eventSummary), removed: z.array(z.string()) }),
      ),
    ),
  /** One event's house, live. */
  house: reads('signed-in')
    .input(z.strictObject({ eventId: id, resume }))
    .output(feedOf(house, houseChange))
    .errors(refusing('NOT_FOUND')),
  /** Ids of matching events, best first. */
  search: reads('signed-in')
    .input(find)
    .output(z.looseObject({ eventIds: z.array(z.string()) })),

  setTicketTypeState: writes('manager')
    .input(z.strictObject({ eventId: id, type: id, state: z.enum(['on-sale', 'closed']) }))
    .output(ticketType)
    .errors(cannotEdit),
  /** `seenMinor`: what it cost where its author looked. */
  setPrice: writes('manager')
    .input(
      z.strictObject({
        ...{ eventId: id, type: id, priceType: id },
        ...{ priceMinor, seenMinor: amountMinor },
      }),
    )
    .output(ticketType)
    .errors(cannotEdit),
  /** How many of a ticket type one order may have; `null` is any number. */
  setLimit: writes('manager')
    .input(z.strictObject({ eventId: id, type: id, perOrder: limit, seenPerOrder: limit }))
    .output(ticketType)
    .errors(cannotEdit),
  setTicketTypeWindow: writes('manager')
    .input(z.strictObject({ eventId: id, type: id, ...salesWindow }).refine(isForward, backwards))
    .output(ticketType)
    .errors(cannotEdit),
  setSalesWindow: writes('manager')
    .input(z.strictObject({ eventId: id, ...salesWindow }).refine(isForward, backwards))
    .output(event)
    .errors(cannotEditAll),
  /** Opens or closes the sale of a whole event. */
  setEventState: writes('manager')
    .input(z.strictObject({ eventId: id, state: z.enum(['on-sale', 'closed']) }))
    .output(event)
    .errors({ ...cannotEditAll, ...refusing('NOT_ON_SALE') }),
  /** Makes a standing area larger, or smaller down to what is claimed of it. */
  setCapacity: writes('manager')
    .input(z.strictObject({ eventId: id, areaId: id, capacity, seenCapacity: capacity }))
    .output(area)
    .errors({ ...cannotEditAll, ...refusing('CAPACITY_CLAIMED') }),
  /**
   * Stops selling at once: baskets with its tickets are emptied, so nobody pays for it any more. Its orders are refunded
   * after; `cancellation.done` of the event says when none is left. Called again it goes on at this terminal.
   */
  cancel: writes('manager')
    .input(z.strictObject({ eventId: id }))
    .output(event)
    .errors(cannotEditAll),
}
