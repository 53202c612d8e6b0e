import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewTicketType } from '#shared/contract/make-events'
import type { Event } from '#shared/domain/event'
import { detailsOf } from '#shared/domain/event-details'
import { newId } from '#shared/domain/ids'
import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, standing, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { eventChoices, listEvents } from './listing'
import type { NewEvent } from './making'

const { eventId: recital, hall, floor } = smallHouse
const by = { username: 'ines' }
const inADay = () => new Date(Date.now() + 86_400_000).toISOString()

let cluster: TestCluster
let namespace: string
let keys: Connection

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
})

const start = (id = 'T01') => startTerminal(cluster, { id, namespace })

const standingTicket: NewTicketType = {
  ...{ type: 'standing', name: 'Standing', note: '', perOrder: null },
  sells: { by: 'area', areaId: 'pit' },
  prices: [
    { priceType: 'adult', name: 'Adult', priceMinor: 20_00 },
    { priceType: 'child', name: 'Child', priceMinor: 10_00 },
  ],
}

const newEvent = (change: Partial<NewEvent> = {}): NewEvent => ({
  ...{ operationId: newId(), eventId: 'club-night', slug: 'club-night', status: 'on-sale' },
  details: {
    ...{ name: 'Club Night', presenter: '', type: 'Club', location: 'Cellar', description: '' },
    ...{ start: inADay(), doors: null, salesFrom: null, salesUntil: null, currency: 'EUR' },
  },
  areas: [{ kind: 'general-admission', areaId: 'pit', name: 'Pit', capacity: 300 }],
  ticketTypes: [standingTicket],
  ...change,
})

const sell = (till: TestTerminal, ticketType = 'standing') => {
  const { orderId } = newSale()
  const wanted = [{ pick: 'any' as const, eventId: 'club-night', count: 1, ticketType, priceType: 'adult' }]
  return till.selling.sellAtOnce(till.seller, {
    orderId,
    wanted,
    expectedMinor: 20_00,
    payments: cash(20_00),
  })
}

const actions = async () => {
  const { kvs } = await keys.range('audit:', 'audit;')
  return kvs.map(kv => keyspace.audit.read(kv).action)
}

describe('making an event', () => {
  it('makes all of it in one step that another till sells from, once however often it is asked for', async () => {
    await using manager = await start()
    await using counter = await start('T02')
    const step = newEvent()
    const [first, second] = await Promise.all([
      manager.events.create(by, step),
      counter.events.create(by, step),
    ])
    expect(second).toMatchObject({ eventId: first.eventId, start: first.start })
    await counter.caughtUp()
    const sold = await sell(counter)
    expect(sold).toMatchObject({ order: { totalMinor: 20_00 } })
    expect((await actions()).filter(action => action === 'event-created')).toHaveLength(1)
    const event = await keys.get(keyspace.event.key('club-night'))
    expect(event?.modRevision).toBe((await keys.get(keyspace.area.key('club-night', 'pit')))?.modRevision)
  })

  it('seats it in a section of the venue, with as many places as that has', async () => {
    await using till = await start()
    const sells = { by: 'zones' as const, zones: ['A'] }
    await till.events.create(
      by,
      newEvent({
        areas: [{ kind: 'seated', sectionId: 'hall' }],
        ticketTypes: [{ ...standingTicket, sells }],
      }),
    )
    await till.caughtUp()
    expect(till.replica.state.houses.get('club-night')?.areas.get('hall')?.area?.value).toMatchObject({
      ...{ kind: 'seated', capacity: 20, sectionVersion: 1 },
    })
  })

  it('refuses a start that has passed, and tickets for what is not there', async () => {
    await using till = await start()
    const { details } = newEvent()
    const past = { ...details, start: new Date(Date.now() - 1_000).toISOString() }
    await expect(till.events.create(by, newEvent({ details: past }))).rejects.toMatchObject({
      code: 'IN_THE_PAST',
    })
    const missing = [
      newEvent({ areas: [] }),
      newEvent({ areas: [{ kind: 'seated', sectionId: 'nowhere' }] }),
      newEvent({ ticketTypes: [{ ...standingTicket, sells: { by: 'zones', zones: ['A'] } }] }),
    ]
    for (const step of missing)
      await expect(till.events.create(by, step)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await keys.get(keyspace.event.key('club-night'))).toBeUndefined()
  })

  it('keeps a draft from the counter until it is opened', async () => {
    await using till = await start()
    await till.events.create(by, newEvent({ status: 'draft' }))
    await till.caughtUp()
    await expect(sell(till)).rejects.toMatchObject({ code: 'NOT_ON_SALE' })
    const all = { offset: 0, limit: 10 }
    expect(listEvents(till.replica.state, { which: 'drafts', ...all }, Date.now()).events).toMatchObject([
      { eventId: 'club-night', capacity: 300 },
    ])
    const later = Date.now() + 30 * 86_400_000
    expect(listEvents(till.replica.state, { which: 'over', offset: 0, limit: 1 }, later)).toMatchObject({
      ...{ events: [{ eventId: recital }], more: false },
    })
    await till.events.setEventState(by, { eventId: 'club-night', state: 'on-sale' })
    await till.caughtUp()
    expect(await sell(till)).toMatchObject({ order: { totalMinor: 20_00 } })
  })

  it('says what an event of this house can be made of', async () => {
    await using till = await start()
    expect(eventChoices(till.replica.state)).toMatchObject({
      ...{ venueId: 'house', currency: 'EUR', types: ['Concert'], locations: ['Hall'] },
      sections: [{ sectionId: 'hall', seats: 20, zones: [{ zone: 'A', seats: 20 }] }],
    })
  })
})

describe('editing an event', () => {
  const recitalNow = async (): Promise<Event> => {
    const kv = await keys.get(keyspace.event.key(recital))
    if (!kv) throw new Error('there is no recital')
    return keyspace.event.read(kv)
  }

  it('lets two people change different fields, and refuses the second one the same field', async () => {
    await using north = await start()
    await using south = await start('T02')
    const seen = detailsOf(await recitalNow())
    await Promise.all([
      north.events.editDetails(by, { eventId: recital, seen, wanted: { ...seen, name: 'A Late Recital' } }),
      south.events.editDetails(by, {
        eventId: recital,
        seen,
        wanted: { ...seen, description: 'By candle light' },
      }),
    ])
    expect(await recitalNow()).toMatchObject({ name: 'A Late Recital', description: 'By candle light' })
    const other = { eventId: recital, seen, wanted: { ...seen, name: 'An Early Recital' } }
    await expect(south.events.editDetails(by, other)).rejects.toMatchObject({ code: 'EDITED_MEANWHILE' })
    const past = { ...seen, name: 'A Late Recital', start: new Date(0).toISOString() }
    const step = { eventId: recital, seen: { ...seen, name: 'A Late Recital' }, wanted: past }
    await expect(south.events.editDetails(by, step)).rejects.toMatchObject({ code: 'IN_THE_PAST' })
  })

  it('changes the currency only while nobody has a place, and no hold goes past that', async () => {
    await using till = await start()
    const seen = detailsOf(await recitalNow())
    const dollars = { eventId: recital, seen, wanted: { ...seen, currency: 'USD' } }
    await till.selling.hold(till.seller, { ...newSale(), wanted: seats(3) })
    await expect(till.events.editDetails(by, dollars)).rejects.toMatchObject({
      ...{ code: 'STILL_CLAIMED', data: { name: 'A Recital', claimed: 1 } },
    })
    expect(await recitalNow()).toMatchObject({ currency: 'EUR' })
  })

  it('adds an area, a ticket type and a price that are sold at once, and puts them in order', async () => {
    await using till = await start()
    const { parts } = till.events
    const area = { kind: 'general-admission' as const, areaId: 'pit', name: 'Pit', capacity: 2 }
    await parts.addArea(by, { eventId: recital, area })
    await parts.addArea(by, { eventId: recital, area })
    const other = { ...area, capacity: 9 }
    await expect(parts.addArea(by, { eventId: recital, area: other })).rejects.toMatchObject({
      code: 'EDITED_MEANWHILE',
    })
    await parts.addTicketType(by, { eventId: recital, ticketType: standingTicket })
    const price = { priceType: 'student', name: 'Student', priceMinor: 12_00 }
    const add = { eventId: recital, type: 'standing', price }
    await parts.addPrice(by, add)
    expect((await parts.addPrice(by, add)).prices).toHaveLength(3)
    await parts.orderTicketTypes(by, { eventId: recital, types: ['standing', floor.ticketType] })
    await till.caughtUp()
    const wanted = [
      { pick: 'any' as const, eventId: recital, count: 2, ticketType: 'standing', priceType: 'student' },
    ]
    const { orderId } = newSale()
    expect(
      await till.selling.sellAtOnce(till.seller, {
        orderId,
        wanted,
        expectedMinor: 24_00,
        payments: cash(24_00),
      }),
    ).toMatchObject({ order: { totalMinor: 24_00 } })
    const types = [...(till.replica.state.houses.get(recital)?.ticketTypes.values() ?? [])]
    const inOrder = types.map(({ value }) => value).sort((a, b) => a.rank - b.rank)
    expect(inOrder.map(({ type }) => type)).toEqual(['standing', floor.ticketType, hall.ticketType])
  })

  it('removes what nobody has a place of, and nothing else', async () => {
    await using till = await start()
    const { parts } = till.events
    await till.selling.hold(till.seller, { ...newSale(), wanted: standing(2) })
    const ofFloor = { eventId: recital, type: floor.ticketType }
    await expect(parts.removeTicketType(by, ofFloor)).rejects.toMatchObject({ data: { claimed: 2 } })
    const kept = await keys.get(keyspace.ticketType.key(recital, floor.ticketType))
    expect(kept && keyspace.ticketType.read(kept).state).toBe('on-sale')
    await expect(parts.removeArea(by, { eventId: recital, areaId: floor.areaId })).rejects.toMatchObject({
      ...{ code: 'STILL_SOLD_BY', data: { ticketNames: ['Standing'] } },
    })
    await expect(till.events.remove(by, recital)).rejects.toMatchObject({ code: 'STILL_CLAIMED' })

    await parts.removeTicketType(by, { eventId: recital, type: hall.ticketType })
    await parts.removeArea(by, { eventId: recital, areaId: hall.areaId })
    await till.caughtUp()
    const house = till.replica.state.houses.get(recital)
    expect([...(house?.areas.keys() ?? [])]).toEqual([floor.areaId])
    expect([...(house?.ticketTypes.keys() ?? [])]).toEqual([floor.ticketType])
    const [adult] = house?.ticketTypes.get(floor.ticketType)?.value.prices ?? []
    const last = { ...ofFloor, priceType: adult?.priceType ?? '' }
    await expect(parts.removePrice(by, last)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('lets nobody hold a place of an event while that is removed', async () => {
    await using north = await start()
    await using south = await start('T02')
    const rounds = 8
    for (let round = 0; round < rounds; round++) {
      const eventId = `night-${round}`
      await north.events.create(by, newEvent({ eventId }))
      await Promise.all([north.caughtUp(), south.caughtUp()])
      const wanted = [{ pick: 'any' as const, eventId, count: 1, ticketType: 'standing', priceType: 'adult' }]
      const [removed, held] = await Promise.allSettled([
        north.events.remove(by, eventId),
        south.selling.hold(south.seller, { ...newSale(), wanted }),
      ])
      const claims = await keys.range(keyspace.claim.prefix(eventId), `claim:${eventId};`)
      const event = await keys.get(keyspace.event.key(eventId))
      expect(claims.count).toBe(held.status === 'fulfilled' ? 1 : 0)
      expect(event === undefined).toBe(removed.status === 'fulfilled')
      expect(removed.status === 'fulfilled' && held.status === 'fulfilled').toBe(false)
    }
  })
})
