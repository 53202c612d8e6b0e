import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import type { Order } from '#shared/domain/order'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { hallTicket, openHall } from '../../testing/hall'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

/** The event that is cancelled, and one that is not. */
const { eventId, hall } = smallHouse
const evening = 'evening'
const buyer = 'ana@example.org'
const by = { username: 'ines' }

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
  await openHall(keys, { eventId: evening, rows: 2, blocks: [6] })
  const { voucher, gift } = keyspace
  const half = { kind: 'percentage' as const, basisPoints: 5_000 }
  await keys.txn({
    compare: [],
    success: [
      put(voucher.key('HALF'), voucher.encode({ name: 'Half', discount: half, uses: 0 })),
      put(gift.key('G1'), gift.encode({ balanceMinor: 50_00, issuedMinor: 50_00, currency: 'EUR' })),
    ],
  })
  north = await startTerminal(cluster, { id: 'T01', namespace })
  south = await startTerminal(cluster, { id: 'T02', namespace })
})

/** Whatever was done: at the end the books are in order. */
afterEach(async () => {
  const { violations } = await auditKeyspace(keys)
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
  expect(violations).toEqual([])
})

/** Seats 0 and 1 of what is cancelled, and the first `others` of the other event. */
const holdBoth = async (others = 1) => {
  const sale = newSale()
  const wanted = [
    ...seats(0, 1),
    ...Array.from({ length: others }, (_, slot) => ({
      ...{ pick: 'slot' as const, eventId: evening, areaId: hallTicket.areaId, slot },
      ...{ ticketType: hallTicket.ticketType, priceType: 'adult' },
    })),
  ]
  await north.selling.hold(north.seller, { ...sale, wanted })
  return sale
}

/** Both terminals carry the cancellation out, and both go on with what the other began. */
const cancelled = async () => {
  await north.events.cancel(by, eventId)
  await south.caughtUp()
  const isDone = async () => {
    await Promise.all([north, south].map(till => till.events.cancellations.look()))
    const kv = await keys.get(keyspace.event.key(eventId))
    return kv && keyspace.event.read(kv).cancellation?.done
  }
  await expect.poll(isDone, { timeout: 10_000 }).toBe(true)
}

const stored = async (orderId: string): Promise<Order> => {
  const kv = await keys.get(keyspace.order.key(orderId))
  const order = kv && keyspace.order.read(kv)
  if (!order || order.status === 'abandoned') throw new Error('no such order')
  return order
}

const keysOf = async (prefix: string) => (await keys.range(prefix, `${prefix}~`)).kvs.map(({ key }) => key)
const balance = async () => {
  const kv = await keys.get(keyspace.gift.key('G1'))
  return kv && keyspace.gift.read(kv).balanceMinor
}

describe('an order for two events, of which one is cancelled', () => {
  it('keeps the tickets of the other, and says what is due back until somebody has given it back', async () => {
    const sale = await holdBoth()
    const totalMinor = 2 * hall.adultMinor + hallTicket.priceMinor
    await north.selling.commit(north.seller, {
      ...{ ...sale, buyer, vouchers: ['HALF'] },
      payments: [
        { method: 'gift', amountMinor: 15_00, code: 'G1' },
        { method: 'card', amountMinor: totalMinor / 2 - 15_00 },
      ],
    })
    await cancelled()

    const order = await stored(sale.orderId)
    expect(order).toMatchObject({ status: 'sold', totalMinor: totalMinor / 2 })
    expect(await keysOf('claim:')).toEqual([`claim:${evening}:stalls:000000`])
    // What the two tickets cost after the discount; the gift card has its part at once, the rest nobody has yet.
    expect(order.refunds).toMatchObject([
      { method: 'gift', amountMinor: 15_00, receipt: expect.any(String), lines: [{}, {}] },
      { method: 'card', amountMinor: 25_00, status: 'due', lines: [] },
    ])
    expect(order.refunds[1]).not.toHaveProperty('receipt')
    expect(await balance()).toBe(50_00)
    expect((await auditKeyspace(keys)).violations).toEqual([])

    const step = { orderId: sale.orderId, operationId: newId() }
    const chief = { username: 'ines', name: 'Ines Calder' }
    const paid = await south.selling.paidBack(chief, step)
    expect(paid.refunds[1]).toMatchObject({
      status: 'paid',
      by: 'ines',
      receipt: expect.stringMatching('^T02-R'),
    })
    expect(paid.refunds[1]).toMatchObject({ dueSince: order.refunds[1]?.at })
    await expect(south.selling.paidBack(chief, { ...step, operationId: newId() })).rejects.toMatchObject({
      code: 'ORDER_IS',
    })

    // The other ticket can still be given back, for what it cost and no more.
    const places = [{ eventId: evening, areaId: hallTicket.areaId, slot: 0 }]
    const refund = (amountMinor: number) =>
      south.selling.refund(chief, {
        ...{ orderId: sale.orderId, operationId: newId() },
        ...{ places, amountMinor, to: { method: 'cash' } },
      })
    await expect(refund(15_01)).rejects.toMatchObject({ code: 'REFUND_TOO_HIGH' })
    await refund(15_00)
    expect(await keysOf('claim:')).toEqual([])
  })

  it('is a reservation for the other alone, at its price, and collected so', async () => {
    const sale = await holdBoth(2)
    const until = new Date(Date.now() + 60_000).toISOString()
    await north.selling.reserve(north.seller, { ...sale, buyer, vouchers: ['HALF'], until })
    expect(await keysOf('purchase:')).toHaveLength(2)
    await cancelled()

    const order = await stored(sale.orderId)
    expect(order).toMatchObject({ status: 'reserved', totalMinor: hallTicket.priceMinor, refunds: [] })
    expect(order.lines.map(line => line.eventId)).toEqual([evening, evening])
    expect(order.cancelled).toMatchObject([
      { eventId, lines: [{ slot: 0 }, { slot: 1 }], discountMinor: 40_00 },
    ])
    expect(await keysOf('claim:')).toHaveLength(2)
    expect(await keysOf('purchase:')).toEqual([keyspace.purchase.key(buyer, evening, sale.orderId)])

    const collect = (amountMinor: number) =>
      south.selling.collect(south.seller, {
        ...{ orderId: sale.orderId, operationId: newId(), payments: cash(amountMinor) },
      })
    await expect(collect(hall.adultMinor)).rejects.toMatchObject({ code: 'PAYMENT_WRONG' })
    expect(await collect(hallTicket.priceMinor)).toMatchObject({ status: 'sold' })
  })

  it('is let go with its invoice, which nobody has to pay any more', async () => {
    const sale = await holdBoth(0)
    const to = { name: 'A School', street: 'Lane 1', postalCode: '1010', city: 'Town', country: 'AT' }
    const dueAt = new Date(Date.now() + 86_400_000).toISOString()
    await north.selling.invoice(north.seller, { ...sale, to, dueAt })
    await cancelled()
    expect(await stored(sale.orderId)).toMatchObject({
      ...{ status: 'released', invoice: { number: 'T01-I000001', cancelled: { by: 'ines' } } },
    })
    expect(await south.selling.openInvoices()).toEqual([])
  })

  it('is let go where it was reserved for nothing else', async () => {
    const sale = await holdBoth(0)
    const until = new Date(Date.now() + 60_000).toISOString()
    await north.selling.reserve(north.seller, { ...sale, until })
    await cancelled()
    expect(await stored(sale.orderId)).toMatchObject({ status: 'released' })
  })

  it('waits while its money moves outside the drawer, and is then like any other', async () => {
    const sale = await holdBoth()
    const amountMinor = 2 * hall.adultMinor + hallTicket.priceMinor
    await north.selling.beginPayment(north.seller, { ...sale, payments: [{ method: 'card', amountMinor }] })
    await north.events.cancel(by, eventId)
    await north.events.cancellations.look()
    expect(await keysOf('claim:')).toHaveLength(3)
    await south.selling.settlePayment(south.seller, {
      ...{ orderId: sale.orderId, operationId: newId(), by: 'device', outcome: 'charged' },
    })
    await north.events.cancellations.look()
    expect(await stored(sale.orderId)).toMatchObject({
      ...{ status: 'sold', refunds: [{ method: 'card', status: 'due', amountMinor: 2 * hall.adultMinor }] },
    })
    expect(await keysOf('claim:')).toHaveLength(1)
  })
})
