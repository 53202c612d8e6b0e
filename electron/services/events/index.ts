import type { Area, Event, TicketType } from '#shared/domain/event'
import type { EventDetails } from '#shared/domain/event-details'
import { newId } from '#shared/domain/ids'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { Log } from '../../logging/log'
import type { Replica } from '../../replica'
import type { Book } from '../book'
import { type Clock, instantOf } from '../clock'
import { type Cancellations, createCancellations, type RefundEvent } from './cancellation'
import { setCapacity } from './capacity'
import { type Actor, createEdits, isToSet } from './edits'
import { createEvent, editDetails, type NewEvent, removeEvent } from './making'
import { createEventParts, type EventParts } from './parts'

/** When something is on sale; `null` leaves that end to the event. */
export interface SalesWindow {
  from: string | null
  until: string | null
}

/** Making events, and edits to what is on sale, made while selling goes on: no hold goes past one. */
export interface Events {
  readonly parts: EventParts
  create(by: Actor, event: NewEvent): Promise<Event>
  editDetails(by: Actor, step: { eventId: string; seen: EventDetails; wanted: EventDetails }): Promise<Event>
  remove(by: Actor, eventId: string): Promise<void>
  setTicketTypeState(
    by: Actor,
    eventId: string,
    type: string,
    state: TicketType['state'],
  ): Promise<TicketType>
  /** @throws Refusal `EDITED_MEANWHILE` when it cost neither that nor `seenMinor` any more */
  setPrice(
    by: Actor,
    step: {
      eventId: string
      type: string
      priceType: string
      priceMinor: number
      seenMinor?: number | undefined
    },
  ): Promise<TicketType>
  /** How many of a ticket type one order may have; `null` is any number. @throws Refusal as `setPrice` does */
  setLimit(
    by: Actor,
    step: {
      eventId: string
      type: string
      perOrder: number | null
      seenPerOrder?: number | null | undefined
    },
  ): Promise<TicketType>
  setTicketTypeWindow(by: Actor, step: { eventId: string; type: string } & SalesWindow): Promise<TicketType>
  setSalesWindow(by: Actor, step: { eventId: string } & SalesWindow): Promise<Event>
  /** Opens or closes the sale of a whole event. @throws Refusal `NOT_ON_SALE` for a cancelled one. */
  setEventState(by: Actor, step: { eventId: string; state: 'on-sale' | 'closed' }): Promise<Event>
  /** @throws Refusal `CAPACITY_CLAIMED`, and as `setPrice` does */
  setCapacity(
    by: Actor,
    step: { eventId: string; areaId: string; capacity: number; seenCapacity?: number | undefined },
  ): Promise<Area>
  /**
   * Stops an event for good. Every hold compares the ticket types it sells, which this closes in the same step; what
   * was held before is freed after, so no basket with its tickets can be paid any more. Its orders are then refunded one
   * by one, by this terminal or by another; a second call makes it this terminal's.
   */
  cancel(by: Actor, eventId: string): Promise<Event>
  readonly cancellations: Cancellations
  close(): void
}

export function createEvents(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  book: Book
  random?: () => number
  refundEvent: RefundEvent
  log: Log
}): Events {
  const { connection, replica, terminalId, clock, book, log, random = Math.random } = options
  const edits = createEdits({ connection, book })
  const making = { connection, replica, clock, book, edits }
  const cancellations = createCancellations({ ...options, random })

  return {
    cancellations,
    parts: createEventParts(making),
    create: (by, event) => createEvent(making, by, event),
    editDetails: (by, step) => editDetails(making, by, step),
    remove: (by, eventId) => removeEvent(making, by, eventId),

    setTicketTypeState: (by, eventId, type, state) =>
      edits.ticketType(by, { eventId, type }, 'sale-state-set', value => ({
        value: { ...value, state },
        detail: { state },
      })),

    setPrice: (by, step) =>
      edits.ticketType(by, step, 'price-set', value => {
        const price = value.prices.find(({ priceType }) => priceType === step.priceType)
        if (!price) throw new Refusal('NOT_FOUND', { what: 'price', id: step.priceType })
        const { seenMinor = price.priceMinor } = step
        const what = `${value.name}, ${price.name}`
        if (!isToSet(what, { now: price.priceMinor, seen: seenMinor, wanted: step.priceMinor }))
          return undefined
        const prices = value.prices.map(other =>
          other === price ? { ...price, priceMinor: step.priceMinor } : other,
        )
        const { priceType, priceMinor } = step
        return {
          value: { ...value, prices },
          detail: { priceType, fromMinor: price.priceMinor, toMinor: priceMinor },
        }
      }),

    setLimit: (by, { perOrder, seenPerOrder, ...step }) =>
      edits.ticketType(by, step, 'limit-set', value => {
        const { perOrder: before, ...limits } = value.limits
        const now = before ?? null
        const seen = seenPerOrder === undefined ? now : seenPerOrder
        if (!isToSet(value.name, { now, seen, wanted: perOrder })) return undefined
        return {
          value: { ...value, limits: perOrder === null ? limits : { ...limits, perOrder } },
          detail: { perOrder, before },
        }
      }),

    setTicketTypeWindow: (by, { from, until, ...step }) =>
      edits.ticketType(by, step, 'sales-window-set', value => ({
        value: inWindow(value, { from, until }),
        detail: { from, until },
      })),

    setSalesWindow: (by, { eventId, from, until }) =>
      edits.event(by, eventId, 'sales-window-set', value => ({
        value: inWindow(value, { from, until }),
        detail: { from, until },
      })),

    setEventState: (by, { eventId, state }) =>
      edits.event(by, eventId, 'event-state-set', value => {
        if (value.status === 'cancelled')
          throw new Refusal('NOT_ON_SALE', { name: value.name, reason: 'cancelled' })
        return { value: { ...value, status: state }, detail: { state } }
      }),

    setCapacity: (by, step) => setCapacity({ connection, replica, book }, by, step),

    async cancel(by, eventId) {
      const cancelled = await edits.event(by, eventId, 'event-cancelled', value => {
        const before = value.cancellation
        if (before?.done || before?.terminalId === terminalId) return undefined
        const cancellation = before
          ? { ...before, terminalId }
          : { operationId: newId(), terminalId, by: by.username, at: instantOf(clock), done: false }
        return {
          value: { ...value, status: 'cancelled', cancellation },
          detail: { name: value.name, operationId: cancellation.operationId },
          closing: true,
        }
      })
      await cancellations.freeBaskets(eventId)
      const kv = await edits.existing(keyspace.event.key(eventId), 'event', eventId)
      // The orders take their time, and nobody has to wait for them here.
      replica
        .reached(kv.modRevision)
        .then(() => cancellations.look())
        .catch((error: unknown) => {
          log.error({ 'event.action': 'cancellation-failed', err: error }, 'looks again')
        })
      return cancelled
    },

    close: () => cancellations.close(),
  }
}

function inWindow<T extends { salesFrom?: string | undefined; salesUntil?: string | undefined }>(
  value: T,
  { from, until }: SalesWindow,
): T {
  const { salesFrom: _from, salesUntil: _until, ...rest } = value
  return { ...rest, ...(from && { salesFrom: from }), ...(until && { salesUntil: until }) } as T
}
