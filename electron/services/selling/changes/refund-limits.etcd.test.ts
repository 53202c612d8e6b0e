import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { capturedMinor, keptLines, returnedMinor } from '#shared/domain/order-rules'
import type { Connection } from '../../../cluster/model'
import { put } from '../../../cluster/txn'
import { keyspace } from '../../../keyspace'
import type { TestCluster } from '../../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../../testing/terminal'
import { workerCluster } from '../../../testing/worker-cluster'

const { eventId, hall } = smallHouse
const to = { method: 'cash' as const }

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

const place = (slot: number) => ({ eventId, areaId: hall.areaId, slot })

async function sold(till: TestTerminal, slots: number[], amountMinor: number, vouchers: string[] = []) {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  await till.selling.commit(till.seller, { ...sale, vouchers, payments: cash(amountMinor) })
  return sale.orderId
}

const refund = (till: TestTerminal, orderId: string, slot: number, amountMinor: number) =>
  till.selling.refund(till.seller, { orderId, operationId: newId(), places: [place(slot)], amountMinor, to })

async function exchange(till: TestTerminal, orderId: string, from: number, wanted: ReturnType<typeof seats>) {
  const { basketId, ...sale } = newSale()
  await till.selling.hold(till.seller, { ...sale, basketId, wanted })
  const step = { orderId, operationId: newId(), from: [place(from)], basketId, payments: [], to }
  return till.selling.exchange(till.seller, step)
}

it('gives back no more than is left of what was taken, whatever the tickets that are left cost', async () => {
  const tenEuros = { name: 'Ten', discount: { kind: 'amount' as const, amountMinor: 10_00 }, uses: 0 }
  await keys.txn({
    compare: [],
    success: [put(keyspace.voucher.key('TEN'), keyspace.voucher.encode(tenEuros))],
  })
  await using till = await startTerminal(cluster, { namespace })
  const orderId = await sold(till, [0, 1], 2 * hall.adultMinor - 10_00, ['TEN'])
  await refund(till, orderId, 0, hall.adultMinor - 5_00)
  // To a child's price: all of the discount stays with the one ticket that is left.
  const child = seats(2).map(want => ({ ...want, priceType: 'child' }) as typeof want)
  const order = await exchange(till, orderId, 1, child)
  const leftMinor = capturedMinor(order) - returnedMinor(order)

  await expect(refund(till, orderId, 2, leftMinor + 1)).rejects.toMatchObject({
    code: 'REFUND_TOO_HIGH',
    data: { atMostMinor: leftMinor },
  })
  await refund(till, orderId, 2, leftMinor)
})

it('gives back for a place what its ticket cost, though the order gave that place back once before', async () => {
  await using till = await startTerminal(cluster, { namespace })
  const orderId = await sold(till, [0, 1, 2], 3 * hall.adultMinor)
  await refund(till, orderId, 0, hall.adultMinor)
  await exchange(till, orderId, 1, seats(0))

  await expect(refund(till, orderId, 0, hall.adultMinor + 1)).rejects.toMatchObject({
    code: 'REFUND_TOO_HIGH',
    data: { atMostMinor: hall.adultMinor },
  })
})

it('keeps the price of a ticket that is swapped to a place the order gave back before', async () => {
  await using till = await startTerminal(cluster, { namespace })
  const { basketId, orderId } = newSale()
  const child = seats(0).map(want => ({ ...want, priceType: 'child' }) as typeof want)
  await till.selling.hold(till.seller, { basketId, orderId, wanted: [...seats(1), ...child] })
  const payments = cash(hall.adultMinor + hall.childMinor)
  await till.selling.commit(till.seller, { basketId, orderId, payments })
  await refund(till, orderId, 0, hall.childMinor)
  const other = { orderId: await sold(till, [0], hall.adultMinor), place: place(0) }
  const swap = { orderId, operationId: newId(), place: place(1), with: other }

  const order = await till.selling.swap(till.seller, swap)
  expect(keptLines(order)).toMatchObject([{ slot: 0, priceMinor: hall.adultMinor }])
})
