import type { SessionUser } from '#shared/contract/session'
import type { Event, TicketType } from '#shared/domain/event'
import { Refusal } from '#shared/errors/refusals'
import type { Connection, KeyValue, Op } from '../../cluster/model'
import { packed, put, remove, unchanged } from '../../cluster/txn'
import { keyspace, slotPart } from '../../keyspace'
import type { Book } from '../book'

/** Edits to what is on sale, made while selling goes on. */
export interface Events {
  setTicketTypeState(
    by: SessionUser,
    eventId: string,
    type: string,
    state: TicketType['state'],
  ): Promise<TicketType>
  setPrice(
    by: SessionUser,
    step: { eventId: string; type: string; priceType: string; priceMinor: number },
  ): Promise<TicketType>
  /**
   * Stops an event for good. Every hold compares the ticket types it sells, which this closes in the same step; what
   * was held before is freed after, so no basket with its tickets can be paid any more.
   */
  cancel(by: SessionUser, eventId: string): Promise<Event>
}

/** How often an edit is looked at anew because somebody else edited the same. */
const editTries = 5

export function createEvents(options: { connection: Connection; book: Book }): Events {
  const { connection, book } = options

  const existing = async (key: string, what: string, id: string): Promise<KeyValue> => {
    const kv = await connection.get(key)
    if (!kv) throw new Refusal('NOT_FOUND', { what, id })
    return kv
  }

  const editTicketType = async (
    by: SessionUser,
    { eventId, type }: { eventId: string; type: string },
    action: string,
    edit: (value: TicketType) => { value: TicketType; detail: Record<string, unknown> },
  ): Promise<TicketType> => {
    const key = keyspace.ticketType.key(eventId, type)
    for (let tries = 0; tries < editTries; tries++) {
      const kv = await existing(key, 'ticket type', type)
      const { value, detail } = edit(keyspace.ticketType.edit(kv))
      const { succeeded } = await book.administer({
        compare: [unchanged(key, kv.modRevision)],
        success: [put(key, keyspace.ticketType.encode(value))],
        entry: { actor: by.username, action, subject: key, detail },
      })
      if (succeeded) return value
    }
    throw new Refusal('EDITED_MEANWHILE', { what: eventId })
  }

  /** Takes every basket with a place of this event away, with all it holds. */
  const freeBaskets = async (eventId: string) => {
    for await (const { kvs } of connection.pages(keyspace.basket.prefix())) {
      for (let kv of kvs) {
        for (let tries = 0; tries < editTries; tries++) {
          const decoded = keyspace.basket.decode(kv.value)
          if (!decoded.ok || !decoded.value.lines.some(line => line.eventId === eventId)) break
          const claims: Op[] = decoded.value.lines.map(line =>
            remove(keyspace.claim.key(line.eventId, line.areaId, slotPart(line.slot))),
          )
          const { succeeded } = await connection.txn(
            packed({ compare: [unchanged(kv.key, kv.modRevision)], success: [...claims, remove(kv.key)] }),
          )
          const now = succeeded ? undefined : await connection.get(kv.key)
          if (!now) break
          kv = now
        }
      }
    }
  }

  return {
    setTicketTypeState: (by, eventId, type, state) =>
      editTicketType(by, { eventId, type }, 'sale-state-set', value => ({
        value: { ...value, state },
        detail: { state },
      })),

    setPrice: (by, step) =>
      editTicketType(by, step, 'price-set', value => {
        const price = value.prices.find(({ priceType }) => priceType === step.priceType)
        if (!price) throw new Refusal('NOT_FOUND', { what: 'price', id: step.priceType })
        const prices = value.prices.map(other =>
          other === price ? { ...price, priceMinor: step.priceMinor } : other,
        )
        const { priceType, priceMinor } = step
        return {
          value: { ...value, prices },
          detail: { priceType, fromMinor: price.priceMinor, toMinor: priceMinor },
        }
      }),

    async cancel(by, eventId) {
      const key = keyspace.event.key(eventId)
      for (let tries = 0; tries < editTries; tries++) {
        const kv = await existing(key, 'event', eventId)
        const event = keyspace.event.edit(kv)
        const prefix = keyspace.ticketType.prefix(eventId)
        const types: KeyValue[] = []
        for await (const page of connection.pages(prefix)) types.push(...page.kvs)
        const cancelled: Event = { ...event, status: 'cancelled' }
        const { succeeded } = await book.administer({
          compare: [
            unchanged(key, kv.modRevision),
            ...types.map(type => unchanged(type.key, type.modRevision)),
          ],
          success: [
            put(key, keyspace.event.encode(cancelled)),
            ...types.map(type =>
              put(
                type.key,
                keyspace.ticketType.encode({ ...keyspace.ticketType.edit(type), state: 'closed' }),
              ),
            ),
          ],
          entry: {
            actor: by.username,
            action: 'event-cancelled',
            subject: key,
            detail: { name: event.name },
          },
        })
        if (!succeeded) continue
        await freeBaskets(eventId)
        return cancelled
      }
      throw new Refusal('EDITED_MEANWHILE', { what: eventId })
    },
  }
}
