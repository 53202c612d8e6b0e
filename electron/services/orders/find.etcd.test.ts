import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FindOrders } from '#shared/contract/find-orders'
import { newId } from '#shared/domain/ids'
import { packTicket, signatureBytes, textOf } from '#shared/domain/ticket-code'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { quietLog } from '../../testing/log'
import { cash, newSale, seats, standing, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { systemClock } from '../clock'
import { type Customers, createCustomers } from '../customers'
import { createOrders, type Orders } from '.'

const { eventId, hall, floor } = smallHouse
const manager = { username: 'mira', name: 'Mira', role: 'manager' as const }

let cluster: TestCluster
let keys: Connection
let north: TestTerminal
let south: TestTerminal
let customers: Customers
let orders: Orders

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  const namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  north = await startTerminal(cluster, { id: 'T01', namespace })
  south = await startTerminal(cluster, { id: 'T02', namespace })
  customers = createCustomers({ connection: north.connection, book: north.book, log: quietLog })
  orders = createOrders({
    ...{ connection: north.connection, replica: north.replica, terminalId: 'T01', clock: systemClock },
    ...{ buyers: customers, log: quietLog },
    limits: () => ({ voidWithinMs: 60_000, correctWithinMs: 60_000 }),
  })
})

afterEach(async () => {
  customers.close()
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
})

const sellSeats = async (till: TestTerminal, slots: number[], buyer?: string) => {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  const payments = cash(hall.adultMinor * slots.length)
  const { order } = await till.selling.commit(till.seller, { ...sale, payments, ...(buyer && { buyer }) })
  return order
}

const sellStanding = async (till: TestTerminal, count = 1) => {
  const { orderId } = newSale()
  const totalMinor = floor.adultMinor * count
  const asked = { orderId, wanted: standing(count), expectedMinor: totalMinor, payments: cash(totalMinor) }
  return (await till.selling.sellAtOnce(till.seller, asked)).order
}

const find = async (text: string) => (await orders.find({ of: { by: 'text', text } })).rows
const numbersFor = async (text: string) => (await find(text)).map(({ number }) => number)
const recent = (at: 'this-terminal' | 'all', after?: string) => {
  const asked: FindOrders = { of: { by: 'recent', at }, ...(after && { after }) }
  return orders.find(asked)
}

describe('an order is found', () => {
  it('by its number, however it is typed, at whichever terminal it was made', async () => {
    for (let n = 0; n < 5; n++) await sellStanding(north)
    await sellStanding(south)
    const sold = await sellStanding(south, 2)
    expect(sold.number).toBe('T02-000002')
    for (const typed of ['T02-000002', 't2-2', 'T2 2', '#t02-000002'])
      expect(await find(typed)).toMatchObject([{ orderId: sold.orderId, matched: 'number' }])
    expect(await numbersFor('4')).toEqual(['T01-000004'])
    expect(await numbersFor('T01-000006')).toEqual([])
    expect(await numbersFor('T09-000001')).toEqual([])
    expect(await numbersFor('0')).toEqual([])
  })

  it('by its number beside a record that nobody can read', async () => {
    const made: string[] = []
    for (let n = 0; n < 40; n++) made.push((await sellStanding(north)).number)
    const unreadable = [1, 20, 21, 40].map(n => keyspace.audit.key('T01', String(n).padStart(10, '0')))
    await keys.txn({ compare: [], success: unreadable.map(key => put(key, 'no record')) })
    for (const n of [2, 19, 22, 39]) {
      const rows = await find(made[n - 1] ?? '')
      expect(rows).toMatchObject([{ number: made[n - 1], matched: 'number' }])
    }
    // What that record gave is not taken for what the next one tells of.
    expect(await numbersFor(made[19] ?? '')).toEqual([])
  })

  it('by any receipt or invoice of it, of whoever gave that', async () => {
    const reserved = newSale()
    await north.selling.hold(north.seller, { ...reserved, wanted: seats(0) })
    const to = { name: 'A School', street: 'Lane 1', postalCode: '1010', city: 'Town', country: 'AT' }
    const dueAt = new Date(Date.now() + 86_400_000).toISOString()
    const { order } = await north.selling.invoice(north.seller, { ...reserved, to, dueAt })
    await sellStanding(south)
    const step = { orderId: order.orderId, operationId: newId() }
    await south.selling.collect(south.seller, { ...step, payments: cash(hall.adultMinor) })
    const sold = await sellStanding(north)
    expect(await find('T01-I000001')).toMatchObject([{ number: order.number, matched: 'invoice' }])
    expect(await find('i1')).toMatchObject([{ number: order.number }])
    expect(await find('T02-R000002')).toMatchObject([{ number: order.number, matched: 'receipt' }])
    expect(await find('r1')).toMatchObject([{ number: sold.number }])
  })

  it('by the seat of it, also with a word of the event, and says of other seats what they are', async () => {
    const sold = await sellSeats(south, [11])
    await north.caughtUp()
    for (const typed of ['Row B 2', 'b2', 'row B, seat 2', 'B2 recital'])
      expect(await find(typed)).toMatchObject([{ number: sold.number, matched: 'seat' }])
    expect(await find('B2 opera')).toEqual([])
    const { rows, notSold } = await orders.find({ of: { by: 'text', text: 'A 1' } })
    expect(rows).toEqual([])
    expect(notSold).toMatchObject([{ placeLabel: 'Hall, row A, seat 1', state: 'free' }])
  })

  it('by its buyer’s name, e-mail or username, the last one first', async () => {
    await customers.create(manager, { username: 'c-1', name: 'María Okafor', email: 'maria@example.com' })
    const first = await sellSeats(north, [0], 'c-1')
    const second = await sellSeats(south, [1], 'c-1')
    await sellSeats(south, [2])
    for (const typed of ['maria', 'oka mar', 'MARIA@example', 'c-1']) {
      await expect.poll(() => numbersFor(typed)).toEqual([second.number, first.number])
    }
    expect((await find('maria'))[0]).toMatchObject({ matched: 'buyer', buyer: { name: 'María Okafor' } })
    expect(await numbersFor('mariah')).toEqual([])
  })

  it('by the name it is kept under, of somebody who is no customer', async () => {
    const sale = newSale()
    await south.selling.hold(south.seller, { ...sale, wanted: seats(7) })
    const until = new Date(Date.now() + 86_400_000).toISOString()
    const asked = { ...sale, until, customerName: 'Zoë van Dijk' }
    const { order } = await south.selling.reserve(south.seller, asked)
    await north.caughtUp()
    expect(await find('zoe dijk')).toMatchObject([{ number: order.number, customerName: 'Zoë van Dijk' }])
    expect(await numbersFor('zoex')).toEqual([])
  })

  it('by the code on a ticket of it, and by its id', async () => {
    const sold = await sellSeats(south, [3])
    const ticket = {
      eventId,
      areaId: hall.areaId,
      slot: 3,
      orderId: sold.orderId,
      issue: 1,
      issuedAt: '2026-11-21T19:00:00.000Z',
      terminalId: 'T02',
    }
    const code = textOf(Uint8Array.from([...packTicket(ticket), ...new Uint8Array(signatureBytes)]))
    expect(await find(code)).toMatchObject([{ number: sold.number, matched: 'code' }])
    expect(await find(sold.orderId)).toMatchObject([{ number: sold.number, matched: 'code' }])
    const unknown = { ...ticket, orderId: newId() }
    expect(
      await find(textOf(Uint8Array.from([...packTicket(unknown), ...new Uint8Array(signatureBytes)]))),
    ).toEqual([])
  })

  it('among the last ones, of this terminal or of all, page by page, each once', async () => {
    const made: string[] = []
    for (let n = 0; n < 45; n++) made.unshift((await sellStanding(n % 3 === 0 ? south : north)).number)
    // Other records between the sales, and a collected reservation, which is no further order.
    const sale = newSale()
    await north.selling.hold(north.seller, { ...sale, wanted: seats(5) })
    const until = new Date(Date.now() + 86_400_000).toISOString()
    const { order } = await north.selling.reserve(north.seller, { ...sale, until })
    made.unshift(order.number)
    const step = { orderId: order.orderId, operationId: newId() }
    await north.selling.collect(north.seller, { ...step, payments: cash(hall.adultMinor) })
    const seen: string[] = []
    for (let after: string | undefined, pages = 0; pages < 10; pages++) {
      const { rows, next } = await recent('all', after)
      expect(rows.length).toBeLessThanOrEqual(20)
      seen.push(...rows.map(({ number }) => number))
      after = next
      if (!next) break
    }
    expect(seen).toEqual(made)
    const own = await recent('this-terminal')
    expect(own.rows.map(({ number }) => number)).toEqual(made.filter(n => n.startsWith('T01')).slice(0, 20))
  })

  it('in no way when nothing is meant', async () => {
    expect(await orders.find({ of: { by: 'text', text: '!!' } })).toEqual({ rows: [], notSold: [] })
    expect((await recent('all')).rows).toEqual([])
  })
})

it('numbers every audit record with what its terminal had given by then', async () => {
  await sellStanding(north)
  const sale = newSale()
  await north.selling.hold(north.seller, { ...sale, wanted: seats(5) })
  await north.selling.reserve(north.seller, { ...sale, until: new Date(Date.now() + 9e6).toISOString() })
  await customers.create(manager, { username: 'c-1', name: 'Somebody' })
  const { kvs } = await keys.range('audit:T01:', 'audit:T01;')
  expect(kvs.map(kv => keyspace.audit.read(kv).numbers)).toEqual([
    { order: 1, receipt: 1 },
    { order: 2, receipt: 1 },
    { order: 2, receipt: 1 },
  ])
})

describe('the page of an order', () => {
  it('follows it wherever it is changed, and says who did what', async () => {
    const sold = await sellSeats(north, [0, 1])
    const abort = new AbortController()
    const feed = orders.follow(sold.orderId, abort.signal)[Symbol.asyncIterator]()
    const first = (await feed.next()).value
    expect(first).toMatchObject({ kind: 'snapshot', value: { order: { number: sold.number }, said: {} } })
    const operationId = newId()
    const places = [{ eventId, areaId: hall.areaId, slot: 1 }]
    await south.selling.refund(south.seller, {
      ...{ orderId: sold.orderId, operationId, places, amountMinor: hall.adultMinor, to: { method: 'cash' } },
      reason: 'Ill',
    })
    const next = (await feed.next()).value
    expect(next).toMatchObject({
      value: {
        order: { steps: [{ operationId, action: 'refund', by: 'seller-T02', terminalId: 'T02' }] },
        said: { [operationId]: { amountMinor: hall.adultMinor, tickets: 1 } },
      },
    })
    const ended = feed.next()
    abort.abort()
    expect(await ended).toMatchObject({ done: true })
  })

  it('is refused for an order that is not there, or was given up', async () => {
    const feed = orders.follow('no-such-order', undefined)[Symbol.asyncIterator]()
    await expect(feed.next()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a customer', () => {
  const made = { username: 'c-1', name: 'Mira Okafor', email: 'Mira@example.com' }

  it('is made once, without a password, and written down', async () => {
    await customers.create(manager, made)
    expect(await customers.create(manager, made)).toEqual(made)
    const kv = await keys.get(keyspace.user.key('c-1'))
    expect(kv && keyspace.user.read(kv)).not.toHaveProperty('passwordHash')
    const record = await keys.get(keyspace.audit.key('T01', '0000000001'))
    expect(record && keyspace.audit.read(record)).toMatchObject({ actor: 'mira', action: 'customer-created' })
    expect(await keys.get(keyspace.audit.key('T01', '0000000002'))).toBeUndefined()
  })

  it('has an address that nobody else has, though two tills give it at the same moment', async () => {
    const elsewhere = createCustomers({ connection: south.connection, book: south.book, log: quietLog })
    const outcomes = await Promise.allSettled([
      customers.create(manager, made),
      elsewhere.create(manager, { ...made, username: 'c-2', email: 'mira@EXAMPLE.com' }),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'EMAIL_TAKEN', data: { usedBy: { name: 'Mira Okafor' } } },
    })
    elsewhere.close()
  })

  it('that was there before, without a key for the address, keeps it too', async () => {
    const value = keyspace.user.encode({ ...made, username: 'old', role: 'customer', state: 'active' })
    await keys.txn({ compare: [], success: [put(keyspace.user.key('old'), value)] })
    await expect(customers.create(manager, made)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' })
  })

  it('shows up as somebody types, also when made elsewhere meanwhile; staff does not', async () => {
    expect(await customers.find('mira', 5)).toEqual([])
    const elsewhere = createCustomers({ connection: south.connection, book: south.book, log: quietLog })
    await elsewhere.create(manager, made)
    await expect.poll(() => customers.find('okaf', 5)).toEqual([made])
    const cashier = { ...made, username: 'nora', name: 'Nora', role: 'cashier', state: 'active' } as const
    await keys.txn({ compare: [], success: [put(keyspace.user.key('nora'), keyspace.user.encode(cashier))] })
    await keys.txn({ compare: [], success: [{ op: 'delete', key: keyspace.user.key('c-1') }] })
    await expect.poll(() => customers.find('mira', 5)).toEqual([])
    expect(await customers.find('nora', 5)).toEqual([])
    elsewhere.close()
  })
})
