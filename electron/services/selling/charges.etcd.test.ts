import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import type { Order } from '#shared/domain/order'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, standing, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

/*
 * A house that puts a fee on every ticket, and whose prices have a tax in them: 1.50 a ticket, and 23 %.
 */

const { eventId, hall, floor } = smallHouse
const feeMinor = 1_50
const inPrice = (priceMinor: number) => Math.round((priceMinor * 23) / 123)

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
  await charge({ perTicketMinor: feeMinor, currency: 'EUR' })
  till = await startTerminal(cluster, { namespace })
})

/** Whatever was done: at the end the books are in order. */
afterEach(async () => {
  const { violations } = await auditKeyspace(keys)
  await till[Symbol.asyncDispose]()
  expect(violations).toEqual([])
})

async function charge(fee: { perTicketMinor: number; currency: string }): Promise<void> {
  const { selling } = keyspace.config
  const value = {
    ...{ holdTtlMs: 60_000, tax: { name: 'VAT 23 %', basisPoints: 2_300 } },
    fee: { name: 'Counter fee', ...fee },
  }
  await keys.txn({ compare: [], success: [put(selling.key(), selling.encode(value))] })
}

async function sold(slots: number[], vouchers: string[] = []): Promise<Order> {
  const sale = newSale()
  const basket = await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  const { totalMinor } = await till.selling.quote({ basketId: sale.basketId, vouchers })
  if (vouchers.length === 0) expect(till.selling.view(basket).totalMinor).toBe(totalMinor)
  const payments = cash(totalMinor)
  return (await till.selling.commit(till.seller, { ...sale, vouchers, payments })).order
}

const place = (slot: number) => ({ eventId, areaId: hall.areaId, slot })
const to = { method: 'cash' as const }

describe('a house with a fee', () => {
  it('puts it on every ticket, held or sold at once, and says how much tax is in all of it', async () => {
    const order = await sold([0, 1])
    expect(order).toMatchObject({
      fees: [{ name: 'Counter fee', amountMinor: 2 * feeMinor }],
      taxes: [{ name: 'VAT 23 %', amountMinor: 2 * inPrice(hall.adultMinor) + inPrice(2 * feeMinor) }],
      totalMinor: 2 * (hall.adultMinor + feeMinor),
    })

    const wanted = standing(2)
    const expectedMinor = 2 * (floor.adultMinor + feeMinor)
    const ask = { orderId: newId(), wanted, expectedMinor, payments: cash(expectedMinor) }
    const { order: atOnce } = await till.selling.sellAtOnce(till.seller, ask)
    expect(atOnce).toMatchObject({ fees: [{ amountMinor: 2 * feeMinor }], totalMinor: expectedMinor })
  })

  it('sells no ticket at a fee that is another one by now', async () => {
    const expectedMinor = floor.adultMinor + feeMinor
    await charge({ perTicketMinor: 2_00, currency: 'EUR' })
    await till.caughtUp()
    const ask = { orderId: newId(), wanted: standing(1), expectedMinor, payments: cash(expectedMinor) }
    await expect(till.selling.sellAtOnce(till.seller, ask)).rejects.toMatchObject({
      code: 'PRICE_CHANGED',
      data: { expectedMinor, actualMinor: floor.adultMinor + 2_00 },
    })
  })

  it('has none in another currency', async () => {
    await charge({ perTicketMinor: feeMinor, currency: 'CHF' })
    await till.caughtUp()
    expect(await sold([0])).toMatchObject({ fees: [], totalMinor: hall.adultMinor })
  })

  it('takes a voucher off the tickets, and not off the fee', async () => {
    const half = {
      ...{ name: 'Half', uses: 0 },
      discount: { kind: 'percentage' as const, basisPoints: 5_000 },
    }
    await keys.txn({
      compare: [],
      success: [put(keyspace.voucher.key('HALF'), keyspace.voucher.encode(half))],
    })
    expect(await sold([0], ['HALF'])).toMatchObject({ totalMinor: hall.adultMinor / 2 + feeMinor })
  })

  it('keeps it when tickets are given back, and gives it back when the sale is voided', async () => {
    const { orderId } = await sold([0])
    const refund = (amountMinor: number) =>
      till.selling.refund(till.seller, {
        ...{ orderId, operationId: newId(), places: [place(0)], amountMinor, to },
      })
    await expect(refund(hall.adultMinor + 1)).rejects.toMatchObject({ code: 'REFUND_TOO_HIGH' })
    await refund(hall.adultMinor)

    const other = await sold([1])
    const voided = await till.selling.void(till.seller, { orderId: other.orderId, operationId: newId() })
    expect(voided.refunds).toMatchObject([{ amountMinor: hall.adultMinor + feeMinor }])
  })

  it('asks it for a ticket more, after an exchange', async () => {
    const { orderId } = await sold([0])
    const { basketId, ...sale } = newSale()
    await till.selling.hold(till.seller, { ...sale, basketId, wanted: seats(1, 2) })
    const step = { orderId, operationId: newId(), from: [place(0)], basketId, to }
    const payments = cash(hall.adultMinor + feeMinor)
    const order = await till.selling.exchange(till.seller, { ...step, payments })
    expect(order).toMatchObject({
      fees: [{ amountMinor: 2 * feeMinor }],
      totalMinor: 2 * (hall.adultMinor + feeMinor),
    })
  })

  it('gives it back for an event that the house cancels', async () => {
    const { orderId } = await sold([0, 1])
    await till.events.cancel({ username: 'ines' }, eventId)
    await till.events.cancellations.look()
    const kv = await keys.get(keyspace.order.key(orderId))
    expect(kv && keyspace.order.read(kv)).toMatchObject({
      refunds: [{ amountMinor: 2 * (hall.adultMinor + feeMinor), status: 'due' }],
    })
  })
})
