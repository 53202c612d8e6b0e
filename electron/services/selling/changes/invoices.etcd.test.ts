import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { auditKeyspace } from '../../../cli/audit/audit-keyspace'
import type { Connection } from '../../../cluster/model'
import { put } from '../../../cluster/txn'
import { keyspace } from '../../../keyspace'
import type { TestCluster } from '../../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../../testing/terminal'
import { workerCluster } from '../../../testing/worker-cluster'

const { eventId, hall } = smallHouse
const chief = { username: 'ines', name: 'Ines Calder' }
const to = { name: 'A School', street: 'Lane 1', postalCode: '1010', city: 'Town', country: 'AT' }
const dayMs = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString()

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
  const { selling } = keyspace.config
  const tax = { name: 'VAT 13 %', basisPoints: 1_300 }
  await keys.txn({
    compare: [],
    success: [put(selling.key(), selling.encode({ holdTtlMs: 60_000, tax }))],
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

const issue = async (slots: number[], dueAt = inDays(14)) => {
  const sale = newSale()
  await north.selling.hold(north.seller, { ...sale, wanted: seats(...slots) })
  const { order } = await north.selling.invoice(north.seller, { ...sale, to, dueAt })
  return order
}

const step = (orderId: string) => ({ orderId, operationId: newId() })
const claims = async () => (await keys.range('claim:', 'claim;')).kvs.map(kv => keyspace.claim.read(kv).state)

describe('an invoice', () => {
  it('is a numbered document with its tax and due date, and no money received', async () => {
    const order = await issue([0, 1])
    expect(order).toMatchObject({
      ...{ status: 'reserved', number: 'T01-000001', payments: [], totalMinor: 2 * hall.adultMinor },
      // 40.00 with 13 % in it, for each ticket.
      taxes: [{ name: 'VAT 13 %', amountMinor: 2 * 4_60 }],
      invoice: { number: 'T01-I000001', buyer: to, dueAt: expect.any(String) },
    })
    expect(order).not.toHaveProperty('reservedUntil')
    expect(await claims()).toEqual(['reservation', 'reservation'])
    expect((await keys.range('claim:', 'claim;')).kvs.map(kv => kv.leaseId)).toEqual([undefined, undefined])
    const record = await keys.get(keyspace.audit.key('T01', '0000000001'))
    expect(record && keyspace.audit.read(record)).toMatchObject({
      ...{ action: 'invoice-issued', detail: { invoice: 'T01-I000001', totalMinor: 80_00 } },
    })
    // The next one has the next number, whatever is sold in between; a second click has the same.
    await issue([2])
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(3) })
    const asked = { ...sale, to, dueAt: inDays(14) }
    const [one, other] = await Promise.all([
      north.selling.invoice(north.seller, asked),
      north.selling.invoice(north.seller, asked),
    ])
    expect(one.order.invoice?.number).toBe('T01-I000003')
    expect(other.order).toEqual(one.order)
  })

  it('is refused with a due date that has passed, and takes no number then', async () => {
    await expect(issue([0], inDays(-1))).rejects.toMatchObject({ code: 'IN_THE_PAST' })
    expect((await issue([1])).invoice?.number).toBe('T01-I000001')
  })

  it('is paid at any terminal, by transfer too, and a sale from then on', async () => {
    const { orderId } = await issue([0, 1])
    const collect = (amountMinor: number) =>
      south.selling.collect(south.seller, {
        ...{ ...step(orderId), payments: [{ method: 'transfer', amountMinor, reference: 'EREF 7' }] },
      })
    await expect(collect(79_99)).rejects.toMatchObject({ code: 'PAYMENT_WRONG' })
    const paid = await collect(80_00)
    expect(paid).toMatchObject({
      ...{ status: 'sold', settledBy: 'T02', invoice: { number: 'T01-I000001' } },
      payments: [{ method: 'transfer', amountMinor: 80_00, reference: 'EREF 7', receipt: 'T02-R000001' }],
    })
    expect(await claims()).toEqual(['sale', 'sale'])
    await expect(
      south.selling.cancelInvoice(chief, { ...step(orderId), reason: 'late' }),
    ).rejects.toMatchObject({ code: 'ORDER_IS' })
    // What came by transfer goes back by transfer.
    const back = await south.selling.void(chief, step(orderId))
    expect(back).toMatchObject({ status: 'void', refunds: [{ method: 'transfer', amountMinor: 80_00 }] })
  })

  it('that is overdue is on the list, at every till and after a restart, and keeps its seats', async () => {
    const soon = new Date(Date.now() + 300).toISOString()
    const late = await issue([0], soon)
    const open = await issue([1])
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(2) })
    await north.selling.reserve(north.seller, { ...sale, until: inDays(1) })
    await south.caughtUp()
    await expect
      .poll(async () => (await south.selling.openInvoices()).map(({ overdue }) => overdue), {
        timeout: 5_000,
      })
      .toEqual([true, false])
    for (const till of [north, south]) await till.expiry.look()
    expect(await claims()).toEqual(Array(3).fill('reservation'))
    expect(await south.selling.openInvoices()).toMatchObject([
      { orderId: late.orderId, number: 'T01-I000001', buyer: to, totalMinor: 40_00, tickets: 1 },
      { orderId: open.orderId, number: 'T01-I000002' },
    ])
    await using later = await startTerminal(cluster, { id: 'T03', namespace })
    expect(await later.selling.openInvoices()).toHaveLength(2)
    await later.expiry.look()
    await south.selling.collect(south.seller, { ...step(late.orderId), payments: cash(40_00) })
    await later.caughtUp()
    expect(await later.selling.openInvoices()).toMatchObject([{ orderId: open.orderId }])
  })

  it('is neither let go nor kept longer like a reservation, but cancelled with a reason, once', async () => {
    const { orderId } = await issue([0])
    const { selling, seller } = south
    const invoiced = { code: 'INVOICED', data: { number: 'T01-000001', invoice: 'T01-I000001' } }
    await expect(
      selling.releaseReservation(seller, { ...step(orderId), why: 'let-go' }),
    ).rejects.toMatchObject(invoiced)
    await expect(
      selling.extendReservation(seller, { ...step(orderId), until: inDays(1) }),
    ).rejects.toMatchObject(invoiced)
    expect(await claims()).toEqual(['reservation'])
    const cancel = { ...step(orderId), reason: 'Not paid after two reminders' }
    const [one, other] = await Promise.all([
      selling.cancelInvoice(chief, cancel),
      north.selling.cancelInvoice(chief, cancel),
    ])
    expect(one).toMatchObject({
      ...{ status: 'released', invoice: { cancelled: { by: 'ines', reason: cancel.reason } } },
    })
    expect(other.operations).toEqual(one.operations)
    expect(await claims()).toEqual([])
    expect((await issue([0])).invoice?.number).toBe('T01-I000002')
  })

  it('ends when its event is cancelled, and its number stays given', async () => {
    const { orderId } = await issue([0, 1])
    await north.events.cancel(chief, eventId)
    await north.events.cancellations.look()
    const kv = await keys.get(keyspace.order.key(orderId))
    expect(kv && keyspace.order.read(kv)).toMatchObject({
      ...{ status: 'released', invoice: { number: 'T01-I000001' } },
    })
  })
})
