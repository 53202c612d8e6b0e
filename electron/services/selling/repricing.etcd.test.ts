import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { startFaultProxy } from '../../testing/fault-proxy'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

const { eventId, hall } = smallHouse
const place = (slot: number) => ({ eventId, areaId: hall.areaId, slot })
const why = { reason: 'Press', approvedBy: 'ines' }

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

afterEach(async () => {
  const { violations } = await auditKeyspace(keys)
  await till[Symbol.asyncDispose]()
  expect(violations).toEqual([])
})

const records = async () => {
  const { kvs } = await keys.range('audit:', 'audit;')
  return kvs.map(kv => keyspace.audit.read(kv))
}

describe('a ticket at another price', () => {
  it('is a comp at nothing, with who said yes and why on it for good, and in the trail', async () => {
    const sale = newSale()
    await till.selling.hold(till.seller, { ...sale, wanted: seats(0, 1) })
    const step = { operationId: newId(), basketId: sale.basketId, places: [place(0)], priceMinor: 0, ...why }
    const basket = await till.selling.reprice(till.seller, step)
    expect(basket.stored.lines).toMatchObject([
      { priceMinor: 0, repriced: { listedMinor: hall.adultMinor, ...why } },
      { priceMinor: hall.adultMinor },
    ])
    const { order } = await till.selling.commit(till.seller, { ...sale, payments: cash(hall.adultMinor) })
    expect(order).toMatchObject({
      totalMinor: hall.adultMinor,
      lines: [{ repriced: { reason: 'Press' } }, {}],
    })
    expect(await records()).toMatchObject([
      {
        action: 'comp',
        detail: { ...why, places: 1, fromMinor: hall.adultMinor, toMinor: 0, currency: 'EUR' },
      },
      { action: 'sale' },
    ])
  })

  it('is done once, and undone to what it is listed at', async () => {
    const sale = newSale()
    await till.selling.hold(till.seller, { ...sale, wanted: seats(0) })
    const of = { basketId: sale.basketId, places: [place(0)], ...why }
    const step = { ...of, operationId: newId(), priceMinor: 10_00 }
    await till.selling.reprice(till.seller, step)
    await till.selling.reprice(till.seller, step)
    expect((await records()).map(({ action }) => action)).toEqual(['price-changed'])

    await till.selling.reprice(till.seller, { ...of, operationId: newId(), priceMinor: 12_00 })
    const basket = await till.selling.reprice(till.seller, { ...of, operationId: newId() })
    expect(basket.stored.lines).toMatchObject([{ priceMinor: hall.adultMinor }])
    expect(basket.stored.lines[0]).not.toHaveProperty('repriced')
    await till.selling.release(sale.basketId)
  })

  it('is refused for a place that is not in the basket', async () => {
    const sale = newSale()
    await till.selling.hold(till.seller, { ...sale, wanted: seats(0) })
    const step = { operationId: newId(), basketId: sale.basketId, places: [place(0), place(5)], ...why }
    await expect(till.selling.reprice(till.seller, { ...step, priceMinor: 0 })).rejects.toMatchObject({
      code: 'BASKET_CHANGED',
    })
    await till.selling.release(sale.basketId)
  })

  it('is what the basket says after an answer was lost', async () => {
    await using proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
    await using far = await startTerminal(cluster, { id: 'T02', namespace, endpoints: [proxy.address] })
    const sale = newSale()
    await far.selling.hold(far.seller, { ...sale, wanted: seats(3) })
    const step = {
      ...{ operationId: newId(), basketId: sale.basketId, places: [place(3)], ...why },
      priceMinor: 5_00,
    }
    proxy.dropNextAnswer()
    await far.selling.reprice(far.seller, step).catch(() => {})
    await proxy.resume()
    const basket = await far.selling.reprice(far.seller, step)
    expect(basket.stored.lines).toMatchObject([{ priceMinor: 5_00 }])
    expect((await records()).map(({ action }) => action)).toEqual(['price-changed'])
    await far.selling.commit(far.seller, { ...sale, payments: cash(5_00) })
  })
})
