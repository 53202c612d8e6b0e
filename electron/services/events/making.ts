import type { NewArea, NewTicketType } from '#shared/contract/make-events'
import type { Area, Event, TicketType } from '#shared/domain/event'
import { detailsOf, type EventDetails, withDetails } from '#shared/domain/event-details'
import type { Section } from '#shared/domain/venue'
import { Refusal } from '#shared/errors/refusals'
import { ClusterFailure, type Compare, type Connection } from '../../cluster/model'
import { absent, present, put, remove, removePrefix, unchanged } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import { type Replica, venueOf } from '../../replica'
import type { Book } from '../book'
import { withChangedFields } from '../changed-fields'
import type { Clock } from '../clock'
import { nothingClaimed, requireNothingClaimed } from './claimed'
import { type Actor, type Edits, editTries } from './edits'

export interface NewEvent {
  operationId: string
  eventId: string
  slug: string
  status: 'draft' | 'on-sale'
  details: EventDetails
  areas: NewArea[]
  ticketTypes: NewTicketType[]
}

export interface MakingOptions {
  connection: Connection
  replica: Replica
  clock: Clock
  book: Book
  edits: Edits
}

/**
 * Makes an event with its areas and ticket types, all or nothing. Asked for again it is the same step.
 * @throws Refusal `IN_THE_PAST`, `NOT_FOUND` (no venue, a section or an area that is not there), `EDITED_MEANWHILE`
 */
export async function createEvent(
  { connection, replica, clock, book, edits }: MakingOptions,
  by: Actor,
  step: NewEvent,
): Promise<Event> {
  const { eventId, slug, status, details, operationId } = step
  const key = keyspace.event.key(eventId)
  const venueId = venueOf(replica.state)?.venueId
  if (venueId === undefined) throw new Refusal('NOT_FOUND', { what: 'venue', id: 'house' })
  // A step that is asked for again may have been made before its event's start.
  if (!(await book.wasAdministered(operationId))) requireFuture(details.start, clock)
  const event: Event = withDetails({ eventId, slug, venueId, status }, details)
  for (let tries = 0; tries < editTries; tries++) {
    const areas = await Promise.all(step.areas.map(area => areaOf(connection, { eventId, venueId }, area)))
    const types = step.ticketTypes.map((type, rank) => ticketTypeOf(eventId, type, rank))
    for (const type of types) requireSells(type, areas)
    const { succeeded, repeated, revision } = await book.administer({
      operationId,
      compare: [
        absent(key),
        present(keyspace.venue.key(venueId)),
        ...areas.flatMap(({ unchangedSection }) => unchangedSection ?? []),
      ],
      success: [
        put(key, keyspace.event.encode(event)),
        ...areas.map(({ area }) => put(keyspace.area.key(eventId, area.areaId), keyspace.area.encode(area))),
        ...types.map(type =>
          put(keyspace.ticketType.key(eventId, type.type), keyspace.ticketType.encode(type)),
        ),
      ],
      entry: {
        ...{ actor: by.username, action: 'event-created', subject: key },
        detail: { name: event.name, start: event.start, areas: areas.length, ticketTypes: types.length },
      },
    })
    if (repeated) return keyspace.event.read(await edits.existing(key, 'event', eventId))
    if (succeeded) {
      await shown(replica, revision)
      return event
    }
  }
  throw new Refusal('EDITED_MEANWHILE', { what: details.name })
}

/** @throws Refusal `IN_THE_PAST`, `STILL_CLAIMED` for another currency, `EDITED_MEANWHILE`, `NOT_ON_SALE` once cancelled */
export function editDetails(
  { connection, clock, edits }: MakingOptions,
  by: Actor,
  { eventId, seen, wanted }: { eventId: string; seen: EventDetails; wanted: EventDetails },
): Promise<Event> {
  return edits.event(by, eventId, 'event-edited', async event => {
    const now = detailsOf(event)
    const next = withChangedFields(event.name, { now, seen, wanted })
    if (!next) return undefined
    if (event.status === 'cancelled')
      throw new Refusal('NOT_ON_SALE', { name: event.name, reason: 'cancelled' })
    if (next.start !== now.start) requireFuture(next.start, clock)
    const isOtherCurrency = next.currency !== now.currency
    if (isOtherCurrency) await requireNothingClaimed(connection, { name: event.name, eventId })
    const fields = Object.keys(next) as (keyof EventDetails)[]
    const changed = fields.filter(field => next[field] !== now[field])
    return {
      value: withDetails(event, next),
      detail: Object.fromEntries(changed.map(field => [field, { from: now[field], to: next[field] }])),
      compare: isOtherCurrency ? [nothingClaimed(eventId)] : [],
    }
  })
}

/**
 * Takes away an event of which nobody has a place. A hold that was chosen before compares a ticket type that is gone.
 * @throws Refusal `NOT_FOUND`, `STILL_CLAIMED`, `EDITED_MEANWHILE`
 */
export async function removeEvent(
  { connection, replica, book, edits }: MakingOptions,
  by: Actor,
  eventId: string,
): Promise<void> {
  const key = keyspace.event.key(eventId)
  for (let tries = 0; tries < editTries; tries++) {
    const kv = await edits.existing(key, 'event', eventId)
    const { name } = keyspace.event.edit(kv)
    await requireNothingClaimed(connection, { name, eventId })
    const { succeeded, revision } = await book.administer({
      compare: [unchanged(key, kv.modRevision), nothingClaimed(eventId)],
      success: [
        remove(key),
        removePrefix(keyspace.area.prefix(eventId)),
        removePrefix(keyspace.ticketType.prefix(eventId)),
      ],
      entry: { actor: by.username, action: 'event-removed', subject: key, detail: { name } },
    })
    if (succeeded) return shown(replica, revision)
  }
  throw new Refusal('EDITED_MEANWHILE', { what: eventId })
}

/** The page that asked looks at it next. What was done is done, also where the picture is late. */
async function shown(replica: Replica, revision: number): Promise<void> {
  try {
    await replica.reached(revision)
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error
  }
}

/** An area as it is stored; of a seated one also its section, and what says in a transaction that it is still that. */
export interface MadeArea {
  area: Area
  section?: Section
  unchangedSection?: Compare
}

/** @throws Refusal `NOT_FOUND` for a section that the venue does not have */
export async function areaOf(
  connection: Connection,
  { eventId, venueId }: { eventId: string; venueId: string },
  wanted: NewArea,
): Promise<MadeArea> {
  if (wanted.kind === 'general-admission') return { area: { ...wanted, eventId } }
  const { sectionId } = wanted
  const key = keyspace.section.key(venueId, sectionId)
  const kv = await connection.get(key)
  if (!kv) throw new Refusal('NOT_FOUND', { what: 'section', id: sectionId })
  const section = keyspace.section.read(kv)
  const capacity = section.rows.reduce((sum, row) => sum + row.seats.length, 0)
  const { name, version: sectionVersion } = section
  return {
    area: { kind: 'seated', eventId, areaId: sectionId, name, venueId, sectionId, sectionVersion, capacity },
    section,
    unchangedSection: unchanged(key, kv.modRevision),
  }
}

export function ticketTypeOf(eventId: string, wanted: NewTicketType, rank: number): TicketType {
  const { note, perOrder, ...rest } = wanted
  const limits = perOrder === null ? {} : { perOrder }
  return { eventId, ...rest, ...(note && { note }), limits, rank, state: 'on-sale' }
}

/** @throws Refusal `NOT_FOUND` when a ticket type sells what is in none of these areas */
export function requireSells({ sells }: TicketType, areas: readonly MadeArea[]): void {
  if (sells.by === 'area') {
    const { areaId } = sells
    if (!areas.some(({ area }) => area.kind === 'general-admission' && area.areaId === areaId))
      throw new Refusal('NOT_FOUND', { what: 'standing area', id: areaId })
    return
  }
  const painted = new Set(
    areas.flatMap(({ section }) => section?.rows.flatMap(row => row.seats.map(seat => seat.zone)) ?? []),
  )
  const missing = sells.zones.find(zone => !painted.has(zone))
  if (missing !== undefined) throw new Refusal('NOT_FOUND', { what: 'zone', id: missing })
}

function requireFuture(start: string, clock: Clock): void {
  if (Date.parse(start) <= clock.now()) throw new Refusal('IN_THE_PAST', {})
}
