import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { isRefusal, type RefusalCode } from '#shared/errors/refusals'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace, slotPart } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { quietLog } from '../../testing/log'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { systemClock } from '../clock'
import { keepPresence } from '../terminal/presence'

const { eventId, hall } = smallHouse

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

/** Whatever was done: at the end the books are in order. */
afterEach(async () => {
  expect((await auditKeyspace(keys)).violations).toEqual([])
})

const start = (id = 'T01', options: Partial<Parameters<typeof startTerminal>[1]> = {}) =>
  startTerminal(cluster, { id, namespace, ...options })

const presenceOf = async (terminalId: string) => {
  const presence = await keepPresence({
    ...{ connection: keys, terminalId, folder: terminalId, clock: systemClock, log: quietLog, onBeat() {} },
  })
  return { [Symbol.asyncDispose]: () => presence.close() }
}

const claimOf = async (slot: number) => {
  const kv = await keys.get(keyspace.claim.key(eventId, hall.areaId, slotPart(slot)))
  return kv && { ...keyspace.claim.read(kv), leaseId: kv.leaseId }
}

const place = (slot: number) => ({ eventId, areaId: hall.areaId, slot })

const auditOf = async (terminalId: string) => {
  const records = []
  for await (const page of keys.pages(keyspace.audit.prefix(terminalId)))
    records.push(...page.kvs.map(kv => keyspace.audit.read(kv)))
  return records
}

async function refusedWith(code: RefusalCode, work: Promise<unknown>): Promise<unknown> {
  const outcome = await work.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  )
  if (!('error' in outcome) || !isRefusal(outcome.error))
    throw new Error(`not refused with ${code}`, { cause: outcome })
  expect(outcome.error.code).toBe(code)
  return outcome.error.data
}

const held = async (till: TestTerminal, ...slots: number[]) => {
  const sale = newSale()
  const basket = await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  return { ...sale, basket }
}

const tillOf = async (till: TestTerminal) => {
  const stop = new AbortController()
  for await (const item of till.selling.till.follow(undefined, stop.signal)) {
    stop.abort()
    return item.value.baskets
  }
  throw new Error('the till told nothing')
}

const settings = (value: { asideTtlMs?: number; maxExtensions?: number }) =>
  keys.txn({
    compare: [],
    success: [
      put(keyspace.config.selling.key(), keyspace.config.selling.encode({ holdTtlMs: 60_000, ...value })),
    ],
  })

describe('more time', () => {
  it('leaves basket and claims on their lease, which is renewed, and outlives the first deadline', async () => {
    await using till = await start('T01', { holdTtlMs: 1_500 })
    const { basketId, basket } = await held(till, 0)
    const { deadline, leaseId, modRevision } = { ...basket }
    await expect.poll(() => keys.leases.timeToLive(leaseId), { timeout: 5_000 }).toBeLessThan(121)
    const longer = await till.selling.baskets.extend(till.seller, { basketId, newBasketId: newId() })
    expect(longer).toMatchObject({ leaseId, stored: { basketId, extensions: 1 } })
    expect(longer.modRevision).toBeGreaterThan(modRevision)
    expect(longer.deadline).toBeGreaterThan(deadline)
    expect((await claimOf(0))?.leaseId).toBe(leaseId)
    await expect.poll(() => performance.now() > deadline + 50, { timeout: 3_000 }).toBe(true)
    expect(await claimOf(0)).toMatchObject({ state: 'hold' })
    await expect.poll(() => claimOf(0), { timeout: 5_000 }).toBeUndefined()
  })

  it('is given as often as the house allows, and then refused', async () => {
    await settings({ maxExtensions: 2 })
    await using till = await start()
    const { basketId } = await held(till, 0)
    const extend = () => till.selling.baskets.extend(till.seller, { basketId, newBasketId: newId() })
    await extend()
    await extend()
    expect(await refusedWith('HELD_LONG_ENOUGH', extend())).toEqual({ limit: 2 })
  })

  it('is refused for a basket whose lease ran out, as every other step on it', async () => {
    await using till = await start()
    const { basketId, basket } = await held(till, 0)
    await keys.leases.revoke(basket.leaseId)
    await refusedWith(
      'HOLD_EXPIRED',
      till.selling.baskets.extend(till.seller, { basketId, newBasketId: newId() }),
    )
  })
})

describe('a basket put aside', () => {
  it('is another basket on another lease, gone from the till, and recalled at any terminal by one of two', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    await using east = await start('T03')
    const { basketId, basket } = await held(north, 0, 1)
    const aside = await north.selling.baskets.putAside(north.seller, {
      ...{ basketId, newBasketId: newId(), customerName: 'Ms Okafor' },
    })
    expect(aside.leaseId).not.toBe(basket.leaseId)
    expect(await keys.leases.timeToLive(aside.leaseId)).toBeGreaterThan(3_600)
    expect(await claimOf(0)).toMatchObject({ basketId: aside.stored.basketId, leaseId: aside.leaseId })
    expect(await keys.get(basket.key)).toBeUndefined()
    expect(await tillOf(north)).toEqual([])

    // The old lease takes nothing along.
    await keys.leases.revoke(basket.leaseId)
    const name = { terminalId: 'T01', basketId: aside.stored.basketId }
    const recall = (till: TestTerminal, sale = newSale()) =>
      till.selling.baskets.recall(till.seller, { ...name, newBasketId: sale.basketId, orderId: sale.orderId })
    const [one, other] = await Promise.allSettled([recall(south), recall(east)])
    const won = [one, other].flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
    expect(won).toHaveLength(1)
    const winner = won[0]?.stored.terminalId === 'T02' ? south : east
    const recalledId = won[0]?.stored.basketId ?? ''
    expect(won[0]?.stored).not.toHaveProperty('aside.customerName')
    expect((await tillOf(winner)).map(each => each.lines.length)).toEqual([2])
    const { order } = await winner.selling.commit(winner.seller, {
      ...{ basketId: recalledId, orderId: newId(), payments: cash(2 * hall.adultMinor) },
    })
    expect(order.status).toBe('sold')
    expect(await claimOf(1)).toMatchObject({ state: 'sale', leaseId: undefined })
  })

  it('is put aside once, however often it is asked for', async () => {
    await using till = await start()
    const { basketId } = await held(till, 0)
    const input = { basketId, newBasketId: newId(), customerName: 'Mr Silva' }
    const asides = await Promise.all([1, 2, 3].map(() => till.selling.baskets.putAside(till.seller, input)))
    expect(new Set(asides.map(aside => aside.modRevision)).size).toBe(1)
    expect(await auditOf('T01')).toHaveLength(1)
  })

  it('frees itself when its time is over, and stays through a restart of its terminal until then', async () => {
    await settings({ asideTtlMs: 60_000 })
    const before = await start()
    const { basketId } = await held(before, 0)
    const gone = await held(before, 1)
    const aside = await before.selling.baskets.putAside(before.seller, {
      ...{ basketId, newBasketId: newId(), customerName: 'Ms Okafor', forMs: 120_000 },
    })
    // No longer than the house allows, and the lease two minutes longer.
    expect(await keys.leases.timeToLive(aside.leaseId)).toBeLessThanOrEqual(180)
    before.crash()
    await using after = await start()
    expect(await keys.get(gone.basket.key)).toBeUndefined()
    expect(await claimOf(0)).toMatchObject({ state: 'hold' })
    const sale = newSale()
    const back = await after.selling.baskets.recall(after.seller, {
      ...{ terminalId: 'T01', basketId: aside.stored.basketId },
      ...{ newBasketId: sale.basketId, orderId: sale.orderId },
    })
    expect(back.stored.lines).toHaveLength(1)
  })

  it('is the only kind that can be recalled', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    const { basketId } = await held(north, 0)
    const { basketId: newBasketId, orderId } = newSale()
    await refusedWith(
      'NOT_FOUND',
      south.selling.baskets.recall(south.seller, { terminalId: 'T01', basketId, newBasketId, orderId }),
    )
  })
})

describe('a basket handed over', () => {
  it('is in the till of the other terminal at once, and sold there', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    await using _there = await presenceOf('T02')
    const { basketId } = await held(north, 0, 1)
    const newBasketId = newId()
    await north.selling.baskets.handOver(north.seller, { basketId, newBasketId, toTerminalId: 'T02' })
    await expect.poll(() => tillOf(south)).toMatchObject([{ basketId: newBasketId }])
    expect(await tillOf(north)).toEqual([])
    expect(
      await refusedWith(
        'BASKET_TAKEN',
        north.selling.commit(north.seller, { basketId, orderId: newId(), payments: cash(80_00) }),
      ),
    ).toMatchObject({ how: 'handed-over', terminalId: 'T02' })
    const { order } = await south.selling.commit(south.seller, {
      ...{ basketId: newBasketId, orderId: newId(), payments: cash(80_00) },
    })
    expect(order.number).toBe('T02-000001')
  })

  it('to a terminal that is not running is refused, and stays as it was', async () => {
    await using north = await start('T01')
    const { basketId, basket } = await held(north, 0)
    await refusedWith(
      'TERMINAL_GONE',
      north.selling.baskets.handOver(north.seller, { basketId, newBasketId: newId(), toTerminalId: 'T09' }),
    )
    expect(await claimOf(0)).toMatchObject({ basketId, leaseId: basket.leaseId })
    await north.selling.commit(north.seller, { basketId, orderId: newId(), payments: cash(40_00) })
  })
})

describe('a supervisor', () => {
  const chief = { username: 'ines', name: 'Ines Calder' }

  it('takes over the basket of a terminal that sells on, which is told by whom', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    const { basketId } = await held(north, 0)
    const { basketId: newBasketId, orderId } = newSale()
    await south.selling.baskets.takeOver(chief, { terminalId: 'T01', basketId, newBasketId, orderId })
    await expect.poll(() => tillOf(north)).toEqual([])
    for (const step of [
      north.selling.commit(north.seller, { basketId, orderId: newId(), payments: cash(40_00) }),
      north.selling.hold(north.seller, { basketId, orderId: newId(), wanted: seats(1) }),
      north.selling.baskets.extend(north.seller, { basketId, newBasketId: newId() }),
    ])
      expect(await refusedWith('BASKET_TAKEN', step)).toMatchObject({
        ...{ how: 'taken-over', byName: 'Ines Calder', terminalId: 'T02' },
      })
    await south.selling.commit(chief, { basketId: newBasketId, orderId, payments: cash(40_00) })
    expect(await claimOf(0)).toMatchObject({ state: 'sale', terminalId: 'T02' })
    expect((await auditOf('T02'))[0]).toMatchObject({ action: 'basket-taken-over', actor: 'ines' })
  })

  it('takes over, frees and hands on what a dead terminal left, on the list with its deadline', async () => {
    const dead = await start('T01')
    await using south = await start('T02')
    await using _here = await presenceOf('T02')
    const [a, b, c] = [await held(dead, 0), await held(dead, 1, 2), await held(dead, 3)]
    dead.crash()
    await south.caughtUp()
    const stop = new AbortController()
    const first = await south.selling.baskets.everywhere.follow(undefined, stop.signal).next()
    stop.abort()
    if (first.done) throw new Error('no list')
    expect(first.value.value.terminals).toEqual(['T02'])
    expect(first.value.value.baskets).toHaveLength(3)
    expect(first.value.value.baskets[0]).toMatchObject({
      ...{ terminalId: 'T01', terminalPresent: false, openUntil: a.basket.stored.openUntil },
      places: [{ areaName: 'Hall', count: 1 }],
    })

    const { baskets } = south.selling
    const sale = newSale()
    await baskets.takeOver(chief, {
      ...{ terminalId: 'T01', basketId: a.basketId, newBasketId: sale.basketId, orderId: sale.orderId },
    })
    await baskets.free(chief, { terminalId: 'T01', basketId: b.basketId, places: [place(1)] })
    expect(await claimOf(1)).toBeUndefined()
    // What is left hangs where it hung.
    expect((await keys.get(b.basket.key))?.leaseId).toBe(b.basket.leaseId)
    expect((await claimOf(2))?.leaseId).toBe(b.basket.leaseId)
    await baskets.free(chief, { terminalId: 'T01', basketId: b.basketId })
    expect(await keys.get(b.basket.key)).toBeUndefined()
    expect(await claimOf(2)).toBeUndefined()
    await baskets.reassign(chief, {
      ...{ terminalId: 'T01', basketId: c.basketId, newBasketId: newId(), toTerminalId: 'T02' },
    })
    expect((await tillOf(south)).flatMap(each => each.lines.map(line => line.slot))).toEqual([0, 3])
    expect((await auditOf('T02')).map(record => record.action)).toEqual([
      ...['basket-taken-over', 'basket-freed', 'basket-freed', 'basket-handed-over'],
    ])
    await refusedWith('BASKET_TAKEN', baskets.free(chief, { terminalId: 'T01', basketId: b.basketId }))
  })

  it('sees on the list that a terminal comes and goes, and its baskets with it', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    const presence = await presenceOf('T01')
    await held(north, 0)
    await south.caughtUp()
    const stop = new AbortController()
    const list = south.selling.baskets.everywhere.follow(undefined, stop.signal)
    const next = async () => {
      const item = await list.next()
      if (item.done) throw new Error('the list ended')
      const { baskets, terminals } = item.value.value
      return { terminals, present: baskets.map(basket => basket.terminalPresent) }
    }
    expect(await next()).toEqual({ terminals: ['T01'], present: [true] })
    const gone = next()
    await presence[Symbol.asyncDispose]()
    expect(await gone).toEqual({ terminals: [], present: [false] })
    stop.abort()
  })

  it('and its cashier at once: exactly one of them has the basket', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    for (let slot = 0; slot < 8; slot++) {
      const { basketId } = await held(north, slot)
      const { basketId: newBasketId, orderId } = newSale()
      const outcomes = await Promise.allSettled([
        north.selling.commit(north.seller, { basketId, orderId: newId(), payments: cash(40_00) }),
        south.selling.baskets.takeOver(chief, { terminalId: 'T01', basketId, newBasketId, orderId }),
      ])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })
})
