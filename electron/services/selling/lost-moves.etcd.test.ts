import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { isRefusal } from '#shared/errors/refusals'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import { ClusterFailure, type Connection } from '../../cluster/model'
import { keyspace, slotPart } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

const { eventId, hall } = smallHouse
const chief = { username: 'ines', name: 'Ines Calder' }

let cluster: TestCluster
let namespace: string
let keys: Connection
let proxy: FaultProxy
/** Behind the proxy. */
let north: TestTerminal
/** With a line of its own. */
let south: TestTerminal

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
  north = await startTerminal(cluster, { id: 'T01', namespace, endpoints: [proxy.address] })
  south = await startTerminal(cluster, { id: 'T02', namespace })
})

/** Whatever was done: at the end the books are in order. */
afterEach(async () => {
  await proxy.resume()
  const { violations } = await auditKeyspace(keys)
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
  await proxy.close()
  expect(violations).toEqual([])
})

const claimOf = async (slot: number) => {
  const kv = await keys.get(keyspace.claim.key(eventId, hall.areaId, slotPart(slot)))
  return kv && { ...keyspace.claim.read(kv), leaseId: kv.leaseId }
}

const keysOf = async (prefix: string) => (await keys.range(prefix, `${prefix}~`)).kvs.map(({ key }) => key)

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'it worked',
    (error: unknown) =>
      isRefusal(error) ? error.code : error instanceof ClusterFailure ? error.kind : error,
  )

const held = async (till: TestTerminal, ...slots: number[]) => {
  const sale = newSale()
  const basket = await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  return { ...sale, basket }
}

const aside = async (till: TestTerminal, basketId: string) =>
  till.selling.baskets.putAside(till.seller, { basketId, newBasketId: newId(), customerName: 'Ms Okafor' })

/** The fault begins with the transaction itself: the lease it needs is granted before. */
const onceGranted = (answer: 'lost' | 'late') => {
  const grant = north.connection.leases.grant
  north.connection.leases.grant = async (...args) => {
    north.connection.leases.grant = grant
    const leaseId = await grant(...args)
    if (answer === 'lost') proxy.dropNextAnswer()
    else proxy.stall('requests')
    return leaseId
  }
}

describe('the answer to a move', () => {
  it('dropped: it is done once, told as done, and audited once', async () => {
    const { basketId, basket } = await held(north, 0, 1)
    onceGranted('lost')
    const newBasketId = newId()
    const moved = north.selling.baskets.putAside(north.seller, {
      ...{ basketId, newBasketId, customerName: 'Ms Okafor' },
    })
    await expect.poll(async () => (await claimOf(0))?.leaseId, { timeout: 5_000 }).not.toBe(basket.leaseId)
    await proxy.resume()
    expect((await moved).stored).toMatchObject({
      basketId: newBasketId,
      aside: { customerName: 'Ms Okafor' },
    })
    expect(await keysOf('basket:')).toEqual([`basket:T01:${newBasketId}`])
    expect(await keysOf('audit:')).toHaveLength(1)
    expect((await moved).modRevision).toBe((await keys.get(`basket:T01:${newBasketId}`))?.modRevision)
  }, 20_000)

  it('never coming, for a recall: told as unknown, and the basket is in the till when the line is back', async () => {
    const { basketId } = await held(south, 0)
    const there = await aside(south, basketId)
    await north.caughtUp()
    onceGranted('lost')
    const sale = newSale()
    const input = {
      ...{ terminalId: 'T02', basketId: there.stored.basketId },
      ...{ newBasketId: sale.basketId, orderId: sale.orderId },
    }
    expect(await codeOf(north.selling.baskets.recall(north.seller, input))).toBe('outcome-unknown')
    await proxy.resume()
    // The same again is the same move, and finds it done.
    await expect
      .poll(() => codeOf(north.selling.baskets.recall(north.seller, input)), { timeout: 10_000 })
      .toBe('it worked')
    expect(await keysOf('basket:')).toEqual([`basket:T01:${sale.basketId}`])
    const { order } = await north.selling.commit(north.seller, { ...sale, payments: cash(40_00) })
    expect(order.status).toBe('sold')
  }, 40_000)

  it('under way while a supervisor takes the basket: the late move finds nothing to move', async () => {
    const { basketId } = await held(north, 0)
    onceGranted('late')
    const late = codeOf(aside(north, basketId))
    const sale = newSale()
    await south.selling.baskets.takeOver(chief, {
      ...{ terminalId: 'T01', basketId, newBasketId: sale.basketId, orderId: sale.orderId },
    })
    await south.selling.baskets.free(chief, { terminalId: 'T02', basketId: sale.basketId })
    await proxy.resume()
    expect(['BASKET_TAKEN', 'BASKET_CHANGED', 'outcome-unknown']).toContain(await late)
    await north.caughtUp()
    expect(await claimOf(0)).toBeUndefined()
    expect(await keysOf('basket:')).toEqual([])
  }, 40_000)
})

describe('an extension whose lease had a message without an answer', () => {
  it('moves the basket to another lease instead of renewing that one', async () => {
    const { basketId, basket } = await held(north, 0)
    await held(north, 1)
    proxy.dropNextAnswer()
    const grown = north.selling.hold(north.seller, { basketId, orderId: newId(), wanted: seats(2) })
    await expect.poll(() => basket.inDoubt, { timeout: 5_000 }).toBe(true)
    await proxy.resume()
    await grown
    const newBasketId = newId()
    const longer = await north.selling.baskets.extend(north.seller, { basketId, newBasketId })
    expect(longer.stored).toMatchObject({ basketId: newBasketId, extensions: 1 })
    expect(longer.leaseId).not.toBe(basket.leaseId)
    expect(longer.stored.lines).toHaveLength(2)
    // Five clicks are one.
    expect(await north.selling.baskets.extend(north.seller, { basketId, newBasketId })).toBe(longer)
    expect((await claimOf(2))?.leaseId).toBe(longer.leaseId)
  }, 20_000)
})

describe('a supervisor’s freeing whose answer was dropped', () => {
  it('is done once, and told as done', async () => {
    const { basketId } = await held(south, 0, 1)
    await north.caughtUp()
    proxy.dropNextAnswer()
    // The read of the basket is answered by nobody either, and asked again.
    const freed = north.selling.baskets.free(chief, { terminalId: 'T02', basketId })
    await new Promise(resolve => setTimeout(resolve, 300))
    await proxy.resume()
    await freed
    expect(await claimOf(0)).toBeUndefined()
    expect(await keysOf('audit:')).toHaveLength(1)
    expect(
      await codeOf(south.selling.commit(south.seller, { basketId, orderId: newId(), payments: cash(80_00) })),
    ).toBe('BASKET_TAKEN')
  }, 20_000)
})
