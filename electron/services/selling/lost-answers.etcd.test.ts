import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { isRefusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { keyspace, slotPart } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, standing, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

const { eventId, hall, floor } = smallHouse

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

afterEach(async () => {
  await proxy.resume()
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
  await proxy.close()
})

const claimOf = async (slot: number) => {
  const kv = await keys.get(keyspace.claim.key(eventId, hall.areaId, slotPart(slot)))
  return kv && keyspace.claim.read(kv)
}

const orders = async () => {
  const found = []
  for await (const page of keys.pages('order:')) found.push(...page.kvs.map(kv => keyspace.order.read(kv)))
  return found
}

const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => 'it worked',
    (reason: unknown) => reason,
  )
  return isRefusal(error) ? error.code : error
}

/** Waits until `probe` says that what was sent has reached the cluster, then lets answers through again. */
const healOnce = async (probe: () => Promise<unknown>, afterMs = 0) => {
  await expect.poll(probe, { timeout: 10_000 }).toBeTruthy()
  await delay(afterMs)
  await proxy.resume()
}

const heldSale = async (...slots: number[]) => {
  const sale = newSale()
  await north.selling.hold(north.seller, { ...sale, wanted: seats(...slots) })
  return { ...sale, payments: cash(slots.length * hall.adultMinor) }
}

describe('the answer to a commit', () => {
  it('dropped: one order, told as done', async () => {
    const sale = await heldSale(0, 1)
    proxy.dropNextAnswer()
    const [receipt] = await Promise.all([north.selling.commit(north.seller, sale), healOnce(hasOrder)])
    expect(receipt.order.number).toBe('T01-000001')
    expect(await orders()).toHaveLength(1)
    expect(await claimOf(0)).toMatchObject({ state: 'sale', orderId: sale.orderId })
  })

  it('delayed past its deadline and past a second try: one order, told as done', async () => {
    const sale = await heldSale(0)
    proxy.delayAnswers(4_500)
    const [receipt] = await Promise.all([north.selling.commit(north.seller, sale), healOnce(hasOrder, 5_000)])
    expect(receipt.order.orderId).toBe(sale.orderId)
    expect((await orders()).map(order => order.status)).toEqual(['sold'])
  }, 30_000)

  it('never coming: the page is told that the outcome is unknown, asks, and is told the truth', async () => {
    const sale = await heldSale(0)
    proxy.dropNextAnswer()
    expect(await codeOf(north.selling.commit(north.seller, sale))).toMatchObject({ kind: 'outcome-unknown' })
    await proxy.resume()
    const receipt = await north.selling.settle(sale.orderId)
    expect(receipt?.order).toMatchObject({ number: 'T01-000001', status: 'sold' })
    expect(await orders()).toHaveLength(1)
  }, 40_000)

  it('dropped for a sale at once: one order, and no place taken twice', async () => {
    const input = {
      orderId: newId(),
      wanted: standing(2),
      expectedMinor: 2 * floor.adultMinor,
      payments: cash(30_00),
    }
    proxy.dropNextAnswer()
    const [receipt] = await Promise.all([north.selling.sellAtOnce(north.seller, input), healOnce(hasOrder)])
    expect(receipt.order.lines).toHaveLength(2)
    const { count } = await keys.range('claim:', 'claim;', { countOnly: true })
    expect(count).toBe(2)
    expect(await orders()).toHaveLength(1)
  })
})

describe('a message that is still under way', () => {
  it('cannot make an order that was given up: the tombstone is there first', async () => {
    const sale = await heldSale(0)
    proxy.stall('requests')
    const late = codeOf(north.selling.commit(north.seller, sale))
    // Another life of the same terminal settles it while the message of the first is still in the line.
    const sameTerminal = await startTerminal(cluster, { id: 'T01', namespace })
    expect(await sameTerminal.selling.settle(sale.orderId)).toBeUndefined()
    await proxy.resume()
    expect(await late).toBe('ORDER_ABANDONED')
    expect((await orders()).map(order => order.status)).toEqual(['abandoned'])
    await sameTerminal[Symbol.asyncDispose]()
  }, 30_000)
})

describe('a drop whose answer was lost', () => {
  it('with the seat sold elsewhere since: Pay is refused and nothing is overwritten', async () => {
    const sale = await heldSale(4, 5)
    proxy.dropNextAnswer()
    const dropped = codeOf(north.selling.drop(sale.basketId, [{ eventId, areaId: hall.areaId, slot: 5 }]))
    await expect.poll(() => claimOf(5)).toBeUndefined()
    const theirs = newSale()
    await south.caughtUp()
    await south.selling.hold(south.seller, { ...theirs, wanted: seats(5) })
    await south.selling.commit(south.seller, { ...theirs, payments: cash(40_00) })
    await dropped
    await proxy.resume()

    expect(['BASKET_CHANGED', 'PAYMENT_WRONG']).toContain(
      await codeOf(north.selling.commit(north.seller, sale)),
    )
    expect(await claimOf(5)).toMatchObject({ state: 'sale', orderId: theirs.orderId, terminalId: 'T02' })
    const mine = await north.selling.commit(north.seller, { ...sale, payments: cash(40_00) })
    expect(mine.order.lines.map(line => line.slot)).toEqual([4])
    expect(await orders()).toHaveLength(2)
  }, 30_000)
})

describe('a hold whose answer was lost', () => {
  it('is sent again and stands once', async () => {
    // The lease it hangs on is there already.
    await north.selling.hold(north.seller, { ...newSale(), wanted: seats(6) })
    const sale = newSale()
    proxy.dropNextAnswer()
    const [basket] = await Promise.all([
      north.selling.hold(north.seller, { ...sale, wanted: seats(7) }),
      healOnce(() => claimOf(7)),
    ])
    expect(basket.stored.lines.map(line => line.slot)).toEqual([7])
    const next = await north.selling.hold(north.seller, { ...newSale(), wanted: seats(8) })
    expect(next.leaseId).not.toBe(basket.leaseId)
    expect((await north.selling.commit(north.seller, { ...sale, payments: cash(40_00) })).order.status).toBe(
      'sold',
    )
  })
})

describe('a cluster that cannot be reached', () => {
  it('refuses at once, in words, and sells again when it is back', async () => {
    const sale = await heldSale(0)
    proxy.refuse()
    proxy.cut()
    const failure = await codeOf(north.selling.commit(north.seller, sale))
    expect(['unavailable', 'outcome-unknown']).toContain((failure as { kind: string }).kind)
    await proxy.resume()
    await expect
      .poll(async () => (await north.connection.members()).every(member => member.answers))
      .toBe(true)
    const settled = await north.selling.settle(sale.orderId)
    const orderId = settled ? sale.orderId : newId()
    expect((await north.selling.commit(north.seller, { ...sale, orderId })).order.status).toBe('sold')
    expect((await orders()).filter(order => order.status === 'sold')).toHaveLength(1)
  }, 30_000)
})

async function hasOrder(): Promise<boolean> {
  return (await orders()).length > 0
}

describe('a sale tried again another way', () => {
  it('is not denied while its first message may still come', async () => {
    // Sold at once without an answer; then the same sale from a basket that has run out.
    const sale = newSale()
    proxy.stall('requests')
    const atOnce = { orderId: sale.orderId, wanted: seats(5), expectedMinor: hall.adultMinor }
    const lost = north.selling.sellAtOnce(north.seller, { ...atOnce, payments: cash(hall.adultMinor) })
    await expect(lost).rejects.toMatchObject({ kind: 'outcome-unknown' })
    await proxy.resume()
    const second = { basketId: newId(), orderId: sale.orderId }
    await north.selling.hold(north.seller, { ...second, wanted: seats(6) })
    const taken = await keys.get(keyspace.basket.key('T01', second.basketId))
    await keys.leases.revoke(taken?.leaseId ?? '')
    const refused = await codeOf(
      north.selling.commit(north.seller, { ...second, payments: cash(hall.adultMinor) }),
    )
    const [made] = await orders()
    // Whatever is told is true for good: there is the sale, or a tombstone where it would be.
    if (refused === 'ORDER_ABANDONED') expect(made?.status).toBe('abandoned')
    else {
      expect(made?.status).toBe('sold')
      expect(['ORDER_EXISTS', 'it worked']).toContain(refused)
    }
  })

  it('is found, and not called another sale, when its screen does not know yet that it was made', async () => {
    const sale = await heldSale(0)
    proxy.stall('answers')
    await expect(north.selling.commit(north.seller, sale)).rejects.toMatchObject({ kind: 'outcome-unknown' })
    await proxy.resume()
    const again = await north.selling.commit(north.seller, sale)
    expect(again.order.lines.map(line => line.slot)).toEqual([0])
    expect(await orders()).toHaveLength(1)
  })
})

it('does not end the lease under a window that opens a basket, when another window’s opening is in doubt', async () => {
  await north.selling.hold(north.seller, { ...newSale(), wanted: seats(0) })
  proxy.stall('answers')
  const second = newSale()
  const opening = [
    codeOf(north.selling.hold(north.seller, { ...newSale(), wanted: seats(1) })),
    codeOf(north.selling.hold(north.seller, { ...second, wanted: seats(2) })),
  ]
  await delay(2_000)
  await proxy.resume()
  const [, told] = await Promise.all(opening)
  // What it was told about its seat stays true.
  await north.caughtUp()
  if (told === 'it worked') expect(await claimOf(2)).toMatchObject({ basketId: second.basketId })
  else
    expect(await codeOf(north.selling.hold(north.seller, { ...second, wanted: seats(3) }))).not.toBe(
      'it worked',
    )
})
