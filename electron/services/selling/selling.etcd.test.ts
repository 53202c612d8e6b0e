import { appendFile } from 'node:fs/promises'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { isRefusal, type RefusalCode } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { keyspace, type StoredOrder, slotPart } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, standing, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

const { eventId, hall, floor } = smallHouse

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

const start = (id = 'T01', options: Partial<Parameters<typeof startTerminal>[1]> = {}) =>
  startTerminal(cluster, { id, namespace, ...options })

const claimOf = async (slot: number, areaId: string = hall.areaId) => {
  const kv = await keys.get(keyspace.claim.key(eventId, areaId, slotPart(slot)))
  return kv && { ...keyspace.claim.read(kv), leaseId: kv.leaseId }
}

const all = async (prefix: string) => {
  const kvs = []
  for await (const page of keys.pages(prefix)) kvs.push(...page.kvs)
  return kvs
}

const orders = async (): Promise<StoredOrder[]> => (await all('order:')).map(kv => keyspace.order.read(kv))
const soldOrders = async () => (await orders()).flatMap(order => (order.status === 'sold' ? [order] : []))

/** The refusal's data; anything else that comes out fails the test. */
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

const sellSeats = async (till: TestTerminal, ...slots: number[]) => {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  return till.selling.commit(till.seller, { ...sale, payments: cash(slots.length * hall.adultMinor) })
}

describe('a hold', () => {
  it('is one basket with its claims on one lease, and refuses the next till by name', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    const basket = await north.selling.hold(north.seller, { ...newSale(), wanted: seats(3, 4) })
    expect(basket.stored.lines.map(line => line.placeLabel)).toEqual(['Row A, seat 4', 'Row A, seat 5'])
    const claim = await claimOf(3)
    expect(claim).toMatchObject({ state: 'hold', terminalId: 'T01', leaseId: basket.leaseId })
    expect((await keys.get(basket.key))?.leaseId).toBe(basket.leaseId)

    const data = await refusedWith(
      'SEAT_TAKEN',
      south.selling.hold(south.seller, { ...newSale(), wanted: seats(4, 5) }),
    )
    expect(data).toMatchObject({
      taken: [{ slot: 4, placeLabel: 'Row A, seat 5', terminalId: 'T01', sellerName: 'Seller T01' }],
    })
    expect(await claimOf(5)).toBeUndefined()
  })

  it('gives a contested seat to exactly one of two terminals, every time', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    for (let slot = 0; slot < 20; slot++) {
      const tries = await Promise.allSettled(
        [north, south].map(till => till.selling.hold(till.seller, { ...newSale(), wanted: seats(slot) })),
      )
      expect(tries.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
    }
  })

  it('grows and shrinks as one basket, and goes with its last place', async () => {
    await using north = await start()
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(1) })
    await north.selling.hold(north.seller, { ...sale, wanted: seats(2) })
    const place = { eventId, areaId: hall.areaId }
    const left = await north.selling.drop(sale.basketId, [{ ...place, slot: 1 }])
    expect(left?.stored.lines.map(line => line.slot)).toEqual([2])
    expect(await claimOf(1)).toBeUndefined()
    expect(await north.selling.drop(sale.basketId, [{ ...place, slot: 2 }])).toBeUndefined()
    expect(await all('basket:')).toEqual([])
    expect(await all('claim:')).toEqual([])
  })

  it('uses one lease for basket after basket', async () => {
    await using north = await start()
    const first = await north.selling.hold(north.seller, { ...newSale(), wanted: seats(1) })
    const second = await north.selling.hold(north.seller, { ...newSale(), wanted: seats(2) })
    expect(second.leaseId).toBe(first.leaseId)
  })

  it('that runs out frees its seats and says at Pay what can be held again', async () => {
    await using north = await start('T01', { holdTtlMs: 300 })
    await using south = await start('T02')
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(6, 7) })
    await expect.poll(() => claimOf(6)).toBeUndefined()
    await south.selling.hold(south.seller, { ...newSale(), wanted: seats(7) })
    await north.caughtUp()
    const data = await refusedWith(
      'HOLD_EXPIRED',
      north.selling.commit(north.seller, { ...sale, payments: cash(80_00) }),
    )
    expect(data).toMatchObject({ stillFree: [{ slot: 6 }], gone: [{ slot: 7, terminalId: 'T02' }] })
    expect(await orders()).toEqual([])
  })
})

describe('a sale', () => {
  it('turns the basket into an order with its number, receipt, ledger and audit record, in one revision', async () => {
    await using north = await start()
    const receipt = await sellSeats(north, 0, 1)
    expect(receipt).toMatchObject({
      changeMinor: 0,
      order: { number: 'T01-000001', status: 'sold', totalMinor: 80_00 },
    })
    const claim = await claimOf(0)
    expect(claim).toMatchObject({ state: 'sale', orderId: receipt.order.orderId, leaseId: undefined })
    const written = await all('')
    const revision = written.find(kv => kv.key.startsWith('order:'))?.modRevision
    for (const prefix of ['claim:', 'ledger:', 'audit:'])
      for (const kv of written.filter(({ key }) => key.startsWith(prefix)))
        expect([kv.key, kv.modRevision]).toEqual([kv.key, revision])
    expect(written.some(kv => kv.key.startsWith('basket:'))).toBe(false)
  })

  it('at once takes free numbers at random, down to the last, and says what is left when too few are', async () => {
    await openSmallHouse(keys, 30)
    await using north = await start('T01')
    await using south = await start('T02')
    const sell = (till: TestTerminal) =>
      till.selling.sellAtOnce(till.seller, {
        orderId: newId(),
        wanted: standing(3),
        expectedMinor: 3 * floor.adultMinor,
        payments: cash(45_00, 50_00),
      })
    const sold = await Promise.all(
      [north, south].flatMap(till => Array.from({ length: 5 }, () => sell(till))),
    )
    expect(sold.every(receipt => receipt.changeMinor === 5_00)).toBe(true)
    const slots = (await soldOrders()).flatMap(order =>
      'lines' in order ? order.lines.map(line => line.slot) : [],
    )
    expect(slots.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n))
    await north.caughtUp()
    expect(await refusedWith('SOLD_OUT', sell(north))).toMatchObject({ left: 0 })
  })

  it('asked for five times at once is one sale', async () => {
    await using north = await start()
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(9) })
    const clicks = Array.from({ length: 5 }, () =>
      north.selling.commit(north.seller, { ...sale, payments: cash(40_00) }),
    )
    const numbers = (await Promise.all(clicks)).map(({ order }) => order.number)
    expect(new Set(numbers)).toEqual(new Set(['T01-000001']))
    const again = await north.selling.commit(north.seller, { ...sale, payments: cash(40_00) })
    expect(again.order.number).toBe('T01-000001')
    expect(await soldOrders()).toHaveLength(1)
  })

  it.each([
    ['too little', cash(39_99)],
    ['too much', cash(40_01)],
    ['less in the hand than on the line', cash(40_00, 30_00)],
  ])('with %s is refused, and the basket stays', async (_, payments) => {
    await using north = await start()
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(9) })
    await refusedWith('PAYMENT_WRONG', north.selling.commit(north.seller, { ...sale, payments }))
    expect((await north.selling.commit(north.seller, { ...sale, payments: cash(40_00) })).order.status).toBe(
      'sold',
    )
  })

  it('numbers its terminal’s orders without gaps, whatever is refused in between', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    await sellSeats(north, 0)
    await refusedWith('SEAT_TAKEN', sellSeats(north, 0))
    await sellSeats(south, 1)
    await sellSeats(north, 2)
    const numbers = (await soldOrders()).map(order => order.number)
    expect(numbers.sort()).toEqual(['T01-000001', 'T01-000002', 'T02-000001'])
  })
})

describe('a wish that cannot be met as it stands', () => {
  it('names the seat that is in it twice', async () => {
    await using north = await start()
    const wanted = seats(3, 3)
    const payments = cash(80_00)
    const data = await refusedWith(
      'SEAT_TAKEN',
      north.selling.sellAtOnce(north.seller, { orderId: newId(), wanted, expectedMinor: 80_00, payments }),
    )
    expect(data).toMatchObject({ taken: [{ slot: 3 }] })
  })
})

describe('edits between hold and Pay', () => {
  const by = { username: 'ines', name: 'Ines', role: 'manager' as const }

  it('of price or sale state leave the hold’s price standing, and stop the next hold', async () => {
    await using north = await start()
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(0) })
    await north.events.setPrice(by, { eventId, type: hall.ticketType, priceType: 'adult', priceMinor: 99_00 })
    await north.events.setTicketTypeState(by, eventId, hall.ticketType, 'closed')
    const { order } = await north.selling.commit(north.seller, { ...sale, payments: cash(40_00) })
    expect(order.totalMinor).toBe(40_00)
    await north.caughtUp()
    await refusedWith('NOT_ON_SALE', north.selling.hold(north.seller, { ...newSale(), wanted: seats(1) }))
  })

  it('are noticed by a till whose picture is old: it never holds past them', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    await south.events.setPrice(by, { eventId, type: hall.ticketType, priceType: 'adult', priceMinor: 50_00 })
    const basket = await north.selling.hold(north.seller, { ...newSale(), wanted: seats(0) })
    expect(basket.stored.lines[0]?.priceMinor).toBe(50_00)
  })

  it('refuse a sale at once whose price is not the one on the screen', async () => {
    await using north = await start()
    await north.events.setPrice(by, {
      eventId,
      type: floor.ticketType,
      priceType: 'adult',
      priceMinor: 18_00,
    })
    await north.caughtUp()
    const input = { orderId: newId(), wanted: standing(1), expectedMinor: 15_00, payments: cash(15_00) }
    const data = await refusedWith('PRICE_CHANGED', north.selling.sellAtOnce(north.seller, input))
    expect(data).toMatchObject({ expectedMinor: 15_00, actualMinor: 18_00 })
  })

  it('that cancel the event free every basket with its tickets and refuse its Pay', async () => {
    await using north = await start('T01')
    await using south = await start('T02')
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(0, 1) })
    await south.events.cancel(by, eventId)
    expect(await all('claim:')).toEqual([])
    await north.caughtUp()
    const data = await refusedWith(
      'NOT_ON_SALE',
      north.selling.commit(north.seller, { ...sale, payments: cash(80_00) }),
    )
    expect(data).toMatchObject({ reason: 'cancelled' })
    expect(await orders()).toEqual([])
  })
})

describe('what is in the journal', () => {
  it('comes first: a till that cannot write it sells nothing, and says why', async () => {
    const north = await start()
    // Its file is closed under it: every write fails as one on a broken disk does.
    await north.selling.close()
    const sale = { orderId: newId(), wanted: standing(1), expectedMinor: 15_00, payments: cash(15_00) }
    await refusedWith('DISK_FAILED', north.selling.sellAtOnce(north.seller, sale))
    expect(await orders()).toEqual([])
    expect(await all('claim:')).toEqual([])
    north.crash()
  })

  it('is settled by the next start: a sale that was made is found, not made again', async () => {
    const sale = newSale()
    const first = await start()
    await first.selling.hold(first.seller, { ...sale, wanted: seats(0) })
    // The commit leaves, and the machine dies before its answer is written down.
    await first.selling.commit(first.seller, { ...sale, payments: cash(40_00) })
    await appendFile(
      `${first.dataDir}/journal.ndjson`,
      `${JSON.stringify({ t: 'begin', orderId: sale.orderId, at: '' })}\n{"t":"so`,
    )
    first.crash()

    await using second = await start('T01', { dataDir: first.dataDir })
    const till = second.selling.till.follow(undefined, undefined)
    const { value: item } = await till.next()
    expect(item).toMatchObject({ value: { recovered: [{ order: { number: 'T01-000001' } }] } })
    const again = await second.selling.commit(second.seller, { ...sale, payments: cash(40_00) })
    expect(again.order.number).toBe('T01-000001')
    expect(await soldOrders()).toHaveLength(1)

    await sellSeats(second, 5)
    const { value: later } = await second.selling.till.follow(undefined, undefined).next()
    expect(later).toMatchObject({ value: { recovered: [] } })
  })

  it('is settled by the next start: a sale that was not made never will be, and its seats are free', async () => {
    const sale = newSale()
    const first = await start()
    await first.selling.hold(first.seller, { ...sale, wanted: seats(0) })
    await appendFile(
      `${first.dataDir}/journal.ndjson`,
      `${JSON.stringify({ t: 'begin', orderId: sale.orderId, at: '' })}\n`,
    )
    first.crash()

    await using second = await start('T01', { dataDir: first.dataDir })
    expect(await claimOf(0)).toBeUndefined()
    const late = { orderId: sale.orderId, wanted: standing(1), expectedMinor: 15_00, payments: cash(15_00) }
    await refusedWith('ORDER_ABANDONED', second.selling.sellAtOnce(second.seller, late))
    expect((await orders()).map(order => order.status)).toEqual(['abandoned'])
  })
})

describe('a page that asks what became of a sale', () => {
  it('is told “not sold” only with a tombstone behind it, which the late sale then meets', async () => {
    await using north = await start()
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(0) })
    expect(await north.selling.settle(sale.orderId)).toBeUndefined()
    await refusedWith(
      'ORDER_ABANDONED',
      north.selling.commit(north.seller, { ...sale, payments: cash(40_00) }),
    )
    const other = await north.selling.commit(north.seller, {
      ...sale,
      orderId: newId(),
      payments: cash(40_00),
    })
    expect(other.order.number).toBe('T01-000001')
  })

  it('is told of the sale that was made', async () => {
    await using north = await start()
    const { order } = await sellSeats(north, 0)
    expect((await north.selling.settle(order.orderId))?.order.number).toBe(order.number)
  })
})
