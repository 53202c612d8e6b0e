import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import type { TicketLine } from '#shared/domain/order'
import { isRefusal } from '#shared/errors/refusals'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import type { Connection, Txn } from '../../cluster/model'
import { put, remove } from '../../cluster/txn'
import { claimKey, keyspace, slotPart } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { startFaultProxy } from '../../testing/fault-proxy'
import { bestOf, type HallPlan, hallTicket, openHall } from '../../testing/hall'
import { cash, newSale, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { holdOneOf } from './best-transaction'

const eventId = 'evening'

let cluster: TestCluster
let namespace: string
let keys: Connection
const terminals: TestTerminal[] = []

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(() => {
  namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
})

afterEach(async () => {
  for (const terminal of terminals.splice(0)) await terminal[Symbol.asyncDispose]()
})

const open = (plan: Partial<HallPlan> = {}) => openHall(keys, { eventId, rows: 3, blocks: [4, 4], ...plan })

async function start(number: number, endpoints?: string[]): Promise<TestTerminal> {
  const terminal = await startTerminal(cluster, {
    ...{ id: `T0${number}`, namespace, ...(endpoints && { endpoints }) },
  })
  terminals.push(terminal)
  return terminal
}

const keyOf = (slot: number) => keyspace.claim.key(eventId, hallTicket.areaId, slotPart(slot))

/** Takes seats without anybody's till. */
const claim = (...slots: number[]) =>
  keys.txn({
    compare: [],
    success: slots.map(slot =>
      put(keyOf(slot), keyspace.claim.encode({ state: 'block', kind: 'house', reason: 'kept', by: 'house' })),
    ),
  })

const slotsOf = (basket: { stored: { lines: TicketLine[] } }) => basket.stored.lines.map(line => line.slot)
const holdBest = (terminal: TestTerminal, count: number, more = {}) =>
  terminal.selling.hold(terminal.seller, { ...newSale(), wanted: [bestOf(eventId, count, more)] })
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => 'it worked',
    (reason: unknown) => reason,
  )
  return isRefusal(error) ? { code: error.code, data: error.data } : error
}

describe('asking for the best', () => {
  it('at several tills at once sells every seat once, to the last one', async () => {
    await open({ rows: 10, blocks: [4, 6, 4] })
    const tills = await Promise.all([1, 2, 3, 4, 5, 6].map(number => start(number)))
    const sold: number[] = []
    const sellOut = async (till: TestTerminal) => {
      for (;;) {
        const { basketId, orderId } = newSale()
        try {
          const wanted = [bestOf(eventId, 2)]
          await till.selling.hold(till.seller, { basketId, orderId, wanted })
        } catch (error) {
          if (isRefusal(error, 'SOLD_OUT')) return
          throw error
        }
        const payments = cash(2 * hallTicket.priceMinor)
        const { order } = await till.selling.commit(till.seller, { basketId, orderId, payments })
        sold.push(...order.lines.map(line => line.slot))
      }
    }
    await Promise.all(tills.map(sellOut))
    expect(sold.sort((a, b) => a - b)).toEqual(Array.from({ length: 140 }, (_, slot) => slot))
    const claims = await keys.range('claim:', 'claim;')
    expect(claims.kvs.map(kv => keyspace.claim.read(kv).state)).toEqual(Array(140).fill('sale'))
  })

  it('gives seats side by side, the better ones first, and the rest of a basket stays', async () => {
    await open()
    const till = await start(1)
    const sale = newSale()
    const hold = (count: number) =>
      till.selling.hold(till.seller, { ...sale, wanted: [bestOf(eventId, count)] })
    const first = slotsOf(await hold(2))
    // The last row is the nearest to the best distance, its inner seats the nearest to the middle.
    expect([
      [18, 19],
      [20, 21],
    ]).toContainEqual(first)
    const both = slotsOf(await hold(4))
    expect(both.slice(0, 2)).toEqual(first)
    expect([20, 21, 22, 23, 16, 17, 18, 19]).toEqual(expect.arrayContaining(both.slice(2)))
    expect(new Set(both).size).toBe(6)
  })

  it('prices each seat by itself', async () => {
    await open()
    const till = await start(1)
    const { priceType: _, ...wish } = bestOf(eventId, 2)
    const wanted = [{ ...wish, priceTypes: ['adult', 'child'] }]
    const basket = await till.selling.hold(till.seller, { ...newSale(), wanted })
    expect(basket.stored.lines.map(line => line.priceMinor)).toEqual([30_00, 15_00])
  })

  it('sells at once too', async () => {
    await open()
    const till = await start(1)
    const { orderId } = newSale()
    const expectedMinor = 2 * hallTicket.priceMinor
    const wanted = [bestOf(eventId, 2)]
    const payments = cash(expectedMinor)
    const { order } = await till.selling.sellAtOnce(till.seller, { orderId, wanted, expectedMinor, payments })
    expect(order.lines).toHaveLength(2)
  })

  it('for more than is left says how many are, and where', async () => {
    await open()
    const till = await start(1)
    await claim(...Array.from({ length: 21 }, (_, slot) => slot))
    await till.caughtUp()
    expect(await refusalOf(holdBest(till, 4))).toMatchObject({
      code: 'SOLD_OUT',
      data: { areaName: 'Stalls', left: 3, where: [{ areaId: 'stalls', areaName: 'Stalls', left: 3 }] },
    })
  })

  it('gives what is left, in pieces, before it says that nothing is', async () => {
    await open()
    const till = await start(1)
    await claim(...Array.from({ length: 24 }, (_, slot) => slot).filter(slot => ![0, 5, 23].includes(slot)))
    await till.caughtUp()
    expect(slotsOf(await holdBest(till, 3)).sort((a, b) => a - b)).toEqual([0, 5, 23])
    await till.caughtUp()
    expect(await refusalOf(holdBest(till, 1))).toMatchObject({ code: 'SOLD_OUT', data: { left: 0 } })
  })

  it('does not call a house sold out that its picture has not seen yet', async () => {
    await open({ rows: 1, blocks: [3] })
    await using proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
    const till = await start(1, [proxy.address])
    const [first] = slotsOf(await holdBest(till, 1))
    const others = [0, 1, 2].filter(slot => slot !== first)
    await claim(...others)
    await till.caughtUp()
    // The places come back; what tells of it is late.
    proxy.delayAnswers(100)
    await keys.txn({ compare: [], success: others.map(slot => remove(keyOf(slot))) })
    expect(slotsOf(await holdBest(till, 2)).sort()).toEqual(others)
    await proxy.resume()
  })

  it('gives wheelchair places and their companion seats on request only', async () => {
    const kinds = new Map([
      [16, { kind: 'wheelchair' as const }],
      [17, { kind: 'companion' as const, companionOf: 16 }],
    ])
    await open({ change: seat => kinds.get(seat.slot) ?? {} })
    const till = await start(1)
    const basket = await holdBest(till, 2, { accessible: 1 })
    expect(slotsOf(basket)).toEqual([16, 17])
    await till.caughtUp()
    expect(await refusalOf(holdBest(till, 2, { accessible: 1 }))).toMatchObject({
      code: 'SOLD_OUT',
      data: { left: 0, wheelchairPlaces: true },
    })
    await till.selling.release(basket.stored.basketId)
    await till.caughtUp()
    const everybody = slotsOf(await holdBest(till, 22))
    expect(everybody).not.toContain(16)
    expect(everybody).not.toContain(17)
  })

  it('whose answer is lost is the hold that the cluster has', async () => {
    await open()
    await using proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
    const till = await start(1, [proxy.address])
    await holdBest(till, 1)
    proxy.dropNextAnswer()
    const holding = holdBest(till, 2)
    const claims = async () => (await keys.range('claim:', 'claim;')).kvs.length
    await expect.poll(claims, { timeout: 10_000 }).toBe(3)
    await proxy.resume()
    const basket = await holding
    for (const line of basket.stored.lines) {
      const kv = await keys.get(claimKey(line))
      expect(kv && keyspace.claim.read(kv)).toMatchObject({ basketId: basket.stored.basketId })
    }
    expect(basket.stored.lines).toHaveLength(2)
    expect(await claims()).toBe(3)
  })
})

describe('the best seats, taken by somebody in the moment they are asked for', () => {
  /** A till whose first transaction that writes a key `of` meets seats that were taken on its way. */
  const startBehind = async (of: string) => {
    const seen = { asked: 0, stolen: [] as number[] }
    const behind = (): Connection => {
      const real = cluster.connection(namespace, { seed: 'T01' })
      return {
        ...real,
        async txn(txn, options) {
          if (!JSON.stringify(txn.success).includes(`"key":"${of}`)) return real.txn(txn, options)
          if (seen.asked++ === 0) {
            const [first] = firstBranch(txn)
            if (first === undefined) throw new Error('asks for no seat')
            seen.stolen.push(first)
            await claim(first)
          }
          return real.txn(txn, options)
        },
      }
    }
    const terminal = await startTerminal({ connection: behind }, { id: 'T01', namespace })
    terminals.push(terminal)
    return { terminal, seen }
  }
  /** The seats of the alternative that is tried first. */
  const firstBranch = ({ success: [branch] }: Txn) =>
    branch?.op === 'txn' ? branch.txn.compare.map(({ key }) => Number(keyspace.claim.parts(key)?.[2])) : []

  it('are others in the same transaction of a sale at once', async () => {
    await open()
    const { terminal, seen } = await startBehind('order:')
    const expectedMinor = 2 * hallTicket.priceMinor
    const { order } = await terminal.selling.sellAtOnce(terminal.seller, {
      ...{ orderId: newId(), wanted: [bestOf(eventId, 2)], expectedMinor, payments: cash(expectedMinor) },
    })
    expect(seen).toMatchObject({ asked: 1, stolen: [expect.any(Number)] })
    expect(order.lines).toHaveLength(2)
    expect(order.lines.map(line => line.slot)).not.toContain(seen.stolen[0])
    const stored = await keys.get(keyspace.order.key(order.orderId))
    expect(stored && keyspace.order.read(stored)).toMatchObject(order)
    expect(order.number).toBe('T01-000001')
    await keys.txn({ compare: [], success: seen.stolen.map(slot => remove(keyOf(slot))) })
    expect((await auditKeyspace(keys)).violations).toEqual([])
  })

  it('are others in the same transaction for every wish of a basket', async () => {
    await open()
    const { terminal, seen } = await startBehind('basket:')
    const wanted = [bestOf(eventId, 2), bestOf(eventId, 3)]
    const basket = await terminal.selling.hold(terminal.seller, { ...newSale(), wanted })
    expect(seen.asked).toBe(1)
    expect(new Set(slotsOf(basket)).size).toBe(5)
    expect(slotsOf(basket)).not.toContain(seen.stolen[0])
  })
})

describe('one transaction with several sets of places', () => {
  const line = (slot: number): TicketLine => ({
    ...{ eventId, areaId: hallTicket.areaId, slot, areaName: 'Stalls', placeLabel: `Seat ${slot}` },
    ...{ eventName: 'An Evening', eventStart: '2026-12-01T19:00:00Z', ticketType: 'stalls' },
    ...{ ticketName: 'Stalls', priceType: 'adult', priceName: 'Adult', priceMinor: 30_00 },
  })
  const pairs = (...firsts: number[]) => firsts.map(slot => [line(slot), line(slot + 1)])

  const step = async (alternatives: TicketLine[][], more: { basketRevision?: number } = {}) => {
    const typeKey = keyspace.ticketType.key(eventId, 'stalls')
    const type = await keys.get(typeKey)
    if (!type) throw new Error('the hall is not open')
    const basket = {
      ...{ basketId: newId(), terminalId: 'T01', orderId: newId(), seller: 's', sellerName: 'S' },
      ...{ openedAt: '2026-12-01T19:00:00Z', openUntil: '2026-12-01T19:10:00Z', stepId: newId() },
      ...{ currency: 'EUR', lines: [] },
    }
    const made = holdOneOf({
      ...{ basket, basketRevision: 0, already: [], instead: [], alternatives, ...more },
      ticketTypes: [{ value: keyspace.ticketType.read(type), modRevision: type.modRevision }],
      leaseId: await keys.leases.grant(60),
    })
    const stored = () => keys.get(keyspace.basket.key('T01', basket.basketId))
    return { ...made, type, stored }
  }
  const free = async () => 24 - (await keys.range('claim:', 'claim;')).count

  it('takes the first that is free, and nothing of the others', async () => {
    await open()
    await claim(0, 3)
    const { txn, held, stored } = await step(pairs(0, 2, 4, 6))
    const result = await keys.txn(txn)
    expect(result.succeeded).toBe(true)
    expect(held(result)).toMatchObject({ index: 2, basket: { lines: [{ slot: 4 }, { slot: 5 }] } })
    const kv = await stored()
    expect(kv && keyspace.basket.read(kv).lines.map(each => each.slot)).toEqual([4, 5])
    expect(await free()).toBe(20)
  })

  it('takes nothing, and tells whose each is, when none is free', async () => {
    await open()
    await claim(0, 3)
    const { txn, held, stored } = await step(pairs(0, 2))
    const result = await keys.txn(txn)
    // The outer one says only that what must hold does.
    expect(result.succeeded).toBe(true)
    expect(held(result)).toBeUndefined()
    expect(await stored()).toBeUndefined()
    expect(await free()).toBe(22)
  })

  it('takes nothing when the ticket type was edited, whatever is free', async () => {
    await open()
    const { txn, held, type } = await step(pairs(0, 2))
    await keys.txn({ compare: [], success: [put(type.key, type.value)] })
    expect(held(await keys.txn(txn))).toBeUndefined()
    expect(await free()).toBe(24)
  })

  it('takes nothing when its basket is another one by then', async () => {
    await open()
    const { txn, held } = await step(pairs(0, 2), { basketRevision: 1 })
    expect(held(await keys.txn(txn))).toBeUndefined()
    expect(await free()).toBe(24)
  })

  it('takes nothing when a place that all of them have is taken', async () => {
    await open()
    await claim(9)
    const both = line(9)
    const { txn, held } = await step(pairs(0, 2).map(pair => [both, ...pair]))
    expect(held(await keys.txn(txn))).toBeUndefined()
    expect(await free()).toBe(23)
  })

  it.each([1, 2, 3, 8, 20, 50, 100])('carries groups of %i, as many as etcd takes', async count => {
    await open()
    const groups = Array.from({ length: 24 }, (_, n) =>
      Array.from({ length: count }, (_, seat) => line(1_000 * n + seat)),
    )
    const { txn, held } = await step(groups)
    expect(held(await keys.txn(txn))?.index).toBe(0)
    const again = await step(groups)
    expect(again.held(await keys.txn(again.txn))?.index).toBe(count < 43 ? 1 : undefined)
  })
})
