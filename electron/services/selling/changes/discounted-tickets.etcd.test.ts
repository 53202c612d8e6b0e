import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import type { Order } from '#shared/domain/order'
import { capturedMinor, paidPricesMinor, returnedMinor } from '#shared/domain/order-rules'
import { auditKeyspace } from '../../../cli/audit/audit-keyspace'
import type { Connection } from '../../../cluster/model'
import { put } from '../../../cluster/txn'
import { keyspace } from '../../../keyspace'
import type { TestCluster } from '../../../testing/cluster'
import { hallTicket, openHall } from '../../../testing/hall'
import { openSmallHouse, smallHouse } from '../../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../../testing/terminal'
import { workerCluster } from '../../../testing/worker-cluster'

/*
 * Money of tickets that were made cheaper, given back and exchanged, in a house with a fee of 1.50 a ticket and 23 % of
 * tax in every price. The recital costs 40.00, for a child 20.00; the evening is another event.
 */

const { eventId, hall } = smallHouse
const evening = 'evening'
const feeMinor = 1_50
const to = { method: 'cash' as const }

let cluster: TestCluster
let keys: Connection
let till: TestTerminal

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  const namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  await openHall(keys, { eventId: evening, rows: 2, blocks: [6] })
  const { selling } = keyspace.config
  const charges = {
    ...{ holdTtlMs: 60_000, tax: { name: 'VAT 23 %', basisPoints: 2_300 } },
    fee: { name: 'Counter fee', perTicketMinor: feeMinor, currency: 'EUR' },
  }
  await keys.txn({ compare: [], success: [put(selling.key(), selling.encode(charges))] })
  till = await startTerminal(cluster, { namespace })
})

/** Whatever was done: at the end the books are in order, and nobody got more than was taken. */
afterEach(async () => {
  const { violations } = await auditKeyspace(keys)
  await till[Symbol.asyncDispose]()
  expect(violations).toEqual([])
})

const takesOff = (code: string, amountMinor: number, eventIds?: string[]) => {
  const discount = { kind: 'amount' as const, amountMinor }
  const voucher = { name: code, discount, uses: 0, ...(eventIds && { eventIds }) }
  return keys.txn({
    compare: [],
    success: [put(keyspace.voucher.key(code), keyspace.voucher.encode(voucher))],
  })
}

const eveningSeat = (slot: number) => ({
  ...{ pick: 'slot' as const, eventId: evening, areaId: hallTicket.areaId, slot },
  ...{ ticketType: hallTicket.ticketType, priceType: 'adult' },
})
const child = (...slots: number[]) =>
  seats(...slots).map(want => ({ ...want, priceType: 'child' }) as typeof want)

async function sold(wanted: ReturnType<typeof seats>, vouchers: string[]): Promise<Order> {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted })
  const { totalMinor } = await till.selling.quote({ basketId: sale.basketId, vouchers })
  return (await till.selling.commit(till.seller, { ...sale, vouchers, payments: cash(totalMinor) })).order
}

const place = (slot: number) => ({ eventId, areaId: hall.areaId, slot })
const eveningPlace = (slot: number) => ({ eventId: evening, areaId: hallTicket.areaId, slot })

const refund = (orderId: string, places: ReturnType<typeof place>[], amountMinor: number) =>
  till.selling.refund(till.seller, { orderId, operationId: newId(), places, amountMinor, to })

async function exchange(orderId: string, from: number[], wanted: ReturnType<typeof seats>) {
  const { basketId, ...sale } = newSale()
  await till.selling.hold(till.seller, { ...sale, basketId, wanted })
  const step = { orderId, operationId: newId(), from: from.map(place), basketId, payments: [], to }
  return till.selling.exchange(till.seller, step)
}

describe('a discount, after an exchange', () => {
  it('takes no more off the new tickets than they cost, and the fee stays due', async () => {
    await takesOff('FIFTY', 50_00)
    const { orderId } = await sold(seats(0, 1), ['FIFTY'])
    const order = await exchange(orderId, [0, 1], child(2, 3))
    expect(order).toMatchObject({ discounts: [{ amountMinor: 40_00 }], totalMinor: 2 * feeMinor })
    expect(paidPricesMinor(order)).toEqual([0, 0])
  })

  it('gives nobody back more than was taken, though a ticket of it was given back before', async () => {
    await takesOff('FIFTY', 50_00)
    const { orderId } = await sold(seats(0, 1), ['FIFTY'])
    await refund(orderId, [place(0)], 15_00)
    const order = await exchange(orderId, [1], child(2))
    expect(returnedMinor(order)).toBe(30_00)
    expect(capturedMinor(order) - returnedMinor(order)).toBe(2 * feeMinor)
  })
})

describe('a voucher for one event', () => {
  it('takes nothing off the tickets of another, however many are used together', async () => {
    await takesOff('ONE', 30_00, [eventId])
    await takesOff('TWO', 30_00, [eventId])
    const order = await sold([...seats(0), eveningSeat(0)], ['ONE', 'TWO'])
    expect(order).toMatchObject({
      discounts: [{ amountMinor: 30_00 }, { amountMinor: 10_00 }],
      totalMinor: hallTicket.priceMinor + 2 * feeMinor,
    })
  })

  it('gives back what was paid for each ticket: nothing for the one it paid for, all for the other', async () => {
    await takesOff('ONE', 40_00, [eventId])
    const { orderId } = await sold([...seats(0), eveningSeat(0)], ['ONE'])
    await expect(refund(orderId, [place(0)], 1)).rejects.toMatchObject({
      ...{ code: 'REFUND_TOO_HIGH', data: { atMostMinor: 0 } },
    })
    await refund(orderId, [eveningPlace(0)], hallTicket.priceMinor)
  })

  it('is used once for each of its halves in turn: half of a half is a quarter', async () => {
    const half = { kind: 'percentage' as const, basisPoints: 5_000 }
    for (const code of ['HALF', 'AGAIN'])
      await keys.txn({
        compare: [],
        success: [
          put(keyspace.voucher.key(code), keyspace.voucher.encode({ name: code, discount: half, uses: 0 })),
        ],
      })
    const order = await sold(seats(0), ['HALF', 'AGAIN'])
    expect(order.totalMinor).toBe(hall.adultMinor / 4 + feeMinor)
  })
})
