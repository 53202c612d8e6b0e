import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { isRefusal } from '#shared/errors/refusals'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { systemClock } from '../clock'

const { eventId, hall } = smallHouse
const hourMs = 3_600_000
const oneSeat = cash(hall.adultMinor)

let cluster: TestCluster
let namespace: string
let keys: Connection
let north: TestTerminal
let south: TestTerminal

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  north = await startTerminal(cluster, { id: 'T01', namespace })
  south = await startTerminal(cluster, { id: 'T02', namespace })
})

/** Whatever was asked: at the end the books are in order. */
afterEach(async () => {
  const { violations } = await auditKeyspace(keys)
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
  expect(violations).toEqual([])
})

const held = async (till: TestTerminal, ...slots: number[]) => {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  return sale
}

const sold = async (till: TestTerminal, slot: number) => {
  const sale = await held(till, slot)
  return (await till.selling.commit(till.seller, { ...sale, payments: oneSeat })).order
}

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => 'it worked',
    (reason: unknown) => reason,
  )
  return isRefusal(error) ? { code: error.code, data: error.data } : error
}

/** Every claim and order, to the letter. */
const everything = async () =>
  (
    await Promise.all(['claim:', 'order:'].map(async prefix => (await keys.range(prefix, `${prefix}~`)).kvs))
  ).flat()

it('refuses an order’s id with another basket, here and at another till, and names the first order', async () => {
  const { orderId, number } = await sold(north, 0)
  const first = { code: 'ORDER_EXISTS', data: { orderId, number } }
  for (const [till, slot] of [
    [north, 1],
    [south, 2],
  ] as const) {
    const { basketId } = await held(till, slot)
    const before = await everything()
    const again = till.selling.commit(till.seller, { basketId, orderId, payments: oneSeat })
    expect(await refusalOf(again)).toEqual(first)
    expect(await everything()).toEqual(before)
    // The basket is as it was, and sold under an id of its own.
    await till.selling.commit(till.seller, { basketId, orderId: newId(), payments: oneSeat })
  }
})

it('refuses payments that do not add up, in every way of paying, and the basket stays', async () => {
  const sale = await held(north, 0, 1)
  const before = await everything()
  for (const payments of [
    cash(79_99),
    cash(80_01),
    [...oneSeat, { method: 'card' as const, amountMinor: 39_99 }],
    // The amounts add up, and less was handed over.
    cash(80_00, 79_00),
  ]) {
    const paid = { ...sale, payments }
    expect(await refusalOf(north.selling.commit(north.seller, paid))).toMatchObject({ code: 'PAYMENT_WRONG' })
    expect(await refusalOf(north.selling.beginPayment(north.seller, paid))).toMatchObject({
      code: 'PAYMENT_WRONG',
    })
  }
  const { orderId } = newSale()
  const atOnce = { orderId, wanted: seats(5), expectedMinor: hall.adultMinor, payments: cash(39_99) }
  expect(await refusalOf(north.selling.sellAtOnce(north.seller, atOnce))).toMatchObject({
    code: 'PAYMENT_WRONG',
    data: { dueMinor: 40_00, paidMinor: 39_99 },
  })
  expect(await everything()).toEqual(before)
  expect((await north.selling.commit(north.seller, { ...sale, payments: cash(80_00) })).order.number).toBe(
    'T01-000001',
  )
})

it('refuses an exchange into a seat that was taken meanwhile, and changes nothing', async () => {
  const { orderId } = await sold(north, 0)
  const basket = await north.selling.hold(north.seller, { ...newSale(), wanted: seats(1) })
  // Its hold ends unnoticed, and somebody else buys the seat.
  await keys.leases.revoke(basket.leaseId)
  await south.caughtUp()
  await sold(south, 1)
  const before = await everything()
  const exchange = north.selling.exchange(north.seller, {
    ...{ orderId, operationId: newId(), from: [{ eventId, areaId: hall.areaId, slot: 0 }] },
    ...{ basketId: basket.stored.basketId, payments: [], to: { method: 'cash' } },
  })
  expect(await refusalOf(exchange)).toMatchObject({ code: 'HOLD_EXPIRED' })
  expect(await everything()).toEqual(before)
})

it('refuses a number outside the area, held, sold at once or blocked', async () => {
  const outside = seats(20)
  const what = { code: 'NOT_FOUND', data: { what: 'place', id: 'hall 20' } }
  const { selling, seller } = north
  expect(await refusalOf(selling.hold(seller, { ...newSale(), wanted: outside }))).toEqual(what)
  const { orderId } = newSale()
  const atOnce = { orderId, wanted: outside, expectedMinor: hall.adultMinor, payments: oneSeat }
  expect(await refusalOf(selling.sellAtOnce(seller, atOnce))).toEqual(what)
  const ranges = [{ areaId: hall.areaId, first: 18, last: 20 }]
  const block = { operationId: newId(), eventId, ranges, kind: 'press' as const, reason: '' }
  expect(await refusalOf(selling.blocks.block(seller, block))).toEqual(what)
  expect(await everything()).toEqual([])
})

it.each([
  ['ahead', hourMs],
  ['behind', -hourMs],
])('sells at a till whose clock is an hour %s what the others do, and as long', async (_, aheadMs) => {
  const clock = { ...systemClock, now: () => Date.now() + aheadMs }
  await using off = await startTerminal(cluster, { id: 'T03', namespace, clock, holdTtlMs: 60_000 })
  const leaseId = await keys.leases.grant(60)
  const beat = (terminalId: string, ms: number) =>
    put(
      keyspace.presence.key(terminalId),
      keyspace.presence.encode({
        ...{ terminalId, folder: 'x', beat: 1, clock: new Date(Date.now() + ms).toISOString() },
      }),
      { leaseId },
    )
  const kv = await keys.get(keyspace.event.key(eventId))
  const event = kv && keyspace.event.read(kv)
  if (!event) throw new Error('no event')
  /** On sale since half an hour ago, for as long again. */
  const instant = (ms: number) => new Date(Date.now() + ms).toISOString()
  const changed = { ...event, salesFrom: instant(-hourMs / 2), salesUntil: instant(hourMs / 2) }
  await keys.txn({
    compare: [],
    success: [
      ...[beat('T01', 0), beat('T02', 0), beat('T03', aheadMs)],
      put(keyspace.event.key(eventId), keyspace.event.encode(changed)),
    ],
  })
  for (const till of [off, north]) await till.caughtUp()

  const sale = await held(off, 0)
  const basket = await off.selling.hold(off.seller, { ...sale, wanted: seats(1) })
  expect(off.selling.view(basket).deadlineInMs).toBeGreaterThan(50_000)
  const taken = north.selling.hold(north.seller, { ...newSale(), wanted: seats(0) })
  expect(await refusalOf(taken)).toMatchObject({ code: 'SEAT_TAKEN' })
  await off.selling.commit(off.seller, { ...sale, payments: cash(80_00) })
  expect((await sold(north, 2)).status).toBe('sold')

  const over = { ...changed, salesUntil: instant(-1_000) }
  await keys.txn({ compare: [], success: [put(keyspace.event.key(eventId), keyspace.event.encode(over))] })
  for (const till of [off, north]) {
    await till.caughtUp()
    const late = till.selling.hold(till.seller, { ...newSale(), wanted: seats(5) })
    expect(await refusalOf(late)).toMatchObject({ code: 'NOT_ON_SALE', data: { reason: 'ended' } })
  }
})
