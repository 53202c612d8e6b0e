import type { NewArea, NewPrice, NewTicketType, TicketTypeWords } from '#shared/contract/make-events'
import { type Area, type Event, type TicketType, ticketTypesAtMost } from '#shared/domain/event'
import { Refusal } from '#shared/errors/refusals'
import type { KeyValue } from '../../cluster/model'
import { absent, put, remove, unchanged } from '../../cluster/txn'
import { keyspace, prefixEnd } from '../../keyspace'
import { withChangedFields } from '../changed-fields'
import { claimedOf, nothingClaimed, requireNothingClaimed } from './claimed'
import { type Actor, editTries, readTypes, rewritten } from './edits'
import { areaOf, type MadeArea, type MakingOptions, requireSells, ticketTypeOf } from './making'

/** How many prices a ticket type may have: one a key of the counter. */
const pricesAtMost = 8

/** What an event is made of, part by part, while it is on sale. */
export interface EventParts {
  addArea(by: Actor, step: { eventId: string; area: NewArea }): Promise<Area>
  renameArea(by: Actor, step: { eventId: string; areaId: string; name: string }): Promise<Area>
  removeArea(by: Actor, step: { eventId: string; areaId: string }): Promise<void>
  addTicketType(by: Actor, step: { eventId: string; ticketType: NewTicketType }): Promise<TicketType>
  editTicketType(
    by: Actor,
    step: { eventId: string; type: string; seen: TicketTypeWords; wanted: TicketTypeWords },
  ): Promise<TicketType>
  orderTicketTypes(by: Actor, step: { eventId: string; types: string[] }): Promise<TicketType[]>
  removeTicketType(by: Actor, step: { eventId: string; type: string }): Promise<void>
  addPrice(by: Actor, step: { eventId: string; type: string; price: NewPrice }): Promise<TicketType>
  removePrice(by: Actor, step: { eventId: string; type: string; priceType: string }): Promise<TicketType>
}

export function createEventParts(options: MakingOptions): EventParts {
  const { connection, book, edits } = options

  /** @throws Refusal `NOT_ON_SALE` for a cancelled one: nothing is added to it any more */
  const openEvent = async (eventId: string): Promise<{ kv: KeyValue; event: Event }> => {
    const kv = await edits.existing(keyspace.event.key(eventId), 'event', eventId)
    const event = keyspace.event.edit(kv)
    if (event.status === 'cancelled')
      throw new Refusal('NOT_ON_SALE', { name: event.name, reason: 'cancelled' })
    return { kv, event }
  }

  const areasOf = async ({ eventId }: Event): Promise<MadeArea[]> => {
    const prefix = keyspace.area.prefix(eventId)
    const { kvs } = await connection.range(prefix, prefixEnd(prefix))
    return Promise.all(
      kvs.map(async kv => {
        const area = keyspace.area.read(kv)
        if (area.kind !== 'seated') return { area }
        const section = await connection.get(keyspace.section.key(area.venueId, area.sectionId))
        return { area, ...(section && { section: keyspace.section.read(section) }) }
      }),
    )
  }

  return {
    async addArea(by, { eventId, area: wanted }) {
      for (let tries = 0; tries < editTries; tries++) {
        const { kv, event } = await openEvent(eventId)
        const made = await areaOf(connection, event, wanted)
        const key = keyspace.area.key(eventId, made.area.areaId)
        const before = await connection.get(key)
        if (before) {
          // The same step again, after its answer was lost.
          if (before.value === keyspace.area.encode(made.area)) return made.area
          throw new Refusal('EDITED_MEANWHILE', { what: made.area.name })
        }
        const { succeeded } = await book.administer({
          compare: [
            unchanged(kv.key, kv.modRevision),
            absent(key),
            ...(made.unchangedSection ? [made.unchangedSection] : []),
          ],
          success: [put(key, keyspace.area.encode(made.area))],
          entry: { actor: by.username, action: 'area-added', subject: key, detail: { ...wanted } },
        })
        if (succeeded) return made.area
      }
      throw new Refusal('EDITED_MEANWHILE', { what: eventId })
    },

    async renameArea(by, { eventId, areaId, name }) {
      const key = keyspace.area.key(eventId, areaId)
      for (let tries = 0; tries < editTries; tries++) {
        const kv = await edits.existing(key, 'area', areaId)
        const before = keyspace.area.edit(kv)
        if (before.name === name) return before
        const next = { ...before, name }
        const { succeeded } = await book.administer({
          compare: [unchanged(key, kv.modRevision)],
          success: [put(key, keyspace.area.encode(next))],
          entry: {
            ...{ actor: by.username, action: 'area-renamed', subject: key },
            detail: { from: before.name, to: name },
          },
        })
        if (succeeded) return next
      }
      throw new Refusal('EDITED_MEANWHILE', { what: name })
    },

    /** A hold that was chosen while it was there compares a ticket type that this writes; a block compares the area. */
    async removeArea(by, { eventId, areaId }) {
      const key = keyspace.area.key(eventId, areaId)
      for (let tries = 0; tries < editTries; tries++) {
        const kv = await edits.existing(key, 'area', areaId)
        const { name } = keyspace.area.edit(kv)
        const types = await readTypes(connection, eventId)
        const ticketNames = types.kvs
          .map(type => keyspace.ticketType.read(type))
          .flatMap(({ sells, name }) => (sells.by === 'area' && sells.areaId === areaId ? [name] : []))
        if (ticketNames.length > 0) throw new Refusal('STILL_SOLD_BY', { name, ticketNames })
        await requireNothingClaimed(connection, { name, eventId, areaId })
        const { succeeded } = await book.administer({
          compare: [unchanged(key, kv.modRevision), ...types.unchanged, nothingClaimed(eventId, areaId)],
          success: [remove(key), ...rewritten(types)],
          entry: { actor: by.username, action: 'area-removed', subject: key, detail: { name } },
        })
        if (succeeded) return
      }
      throw new Refusal('EDITED_MEANWHILE', { what: eventId })
    },

    async addTicketType(by, { eventId, ticketType: wanted }) {
      const key = keyspace.ticketType.key(eventId, wanted.type)
      for (let tries = 0; tries < editTries; tries++) {
        const { kv, event } = await openEvent(eventId)
        const types = await readTypes(connection, eventId)
        if (types.kvs.length >= ticketTypesAtMost)
          throw new Refusal('LIMIT_EXCEEDED', {
            name: 'the ticket types of an event',
            limit: ticketTypesAtMost,
          })
        const others = types.kvs
          .filter(other => other.key !== key)
          .map(other => keyspace.ticketType.read(other))
        const rank = Math.max(-1, ...others.map(other => other.rank)) + 1
        const made = ticketTypeOf(eventId, wanted, rank)
        const before = types.kvs.find(other => other.key === key)
        if (before) {
          if (before.value === keyspace.ticketType.encode(made)) return made
          throw new Refusal('EDITED_MEANWHILE', { what: made.name })
        }
        requireSells(made, await areasOf(event))
        const { succeeded } = await book.administer({
          compare: [unchanged(kv.key, kv.modRevision), ...types.unchanged, absent(key)],
          success: [put(key, keyspace.ticketType.encode(made))],
          entry: { actor: by.username, action: 'ticket-type-added', subject: key, detail: { ...wanted } },
        })
        if (succeeded) return made
      }
      throw new Refusal('EDITED_MEANWHILE', { what: eventId })
    },

    editTicketType: (by, { seen, wanted, ...step }) =>
      edits.ticketType(by, step, 'ticket-type-edited', value => {
        const { note: before, ...rest } = value
        const now = { name: value.name, note: before ?? '' }
        const next = withChangedFields(value.name, { now, seen, wanted })
        if (!next) return undefined
        const { name, note } = next
        return { value: { ...rest, name, ...(note && { note }) }, detail: { from: now, to: next } }
      }),

    async orderTicketTypes(by, { eventId, types: wanted }) {
      for (let tries = 0; tries < editTries; tries++) {
        const types = await readTypes(connection, eventId)
        const place = ({ type }: TicketType) => {
          const at = wanted.indexOf(type)
          return at < 0 ? wanted.length : at
        }
        const before = types.kvs.map(kv => ({ kv, value: keyspace.ticketType.edit(kv) }))
        const ordered = before
          .sort((a, b) => place(a.value) - place(b.value) || a.value.rank - b.value.rank)
          .map(({ kv, value }, rank) => ({ kv, moved: value.rank !== rank, value: { ...value, rank } }))
        const moved = ordered.filter(one => one.moved)
        if (moved.length > 0) {
          const step = {
            compare: types.unchanged,
            success: moved.map(({ kv, value }) => put(kv.key, keyspace.ticketType.encode(value))),
          }
          const subject = keyspace.event.key(eventId)
          const detail = { types: ordered.map(({ value }) => value.type) }
          const entry = { actor: by.username, action: 'ticket-types-ordered', subject, detail }
          if (!(await book.administer({ ...step, entry })).succeeded) continue
        }
        return ordered.map(({ value }) => value)
      }
      throw new Refusal('EDITED_MEANWHILE', { what: eventId })
    },

    /**
     * Closed first: after that nothing is held of it, so what its claims say stays true until it is gone.
     * @throws Refusal `STILL_CLAIMED`, and then it is sold as before
     */
    async removeTicketType(by, { eventId, type }) {
      const key = keyspace.ticketType.key(eventId, type)
      const kv = await edits.existing(key, 'ticket type', type)
      const { name, state } = keyspace.ticketType.edit(kv)
      const setState = (value: TicketType['state']) =>
        edits.ticketType(by, { eventId, type }, 'sale-state-set', before => ({
          value: { ...before, state: value },
          detail: { state: value },
        }))
      const requireNone = async () => {
        const claimed = await claimedOf(connection, eventId, type)
        if (claimed > 0) throw new Refusal('STILL_CLAIMED', { name, claimed })
      }
      await requireNone()
      if (state === 'on-sale') await setState('closed')
      const closed = await edits.existing(key, 'ticket type', type)
      // Somebody opened it again.
      if (keyspace.ticketType.read(closed).state !== 'closed')
        throw new Refusal('EDITED_MEANWHILE', { what: name })
      try {
        await requireNone()
      } catch (error) {
        if (state === 'on-sale') await setState('on-sale')
        throw error
      }
      const event = await edits.existing(keyspace.event.key(eventId), 'event', eventId)
      const { succeeded } = await book.administer({
        compare: [unchanged(key, closed.modRevision), unchanged(event.key, event.modRevision)],
        // The event as it is, for whoever read its ticket types before.
        success: [remove(key), put(event.key, event.value)],
        entry: { actor: by.username, action: 'ticket-type-removed', subject: key, detail: { name } },
      })
      if (!succeeded) throw new Refusal('EDITED_MEANWHILE', { what: name })
    },

    addPrice: (by, { price, ...step }) =>
      edits.ticketType(by, step, 'price-added', value => {
        const before = value.prices.find(({ priceType }) => priceType === price.priceType)
        if (before?.priceMinor === price.priceMinor && before.name === price.name) return undefined
        if (before) throw new Refusal('EDITED_MEANWHILE', { what: value.name })
        if (value.prices.length >= pricesAtMost)
          throw new Refusal('LIMIT_EXCEEDED', { name: `the prices of ${value.name}`, limit: pricesAtMost })
        return { value: { ...value, prices: [...value.prices, price] }, detail: { ...price } }
      }),

    removePrice: (by, { priceType, ...step }) =>
      edits.ticketType(by, step, 'price-removed', value => {
        const price = value.prices.find(one => one.priceType === priceType)
        if (!price) return undefined
        const prices = value.prices.filter(one => one !== price)
        if (prices.length === 0) throw new Refusal('NOT_FOUND', { what: 'other price', id: value.name })
        return { value: { ...value, prices }, detail: { ...price } }
      }),
  }
}
