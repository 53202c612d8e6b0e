import type { SessionUser } from '#shared/contract/session'
import { type Event, type TicketType, ticketTypesAtMost } from '#shared/domain/event'
import { Refusal } from '#shared/errors/refusals'
import type { Compare, Connection, KeyValue, Op } from '../../cluster/model'
import { put, unchanged } from '../../cluster/txn'
import { keyspace, prefixEnd } from '../../keyspace'
import type { Book } from '../book'

/** What an edit makes of a value, and what its audit record says. */
export interface Edited<T> {
  value: T
  detail: Record<string, unknown>
  /** What must hold besides. */
  compare?: readonly Compare[]
}

type MaybeLater<T> = T | Promise<T>

export type Actor = Pick<SessionUser, 'username'>

/** How often an edit is looked at anew because somebody else edited the same. */
export const editTries = 5

/** An event's ticket types as they were read, with what says in a transaction that they are the same now. */
export interface ReadTypes {
  kvs: KeyValue[]
  unchanged: readonly Compare[]
}

/**
 * Every hold compares the ticket types it sells. An edit that no hold may go past, of the event or of an area's size,
 * therefore writes all of them, and compares that none was made or edited meanwhile: all at once, since a transaction
 * carries 128 compares. One that was removed is not among those any more; whoever removes one writes the event, which is
 * compared, too: else it would be written back.
 * @throws Refusal `LIMIT_EXCEEDED` where there are more than one transaction can write
 */
export async function readTypes(connection: Connection, eventId: string): Promise<ReadTypes> {
  const eventKey = keyspace.event.key(eventId)
  const event = await connection.get(eventKey)
  const prefix = keyspace.ticketType.prefix(eventId)
  const rangeEnd = prefixEnd(prefix)
  const { kvs, revision } = await connection.range(prefix, rangeEnd)
  if (kvs.length > ticketTypesAtMost)
    throw new Refusal('LIMIT_EXCEEDED', { name: 'the ticket types of an event', limit: ticketTypesAtMost })
  const sameTypes: Compare = { key: prefix, rangeEnd, target: 'mod', is: '<', revision: revision + 1 }
  return { kvs, unchanged: [unchanged(eventKey, event?.modRevision ?? 0), sameTypes] }
}

/** Writes ticket types again as they are, so that every hold that compares them looks anew. */
export const rewritten = ({ kvs }: ReadTypes): Op[] => kvs.map(kv => put(kv.key, kv.value))

/**
 * Whether a value is still to be set. It is not where it is as `wanted`: the same step came before, or somebody else
 * wants the same.
 * @throws Refusal `EDITED_MEANWHILE` when it is not any more what whoever sets it has `seen`
 */
export function isToSet<T>(what: string, { now, seen, wanted }: { now: T; seen: T; wanted: T }): boolean {
  if (now === wanted) return false
  if (now !== seen) throw new Refusal('EDITED_MEANWHILE', { what })
  return true
}

/** The two ways of editing what is on sale, each with its audit record in the same transaction. */
export function createEdits({ connection, book }: { connection: Connection; book: Book }) {
  const existing = async (key: string, what: string, id: string): Promise<KeyValue> => {
    const kv = await connection.get(key)
    if (!kv) throw new Refusal('NOT_FOUND', { what, id })
    return kv
  }

  return {
    existing,

    async ticketType(
      by: Actor,
      { eventId, type }: { eventId: string; type: string },
      action: string,
      edit: (value: TicketType) => Edited<TicketType> | undefined,
    ): Promise<TicketType> {
      const key = keyspace.ticketType.key(eventId, type)
      for (let tries = 0; tries < editTries; tries++) {
        const kv = await existing(key, 'ticket type', type)
        const before = keyspace.ticketType.edit(kv)
        const edited = edit(before)
        if (!edited) return before
        const { value, detail, compare = [] } = edited
        const { succeeded } = await book.administer({
          compare: [unchanged(key, kv.modRevision), ...compare],
          success: [put(key, keyspace.ticketType.encode(value))],
          entry: { actor: by.username, action, subject: key, detail },
        })
        if (succeeded) return value
      }
      throw new Refusal('EDITED_MEANWHILE', { what: eventId })
    },

    /** @param edit gives the event, or nothing when it is as wanted; `closing` also ends the sale of every ticket type */
    async event(
      by: Actor,
      eventId: string,
      action: string,
      edit: (value: Event) => MaybeLater<(Edited<Event> & { closing?: boolean }) | undefined>,
    ): Promise<Event> {
      const key = keyspace.event.key(eventId)
      for (let tries = 0; tries < editTries; tries++) {
        const kv = await existing(key, 'event', eventId)
        const before = keyspace.event.edit(kv)
        const edited = await edit(before)
        if (!edited) return before
        const types = await readTypes(connection, eventId)
        const { succeeded } = await book.administer({
          compare: [unchanged(key, kv.modRevision), ...types.unchanged, ...(edited.compare ?? [])],
          success: [
            put(key, keyspace.event.encode(edited.value)),
            ...(edited.closing ? types.kvs.map(closed) : rewritten(types)),
          ],
          entry: { actor: by.username, action, subject: key, detail: edited.detail },
        })
        if (succeeded) return edited.value
      }
      throw new Refusal('EDITED_MEANWHILE', { what: eventId })
    },
  }
}

export type Edits = ReturnType<typeof createEdits>

const closed = (kv: KeyValue): Op =>
  put(kv.key, keyspace.ticketType.encode({ ...keyspace.ticketType.edit(kv), state: 'closed' }))
