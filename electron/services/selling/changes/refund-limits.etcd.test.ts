import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { capturedMinor, returnedMinor } from '#shared/domain/order-rules'
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
