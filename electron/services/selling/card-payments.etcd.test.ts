import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import type { Order } from '#shared/domain/order'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

const { hall } = smallHouse

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

/** Whatever was done: at the end the books are in order. */
afterEach(async () => {
  const { violations } = await auditKeyspace(keys)
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
  expect(violations).toEqual([])
})

const card = (amountMinor: number) => ({ method: 'card' as const, amountMinor })
const step = ({ orderId }: Order) => ({ orderId, operationId: newId() })
const device = { by: 'device' as const }

/** One seat that a card is asked to pay for. */
async function begin(
  slot: number,
  payments = [card(hall.adultMinor)] as Parameters<TestTerminal['selling']['beginPayment']>[1]['payments'],
) {
  const sale = newSale()
  await north.selling.hold(north.seller, { ...sale, wanted: seats(slot) })
  return (await north.selling.beginPayment(north.seller, { ...sale, payments })).order
}

/** The orders of a till that wait for a device, as its pages are told. */
async function waiting(till: TestTerminal): Promise<string[]> {
  for await (const message of till.selling.till.follow(undefined, AbortSignal.timeout(5_000)))
    return message.value.paying.map(order => order.orderId)
  return []
}

const claims = async () => (await keys.range('claim:', 'claim;')).kvs.map(kv => keyspace.claim.read(kv).state)

it('keeps the places of a declined card for its customer, who then pays cash', async () => {
  const order = await begin(0)
  await south.caughtUp()
  await expect(south.selling.hold(south.seller, { ...newSale(), wanted: seats(0) })).rejects.toMatchObject({
    code: 'SEAT_TAKEN',
  })
  const asked = { ...step(order), payments: cash(hall.adultMinor, 50_00) }
  const sold = await north.selling.payInstead(north.seller, asked)
  expect(sold).toMatchObject({
    status: 'sold',
    payments: [
      { method: 'card', status: 'declined' },
      { method: 'cash', status: 'captured', tenderedMinor: 50_00 },
    ],
  })
  expect(await claims()).toEqual(['sale'])
  // The same step again is the same step.
  expect(await north.selling.payInstead(north.seller, asked)).toMatchObject({
    operations: [asked.operationId],
  })
  await expect(
    north.selling.payInstead(north.seller, { ...asked, operationId: newId() }),
  ).rejects.toMatchObject({ code: 'ORDER_IS' })
})

it('moves a gift card from beside the card to what is paid instead', async () => {
  const key = keyspace.gift.key('GIFT1')
  const { codes } = { codes: keyspace.gift }
  await keys.txn({
    compare: [],
    success: [put(key, codes.encode({ currency: 'EUR', balanceMinor: 30_00, issuedMinor: 30_00 } as never))],
  })
  const gift = (amountMinor: number) => ({ method: 'gift' as const, amountMinor, code: 'GIFT1' })
  const order = await begin(0, [card(30_00), gift(10_00)])
  const payments = [gift(25_00), ...cash(15_00)]
  await north.selling.payInstead(north.seller, { ...step(order), payments })
  const kv = await keys.get(key)
  expect(kv && codes.read(kv)).toMatchObject({ balanceMinor: 5_00 })
  const other = await begin(1, [card(hall.adultMinor)])
  await expect(
    north.selling.payInstead(north.seller, { ...step(other), payments: [gift(5_01), ...cash(34_99)] }),
  ).rejects.toMatchObject({ code: 'GIFT_TOO_LOW' })
  await expect(
    north.selling.payInstead(north.seller, { ...step(other), payments: cash(39_99) }),
  ).rejects.toMatchObject({ code: 'PAYMENT_WRONG' })
  await north.selling.settlePayment(north.seller, { ...step(other), ...device, outcome: 'not-charged' })
})

it('finds after a restart what waits for a device, and not what was settled elsewhere meanwhile', async () => {
  const [open, settled] = [await begin(0), await begin(1)]
  expect(await waiting(north)).toEqual([open.orderId, settled.orderId])
  expect(await waiting(south)).toEqual([])
  const { dataDir } = north
  north.crash()
  await south.selling.settlePayment(south.seller, {
    ...step(settled),
    ...{ by: 'supervisor', outcome: 'charged', reason: 'the slip says so' },
  })
  const again = await startTerminal(cluster, { id: 'T01', namespace, dataDir })
  expect(await waiting(again)).toEqual([open.orderId])

  const outcomes = ['charged', 'not-charged', 'refund-due'] as const
  for (const [n, outcome] of outcomes.entries()) {
    const sale = newSale()
    await again.selling.hold(again.seller, { ...sale, wanted: seats(5 + n) })
    const payments = [card(hall.adultMinor)]
    const { order } = await again.selling.beginPayment(again.seller, { ...sale, payments })
    await again.selling.settlePayment(again.seller, { ...step(order), ...device, outcome })
  }
  expect(await waiting(again)).toEqual([open.orderId])
  await again.selling.settlePayment(again.seller, { ...step(open), ...device, outcome: 'charged' })
  expect(await waiting(again)).toEqual([])
  await again[Symbol.asyncDispose]()
})

it('does not ask any more once a supervisor at another till has given the last word', async () => {
  const order = await begin(0)
  await south.selling.settlePayment(south.seller, {
    ...step(order),
    ...{ by: 'supervisor', outcome: 'not-charged', reason: 'nothing on the statement' },
  })
  await north.caughtUp()
  await expect.poll(() => waiting(north)).toEqual([])
})

describe('a card that an exchange costs more', () => {
  const sold = async (slot: number) => {
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(slot) })
    const payments = cash(hall.adultMinor)
    return (await north.selling.commit(north.seller, { ...sale, payments })).order
  }
  const dearer = { amountMinor: hall.adultMinor }
  /** One seat for two: the card is asked for the second. */
  const exchangeOf = async (order: Order, from: number, ...to: number[]) => {
    const { basketId } = newSale()
    await north.selling.hold(north.seller, { basketId, orderId: newId(), wanted: seats(...to) })
    const given = order.lines.filter(({ slot }) => slot === from)
    return { from: given, basketId, payments: [card(hall.adultMinor)], to: { method: 'cash' as const } }
  }

  it('is on record before its device is asked, and paid by the exchange', async () => {
    const order = await sold(0)
    const wanted = await exchangeOf(order, 0, 1, 2)
    const asked = await north.selling.askCard(north.seller, { ...step(order), ...dearer })
    expect(asked.payments).toMatchObject([{ method: 'cash' }, { method: 'card', status: 'pending' }])
    expect(await waiting(north)).toEqual([order.orderId])
    expect(await waiting(south)).toEqual([])
    await expect(north.selling.askCard(north.seller, { ...step(order), ...dearer })).rejects.toMatchObject({
      code: 'ORDER_IS',
    })
    const exchanged = await north.selling.exchange(north.seller, { ...step(order), ...wanted })
    expect(exchanged.payments).toMatchObject([
      { method: 'cash', status: 'captured' },
      { method: 'card', status: 'captured', amountMinor: hall.adultMinor },
    ])
    expect(await waiting(north)).toEqual([])
  })

  it('that was not charged leaves the order as it was', async () => {
    const order = await sold(0)
    await north.selling.askCard(north.seller, { ...step(order), ...dearer })
    const said = { ...step(order), ...device, outcome: 'not-charged' as const }
    expect(await north.selling.settlePayment(north.seller, said)).toMatchObject({
      status: 'sold',
      payments: [{ status: 'captured' }, { status: 'declined' }],
    })
    expect(await waiting(north)).toEqual([])
    const wanted = await exchangeOf(order, 0, 1, 2)
    const payments = cash(hall.adultMinor)
    const exchanged = await north.selling.exchange(north.seller, { ...step(order), ...wanted, payments })
    expect(exchanged.payments.map(({ status }) => status)).toEqual(['captured', 'declined', 'captured'])
  })

  it('is asked about after a restart, and what it charged for nothing goes back', async () => {
    const order = await sold(0)
    await north.selling.askCard(north.seller, { ...step(order), ...dearer })
    const { dataDir } = north
    north.crash()
    const again = await startTerminal(cluster, { id: 'T01', namespace, dataDir })
    expect(await waiting(again)).toEqual([order.orderId])
    const charged = { ...step(order), ...device, outcome: 'charged' as const }
    expect(await again.selling.settlePayment(again.seller, charged)).toMatchObject({
      status: 'sold',
      payments: [{ status: 'captured' }, { status: 'refund-due' }],
    })
    expect(await waiting(again)).toEqual([])
    expect(await again.selling.paidBack(again.seller, step(order))).toMatchObject({
      payments: [{ status: 'captured' }, { status: 'refunded' }],
    })
    await again[Symbol.asyncDispose]()
  })
})

it('keeps a reservation under the name of who fetches it', async () => {
  const sale = newSale()
  await north.selling.hold(north.seller, { ...sale, wanted: seats(0) })
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const { order } = await north.selling.reserve(north.seller, { ...sale, until, customerName: 'Ms Adeyemi' })
  expect(order).toMatchObject({ status: 'reserved', reservedUntil: until, customerName: 'Ms Adeyemi' })
  const sold = await south.selling.collect(south.seller, { ...step(order), payments: cash(hall.adultMinor) })
  expect(sold).toMatchObject({ status: 'sold', customerName: 'Ms Adeyemi' })
})
