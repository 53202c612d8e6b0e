import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '#shared/domain/ids'
import { isRefusal, type RefusalCode } from '#shared/errors/refusals'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import { ClusterFailure, type Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace, slotPart } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { quietLog } from '../../testing/log'
import { cash, newSale, seats, standing, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { systemClock } from '../clock'
import { createCancellations } from './cancellation'
import { readTypes } from './edits'

const { eventId, hall, floor } = smallHouse
const by = { username: 'ines' }
const areaId = floor.areaId

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

const claims = async (area?: string) => {
  const found = []
  const prefix = area ? keyspace.claim.prefix(eventId, area) : keyspace.claim.prefix(eventId)
  for await (const { kvs } of keys.pages(prefix))
    found.push(...kvs.map(kv => ({ slot: Number(kv.key.slice(-6)), ...keyspace.claim.read(kv) })))
  return found
}

async function refusedWith(code: RefusalCode, work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    value => new Error(`not refused with ${code}: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (!isRefusal(error)) throw error
  expect(error.code).toBe(code)
  return error.data
}

/** Ticket types beside those of the small house, as wordy as they may be. */
const openTicketTypes = async (count: number) => {
  const text = (type: string) =>
    keyspace.ticketType.encode({
      ...{
        eventId,
        type,
        name: 'n'.repeat(80),
        note: 'n'.repeat(160),
        rank: 1,
        state: 'on-sale',
        limits: {},
      },
      sells: { by: 'zones', zones: ['A', 'B', 'C'] },
      prices: Array.from({ length: 8 }, (_, n) => ({
        ...{ priceType: `price-type-${n}`, name: 'n'.repeat(40), priceMinor: 100_000 },
      })),
    })
  for (let from = 0; from < count; from += 100) {
    const types = Array.from({ length: Math.min(100, count - from) }, (_, n) => `type-${from + n}`)
    const success = types.map(type => put(keyspace.ticketType.key(eventId, type), text(type)))
    await keys.txn({ compare: [], success })
  }
}

const sellStanding = async (till: TestTerminal, count: number) => {
  const payments = cash(count * floor.adultMinor)
  const sale = { orderId: newId(), wanted: standing(count), payments }
  return till.selling.sellAtOnce(till.seller, { ...sale, expectedMinor: count * floor.adultMinor })
}

const sellSeats = async (till: TestTerminal, ...slots: number[]) => {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  return till.selling.commit(till.seller, { ...sale, payments: cash(slots.length * hall.adultMinor) })
}

describe('two managers at once', () => {
  it('do not undo each other’s price, limit or capacity unseen, and may want the same', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    const adult = { eventId, type: hall.ticketType, priceType: 'adult', seenMinor: hall.adultMinor }
    await north.events.setPrice(by, { ...adult, priceMinor: 45_00 })
    expect(
      await refusedWith('EDITED_MEANWHILE', south.events.setPrice(by, { ...adult, priceMinor: 50_00 })),
    ).toEqual({ what: 'Hall seat, Adult' })
    // Asked for again, after its answer was lost, it is done.
    await north.events.setPrice(by, { ...adult, priceMinor: 45_00 })
    expect(await south.events.setPrice(by, { ...adult, seenMinor: 45_00, priceMinor: 50_00 })).toMatchObject({
      prices: [{ priceMinor: 50_00 }, {}],
    })

    const limit = { eventId, type: hall.ticketType, seenPerOrder: null }
    await north.events.setLimit(by, { ...limit, perOrder: 4 })
    await refusedWith('EDITED_MEANWHILE', south.events.setLimit(by, { ...limit, perOrder: 6 }))
    await south.events.setLimit(by, { ...limit, perOrder: 4 })

    const size = { eventId, areaId, seenCapacity: 200 }
    await north.events.setCapacity(by, { ...size, capacity: 150 })
    await south.caughtUp()
    await refusedWith('EDITED_MEANWHILE', south.events.setCapacity(by, { ...size, capacity: 300 }))
    await south.events.setCapacity(by, { ...size, seenCapacity: 150, capacity: 300 })
  })

  it('are told who came second, however close together they were', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    for (let seenMinor = hall.adultMinor, n = 1; n <= 10; n++) {
      const step = { eventId, type: hall.ticketType, priceType: 'adult', seenMinor }
      const prices = [n * 1_00, n * 1_00 + 50]
      const told = await Promise.allSettled([
        north.events.setPrice(by, { ...step, priceMinor: prices[0] ?? 0 }),
        south.events.setPrice(by, { ...step, priceMinor: prices[1] ?? 0 }),
      ])
      const done = told.flatMap(({ status }, till) => (status === 'fulfilled' ? [till] : []))
      expect(done).toHaveLength(1)
      seenMinor = prices[done[0] ?? 0] ?? 0
    }
  })
})

describe('the size of a standing area', () => {
  it('shrinks to what is claimed and no further, and grows again', async () => {
    await using north = await start()
    await sellStanding(north, 40)
    await north.caughtUp()
    const set = (capacity: number) => north.events.setCapacity(by, { eventId, areaId, capacity })
    const data = await refusedWith('CAPACITY_CLAIMED', set(39))
    expect(data).toEqual({ areaName: 'Floor', claimed: 40 })

    await set(45)
    await north.caughtUp()
    await sellStanding(north, 5)
    await north.caughtUp()
    expect(await refusedWith('SOLD_OUT', sellStanding(north, 1))).toMatchObject({ left: 0 })
    expect((await claims(areaId)).filter(({ state }) => state === 'sale')).toHaveLength(45)
    expect(await auditKeyspace(keys)).toMatchObject({ violations: [] })

    await set(300)
    await north.caughtUp()
    expect(await claims(areaId)).toHaveLength(45)
    for (const count of [100, 100, 55]) {
      await sellStanding(north, count)
      await north.caughtUp()
    }
    await refusedWith('SOLD_OUT', sellStanding(north, 1))
  })

  it('is never sold past, however sales and edits race', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    let wanted = 200
    const shrink = async () => {
      for (const capacity of [160, 120, 80, 60]) {
        const outcome = await north.events.setCapacity(by, { eventId, areaId, capacity }).then(
          () => 'done',
          (error: unknown) => (isRefusal(error) ? error.code : error),
        )
        if (outcome === 'done') wanted = capacity
        else expect(['CAPACITY_CLAIMED', 'EDITED_MEANWHILE']).toContain(outcome)
      }
    }
    const sell = async (till: TestTerminal) => {
      for (let n = 0; n < 30; n++)
        await sellStanding(till, 2).catch((error: unknown) => {
          if (!isRefusal(error)) throw error
        })
    }
    await Promise.all([shrink(), sell(south)])
    const area = keyspace.area.read((await keys.get(keyspace.area.key(eventId, areaId))) ?? never())
    const sold = (await claims(areaId)).filter(({ state }) => state === 'sale')
    const withdrawn = (await claims(areaId)).filter(({ state }) => state === 'block')
    expect(area.capacity - withdrawn.length).toBe(wanted)
    expect(sold.length).toBeLessThanOrEqual(wanted)
    expect(Math.max(...sold.map(({ slot }) => slot))).toBeLessThan(area.capacity)
    expect(await auditKeyspace(keys)).toMatchObject({ violations: [] })
  })

  it('refuses a sale, a hold and a block that were on their way when it shrank', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    const shrinkFirst = (capacity: number) => {
      const send = south.connection.txn.bind(south.connection)
      const sent = vi.spyOn(south.connection, 'txn').mockImplementationOnce(async (...message) => {
        await north.events.setCapacity(by, { eventId, areaId, capacity })
        sent.mockRestore()
        return send(...message)
      })
    }
    // Two of the two hundred, or of the hundred: one of them at least is past the new end.
    shrinkFirst(1)
    await refusedWith('SOLD_OUT', sellStanding(south, 2))
    await north.events.setCapacity(by, { eventId, areaId, capacity: 100 })
    await south.caughtUp()
    shrinkFirst(1)
    await refusedWith('SOLD_OUT', south.selling.hold(south.seller, { ...newSale(), wanted: standing(2) }))
    await north.events.setCapacity(by, { eventId, areaId, capacity: 100 })
    await south.caughtUp()
    shrinkFirst(50)
    const step = { operationId: newId(), eventId, ranges: [{ areaId, first: 49, last: 50 }] }
    await refusedWith('NOT_FOUND', south.selling.blocks.block(by, { ...step, kind: 'house', reason: '' }))
    expect(await claims()).toEqual([])
  })

  it('keeps its withdrawn numbers until it grows', async () => {
    await using north = await start()
    await keys.txn({
      compare: [],
      success: [
        put(
          keyspace.claim.key(eventId, areaId, slotPart(199)),
          keyspace.claim.encode({ state: 'block', kind: 'house', reason: '', by: 'ines' }),
        ),
      ],
    })
    await north.caughtUp()
    await north.events.setCapacity(by, { eventId, areaId, capacity: 150 })
    const [first] = (await claims(areaId)).filter(
      claim => claim.state === 'block' && claim.kind === 'withdrawn',
    )
    const slot = first?.slot ?? never()
    const step = { operationId: newId(), eventId, ranges: [{ areaId, first: slot, last: slot }] }
    await refusedWith('NOT_BLOCKED', north.selling.blocks.unblock(by, step))
    await refusedWith(
      'NOT_FOUND',
      north.events.setCapacity(by, { eventId, areaId: hall.areaId, capacity: 5 }),
    )
  })
})

describe('what is on sale', () => {
  it('is not held past the end of its sale, the close of its event, or its limit', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    const hold = () => south.selling.hold(south.seller, { ...newSale(), wanted: seats(0, 1) })
    const reopened = async () => {
      await south.caughtUp()
      const { stored } = await hold()
      await south.selling.release(stored.basketId)
    }
    const past = new Date(Date.now() - 60_000).toISOString()
    const future = new Date(Date.now() + 60_000).toISOString()
    // Without waiting for the other till's picture: what it believes is compared.
    await north.events.setSalesWindow(by, { eventId, from: null, until: past })
    expect(await refusedWith('NOT_ON_SALE', hold())).toMatchObject({ reason: 'ended' })
    await north.events.setSalesWindow(by, { eventId, from: null, until: null })
    await reopened()
    await north.events.setSalesWindow(by, { eventId, from: future, until: null })
    expect(await refusedWith('NOT_ON_SALE', hold())).toMatchObject({ reason: 'not-yet' })
    await north.events.setSalesWindow(by, { eventId, from: null, until: null })
    await reopened()
    await north.events.setEventState(by, { eventId, state: 'closed' })
    expect(await refusedWith('NOT_ON_SALE', hold())).toMatchObject({ reason: 'closed' })
    await north.events.setEventState(by, { eventId, state: 'on-sale' })
    await reopened()
    const type = hall.ticketType
    await north.events.setTicketTypeWindow(by, { eventId, type, from: null, until: past })
    expect(await refusedWith('NOT_ON_SALE', hold())).toMatchObject({ reason: 'ended' })
    await north.events.setTicketTypeWindow(by, { eventId, type, from: null, until: null })
    await reopened()
    await north.events.setLimit(by, { eventId, type, perOrder: 1 })
    expect(await refusedWith('LIMIT_EXCEEDED', hold())).toMatchObject({ limit: 1 })
    await north.events.setLimit(by, { eventId, type, perOrder: null })
    await reopened()
  })
})

describe('a cancelled event', () => {
  const cancellation = async () => {
    const kv = await keys.get(keyspace.event.key(eventId))
    return kv && keyspace.event.read(kv).cancellation
  }
  const orders = async () => {
    const found = []
    for await (const { kvs } of keys.pages(keyspace.order.prefix()))
      for (const kv of kvs) {
        const order = keyspace.order.read(kv)
        if (order.status !== 'abandoned') found.push(order)
      }
    return found
  }

  it('has its baskets freed and its orders refunded, each once', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    await sellSeats(north, 0, 1)
    await sellStanding(south, 3)
    const reserved = newSale()
    await south.selling.hold(south.seller, { ...reserved, wanted: seats(5) })
    await south.selling.reserve(south.seller, {
      ...reserved,
      until: new Date(Date.now() + 60_000).toISOString(),
    })
    await south.selling.hold(south.seller, { ...newSale(), wanted: seats(7) })

    const event = await north.events.cancel(by, eventId)
    expect(event).toMatchObject({ status: 'cancelled', cancellation: { terminalId: 'T01', by: 'ines' } })
    await Promise.all([north.events.cancellations.look(), south.events.cancellations.look()])
    await expect.poll(async () => (await cancellation())?.done, { timeout: 10_000 }).toBe(true)

    expect(await claims()).toEqual([])
    const refunds = (await orders()).flatMap(order => order.refunds)
    expect(refunds.map(({ amountMinor }) => amountMinor).sort()).toEqual(
      [2 * hall.adultMinor, 3 * floor.adultMinor].sort(),
    )
    expect((await orders()).map(({ status }) => status).sort()).toEqual(['released', 'sold', 'sold'])
    expect(await auditKeyspace(keys)).toMatchObject({ violations: [] })
    await refusedWith('NOT_ON_SALE', north.events.setEventState(by, { eventId, state: 'on-sale' }))
  })

  it('is gone on with by another terminal where the first one died', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    for (let n = 0; n < 6; n++) await sellSeats(north, n * 2, n * 2 + 1)
    await north.caughtUp()
    let refunds = 0
    const dying = createCancellations({
      ...{ connection: north.connection, replica: north.replica, terminalId: 'T01', clock: systemClock },
      ...{ book: north.book, random: () => 1, log: quietLog },
      async refundEvent(who, step) {
        // Done, and its answer never heard: what a crash in the middle leaves behind.
        if (++refunds > 3) throw new ClusterFailure('outcome-unknown', 'the power went')
        await north.selling.refundEvent(who, step)
      },
    })
    north.events.close()
    const kv = await keys.get(keyspace.event.key(eventId))
    const event = keyspace.event.read(kv ?? never())
    const operationId = newId()
    await keys.txn({
      compare: [],
      success: [
        put(
          keyspace.event.key(eventId),
          keyspace.event.encode({
            ...event,
            status: 'cancelled',
            cancellation: {
              ...{ operationId, terminalId: 'T01', by: 'ines', done: false },
              at: new Date().toISOString(),
            },
          }),
        ),
      ],
    })
    await north.caughtUp()
    await dying.look()
    dying.close()
    north.crash()
    expect(await claims()).toHaveLength(6)
    await expect.poll(async () => (await cancellation())?.done, { timeout: 15_000 }).toBe(true)
    const all = await orders()
    expect(all.map(order => order.refunds.length)).toEqual(Array(6).fill(1))
    expect(await claims()).toEqual([])
    await south.caughtUp()
  })

  it('waits for the last word on an order that is being paid', async () => {
    await using north = await start('T01')
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(3) })
    const payments = [{ method: 'card' as const, amountMinor: hall.adultMinor }]
    await north.selling.beginPayment(north.seller, { ...sale, payments })
    await north.events.cancel(by, eventId)
    await north.events.cancellations.look()
    expect(await cancellation()).toMatchObject({ done: false })
    expect(await claims()).toHaveLength(1)
    const step = {
      orderId: sale.orderId,
      operationId: newId(),
      by: 'device' as const,
      outcome: 'charged' as const,
    }
    await north.selling.settlePayment(north.seller, step)
    await north.events.cancellations.look()
    expect(await cancellation()).toMatchObject({ done: true })
    const [order] = await orders()
    expect(order).toMatchObject({ refunds: [{ method: 'card', amountMinor: hall.adultMinor }] })
  })
})

function never(): never {
  throw new Error('it is not there')
}

describe('an event with many ticket types', () => {
  it('is edited and cancelled as a whole with as many as it may have', async () => {
    await using north = await start('T01')
    await openTicketTypes(498)
    await north.events.setEventState(by, { eventId, state: 'closed' })
    await north.caughtUp()
    await north.events.setCapacity(by, { eventId, areaId, capacity: 300 })
    await north.events.cancel(by, eventId)
    const prefix = keyspace.ticketType.prefix(eventId)
    const { kvs } = await keys.range(prefix, `${prefix.slice(0, -1)};`)
    expect(new Set(kvs.map(kv => keyspace.ticketType.read(kv).state))).toEqual(new Set(['closed']))
    expect(new Set(kvs.map(kv => kv.modRevision)).size).toBe(1)
  })

  it('is not edited past a ticket type that is made or edited meanwhile', async () => {
    await using north = await start('T01')
    await openTicketTypes(200)
    const types = await readTypes(keys, eventId)
    const isAsRead = async () => (await keys.txn({ compare: types.unchanged, success: [] })).succeeded
    expect(await isAsRead()).toBe(true)
    await north.events.setTicketTypeState(by, eventId, 'type-150', 'closed')
    expect(await isAsRead()).toBe(false)
  })

  it('is not edited past one that is removed meanwhile, which would bring it back', async () => {
    await using north = await start('T01')
    const types = await readTypes(keys, eventId)
    await north.events.parts.removeTicketType(by, { eventId, type: hall.ticketType })
    expect(types.kvs.map(kv => kv.key)).toContain(keyspace.ticketType.key(eventId, hall.ticketType))
    expect((await keys.txn({ compare: types.unchanged, success: [] })).succeeded).toBe(false)
  })

  it('says so where there are more than an edit can write', async () => {
    await using north = await start('T01')
    await openTicketTypes(499)
    await refusedWith('LIMIT_EXCEEDED', north.events.cancel(by, eventId))
    await refusedWith('LIMIT_EXCEEDED', north.events.setEventState(by, { eventId, state: 'closed' }))
  })
})
