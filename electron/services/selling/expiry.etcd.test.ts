import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { isRefusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { put, remove } from '../../cluster/txn'
import { keyspace, slotPart } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { systemClock } from '../clock'
import { slowestClockMs } from './expiry'

const { eventId, hall } = smallHouse
const by = { username: 'ines' }
const hourMs = 3_600_000

let cluster: TestCluster
let namespace: string
let keys: Connection
/** How much later it is, on every clock, than when the test began. */
let passedMs: number

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  passedMs = 0
})

/** A till whose clock is `aheadMs` ahead of everybody's. */
const start = (id: string, aheadMs = 0) =>
  startTerminal(cluster, {
    id,
    namespace,
    clock: { ...systemClock, now: () => Date.now() + passedMs + aheadMs },
  })

const fromNow = (ms: number) => new Date(Date.now() + passedMs + ms).toISOString()

/** Says, as its heartbeat does, that a terminal is there and what its clock shows. */
const beat = (terminalId: string, aheadMs = 0) =>
  keys.txn({
    compare: [],
    success: [
      put(
        keyspace.presence.key(terminalId),
        keyspace.presence.encode({ terminalId, folder: 'x', clock: fromNow(aheadMs), beat: 1 }),
      ),
    ],
  })

const claimOf = async (slot: number) => {
  const kv = await keys.get(keyspace.claim.key(eventId, hall.areaId, slotPart(slot)))
  return kv && keyspace.claim.read(kv).state
}

const actions = async () => {
  const found = []
  for await (const { kvs } of keys.pages(keyspace.audit.prefix()))
    found.push(...kvs.map(kv => keyspace.audit.read(kv).action))
  return found.sort()
}

const block = (till: TestTerminal, releaseAt: string, last = 0) =>
  till.selling.blocks.block(by, {
    ...{ operationId: newId(), eventId, kind: 'press', reason: '', releaseAt },
    ranges: [{ areaId: hall.areaId, first: 0, last }],
  })

const reserve = async (till: TestTerminal, until: string, ...slots: number[]) => {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  await till.selling.reserve(till.seller, { ...sale, until })
  return sale.orderId
}

const look = async (...tills: TestTerminal[]) => {
  for (const till of tills) await till.caughtUp()
  await Promise.all(tills.map(till => till.expiry.look()))
}

describe('what has an end', () => {
  it('is released by one of all terminals that see it, once', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    await using east = await start('T03')
    await block(north, fromNow(hourMs), 4)
    const orderId = await reserve(south, fromNow(hourMs), 7, 8)
    await look(north, south, east)
    expect([await claimOf(0), await claimOf(7)]).toEqual(['block', 'reservation'])

    passedMs = hourMs
    await look(north, south, east)
    expect([await claimOf(0), await claimOf(4), await claimOf(7)]).toEqual([undefined, undefined, undefined])
    const order = await keys.get(keyspace.order.key(orderId))
    expect(order && keyspace.order.read(order).status).toBe('released')
    expect((await actions()).filter(action => /ran-out|expired/.test(action))).toEqual([
      'block-ran-out',
      'reservation-expired',
    ])
    await look(north, south, east)
    expect([north.replica.state.timedBlocks.size, north.replica.state.reservations.size]).toEqual([0, 0])
  })

  it('is released by the timer, without anybody asking', async () => {
    await using north = await start('T01')
    await block(north, fromNow(200))
    await expect.poll(() => claimOf(0), { timeout: 10_000 }).toBeUndefined()
  })

  it('is known to a terminal that starts later', async () => {
    await using north = await start('T01')
    await reserve(north, fromNow(hourMs), 3)
    await block(north, fromNow(hourMs))
    north.expiry.close()
    await using south = await start('T02')
    passedMs = hourMs
    await look(south)
    expect([await claimOf(0), await claimOf(3)]).toEqual([undefined, undefined])
  })

  it('is not released where it was given another end in the meantime', async () => {
    await using north = await start('T01')
    const until = fromNow(hourMs)
    const orderId = await reserve(north, until, 3)
    const later = fromNow(2 * hourMs)
    await north.selling.extendReservation(north.seller, { orderId, operationId: newId(), until: later })
    const step = { orderId, operationId: newId(), why: 'expired' as const, until }
    const refused = await north.selling.releaseReservation(north.seller, step).catch((e: unknown) => e)
    expect(isRefusal(refused, 'EDITED_MEANWHILE')).toBe(true)

    await block(north, until)
    await north.caughtUp()
    const seen = [...north.replica.state.timedBlocks].map(([key, timed]) => ({ key, ...timed }))
    await north.selling.blocks.change(by, {
      ...{ operationId: newId(), eventId, ranges: [{ areaId: hall.areaId, first: 0, last: 0 }] },
      releaseAt: later,
    })
    expect(await north.selling.blocks.releaseDue(seen)).toBe(0)
    expect([await claimOf(0), await claimOf(3)]).toEqual(['block', 'reservation'])
  })
})

describe('a terminal whose clock is off', () => {
  it('by an hour ahead releases nothing early', async () => {
    await using north = await start('T01')
    await using fast = await start('T02', hourMs)
    await Promise.all([beat('T01'), beat('T02', hourMs)])
    await block(north, fromNow(hourMs / 2))
    await reserve(north, fromNow(hourMs / 2), 3)
    await look(north, fast)
    expect([await claimOf(0), await claimOf(3)]).toEqual(['block', 'reservation'])
  })

  it('by an hour behind keeps what has ended as long as it is there, and no longer', async () => {
    await using north = await start('T01')
    await using slow = await start('T02', -hourMs)
    await Promise.all([beat('T01', hourMs), beat('T02', -hourMs)])
    await block(north, fromNow(hourMs / 2))
    await reserve(north, fromNow(hourMs / 2), 3)
    passedMs = hourMs / 2
    await look(north, slow)
    expect([await claimOf(0), await claimOf(3)]).toEqual(['block', 'reservation'])
    await keys.txn({ compare: [], success: [remove(keyspace.presence.key('T02'))] })
    await look(north, slow)
    expect([await claimOf(0), await claimOf(3)]).toEqual([undefined, undefined])
  })

  it('makes the slowest clock the one that counts', () => {
    const at = Date.parse('2031-05-01T20:00:00Z')
    const shows = (...clocks: string[]) => new Map(clocks.map((clock, n) => [`T0${n}`, { clock, beat: 1 }]))
    expect(slowestClockMs(shows(), at)).toBe(at)
    expect(slowestClockMs(shows('2031-05-01T21:00:00Z', '2031-05-01T20:00:01Z'), at)).toBe(at)
    expect(slowestClockMs(shows('2031-05-01T21:00:00Z', '2031-05-01T19:00:00Z'), at)).toBe(at - hourMs)
  })
})
