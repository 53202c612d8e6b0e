import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import type { Order } from '#shared/domain/order'
import { keptLines } from '#shared/domain/order-rules'
import { isRefusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { auditKeyspace } from './audit-keyspace'

const { eventId, hall } = smallHouse

let cluster: TestCluster
let namespace: string
let keys: Connection
let till: TestTerminal

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  till = await startTerminal(cluster, { namespace })
})

/** Whatever was put right: at the end the books are in order. */
afterEach(async () => {
  const { violations } = await auditKeyspace(keys)
  await till[Symbol.asyncDispose]()
  expect(violations).toEqual([])
})

const place = (slot: number) => ({ eventId, areaId: hall.areaId, slot })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (isRefusal(error) ? error.code : Promise.reject(error)),
  )

async function sold(slots: number[], tenderedMinor?: number) {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  const payments = cash(slots.length * hall.adultMinor, tenderedMinor)
  const { order } = await till.selling.commit(till.seller, { ...sale, payments })
  return order
}

async function exchange(orderId: string, from: number, wanted: ReturnType<typeof seats>) {
  const { basketId, ...sale } = newSale()
  await till.selling.hold(till.seller, { ...sale, basketId, wanted })
  const step = { orderId, operationId: newId(), from: [place(from)], basketId, payments: [] }
  return till.selling.exchange(till.seller, { ...step, to: { method: 'cash' } })
}

describe('what was handed over in cash', () => {
  const correction = ({ orderId }: Order, tenderedMinor: number, more: object = {}) =>
    till.selling.correctTendered(till.seller, {
      ...{ orderId, operationId: newId(), paymentId: `${orderId}.1`, tenderedMinor },
      ...{ reason: 'typed 100, received 50', ...more },
    })

  it('is re-entered: what was paid stays, and the trail says from what to what, and why', async () => {
    const order = await sold([0], 100_00)
    const after = await correction(order, 50_00)
    expect(after.payments).toMatchObject([
      { method: 'cash', amountMinor: hall.adultMinor, tenderedMinor: 50_00, receipt: 'T01-R000001' },
    ])
    expect(after.totalMinor).toBe(order.totalMinor)
    const step = after.steps?.at(-1)
    expect(step).toMatchObject({ action: 'tendered-corrected', by: till.seller.username })
    const { kvs } = await keys.range(keyspace.audit.prefix('T01'), 'audit:T01;')
    const last = kvs.at(-1)
    expect(last && keyspace.audit.read(last).detail).toMatchObject({
      ...{ fromMinor: 100_00, toMinor: 50_00, amountMinor: hall.adultMinor },
      reason: 'typed 100, received 50',
    })
  })

  it('is re-entered once, however often it is asked for', async () => {
    const order = await sold([0], 100_00)
    const operationId = newId()
    const asked = Array.from({ length: 5 }, () => correction(order, 50_00, { operationId }))
    for (const after of await Promise.all(asked)) expect(after.steps).toHaveLength(1)
  })

  it('is no less than it paid, is cash, and only while the day is not counted', async () => {
    const order = await sold([0])
    expect(await codeOf(correction(order, hall.adultMinor - 1))).toBe('PAYMENT_WRONG')
    expect(await codeOf(correction(order, hall.adultMinor, { paymentId: 'another' }))).toBe('NOT_FOUND')
    const step = { orderId: order.orderId, operationId: newId(), paymentId: `${order.orderId}.1` }
    await till.selling.correctPayment(till.seller, { ...step, method: 'card' })
    expect(await codeOf(correction(order, 50_00))).toBe('NOT_FOUND')

    const text = keyspace.config.selling.encode({ holdTtlMs: 600_000, voidWithinMs: 0, correctWithinMs: 0 })
    const { revision } = await keys.txn({
      compare: [],
      success: [put(keyspace.config.selling.key(), text)],
    })
    await till.replica.reached(revision)
    expect(await codeOf(correction(await sold([1]), 50_00))).toBe('TOO_LATE')
  })
})

describe('the paper of a ticket that came by an exchange', () => {
  const issueAt = (order: Order, slot: number) => keptLines(order).find(line => line.slot === slot)?.issue

  it('is the first of its place, and a later one where the order had that place before', async () => {
    const { orderId } = await sold([0])
    const moved = await exchange(orderId, 0, seats(1))
    expect(issueAt(moved, 1)).toBeUndefined()
    expect(issueAt(await exchange(orderId, 1, seats(0)), 0)).toBe(2)
    expect(issueAt(await exchange(orderId, 0, seats(1)), 1)).toBe(3)
  })

  it('is a later one after a swap, and after a swap back again', async () => {
    const [one, other] = [await sold([0]), await sold([5])]
    const swap = (from: number, to: number) =>
      till.selling.swap(till.seller, {
        ...{ orderId: one.orderId, operationId: newId(), place: place(from) },
        with: { orderId: other.orderId, place: place(to) },
      })
    expect(issueAt(await swap(0, 5), 5)).toBe(2)
    expect(issueAt(await swap(5, 0), 0)).toBe(3)
    // What it had in between is not among its tickets any more, and its paper is out all the same.
    await exchange(other.orderId, 5, seats(7))
    expect(issueAt(await exchange(one.orderId, 0, seats(5)), 5)).toBe(4)
  })
})
