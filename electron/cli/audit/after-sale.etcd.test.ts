import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { keptLines } from '#shared/domain/order-rules'
import { isRefusal, type RefusalCode } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { claimKey, keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { auditKeyspace } from './audit-keyspace'

const { eventId, hall } = smallHouse

let cluster: TestCluster
let keys: Connection
let proxy: FaultProxy
/** Behind the proxy. */
let north: TestTerminal
/** What happens right before north sends its next transaction. */
let beforeNext: (() => void) | undefined
let south: TestTerminal

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  const namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
  beforeNext = undefined
  north = await startTerminal({ connection: watched }, { id: 'T01', namespace, endpoints: [proxy.address] })
  south = await startTerminal(cluster, { id: 'T02', namespace })
})

/** A connection that tells of its transactions before they are sent. */
const watched: TestCluster['connection'] = (...wanted) => {
  const connection = cluster.connection(...wanted)
  return {
    ...connection,
    txn(txn, options) {
      beforeNext?.()
      beforeNext = undefined
      return connection.txn(txn, options)
    },
  }
}

/** Whatever was done: at the end the books are in order. */
afterEach(async () => {
  await proxy.resume()
  const { violations } = await auditKeyspace(keys)
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
  await proxy.close()
  expect(violations).toEqual([])
})

const place = (slot: number) => ({ eventId, areaId: hall.areaId, slot })
const toCash = { method: 'cash' as const }
const stateOf = async (slot: number) => {
  const kv = await keys.get(claimKey(place(slot)))
  return kv ? keyspace.claim.read(kv).state : 'free'
}
const codeOf = (work: Promise<unknown>): Promise<RefusalCode | 'none'> =>
  work.then(
    () => 'none' as const,
    (error: unknown) => {
      if (isRefusal(error)) return error.code
      throw error
    },
  )

async function held(terminal: TestTerminal, ...slots: number[]) {
  const sale = newSale()
  await terminal.selling.hold(terminal.seller, { ...sale, wanted: seats(...slots) })
  return { ...sale, amountMinor: slots.length * hall.adultMinor }
}

async function sold(terminal: TestTerminal, ...slots: number[]) {
  const { amountMinor, ...sale } = await held(terminal, ...slots)
  await terminal.selling.commit(terminal.seller, { ...sale, payments: cash(amountMinor) })
  return { orderId: sale.orderId, operationId: newId() }
}

async function openGift(code: string, balanceMinor: number) {
  const text = keyspace.gift.encode({ balanceMinor, issuedMinor: balanceMinor, currency: 'EUR' })
  await keys.txn({ compare: [], success: [put(keyspace.gift.key(code), text)] })
}
const giftBalance = async (code: string) => {
  const kv = await keys.get(keyspace.gift.key(code))
  return kv && keyspace.gift.read(kv).balanceMinor
}

describe('a refund', () => {
  it('gives the tickets back for sale, and their money', async () => {
    const step = await sold(north, 0, 1)
    const refund = { ...step, places: [place(0)], amountMinor: hall.adultMinor, to: toCash }
    const order = await north.selling.refund(north.seller, refund)
    expect(order.refunds).toMatchObject([{ amountMinor: hall.adultMinor, receipt: 'T01-R000002' }])
    expect(keptLines(order).map(line => line.slot)).toEqual([1])
    expect([await stateOf(0), await stateOf(1)]).toEqual(['free', 'sale'])
    await sold(south, 0)
  })

  it('is one refund, however often it is asked for', async () => {
    const step = await sold(north, 0)
    const refund = { ...step, places: [place(0)], amountMinor: hall.adultMinor, to: toCash }
    const asked = Array.from({ length: 5 }, () => north.selling.refund(north.seller, refund))
    for (const order of await Promise.all(asked)) expect(order.refunds).toHaveLength(1)
    expect((await north.selling.refund(north.seller, refund)).refunds).toHaveLength(1)
  })

  it('gives back no more than was paid, nothing twice, and nothing of another order', async () => {
    const step = await sold(north, 0, 1)
    const refund = { ...step, places: [place(0)], amountMinor: hall.adultMinor, to: toCash }
    const again = (change: object) =>
      codeOf(north.selling.refund(north.seller, { ...refund, operationId: newId(), ...change }))
    expect(await again({ amountMinor: hall.adultMinor + 1 })).toBe('REFUND_TOO_HIGH')
    expect(await again({ places: [place(7)] })).toBe('NOT_ITS_TICKETS')
    expect(await again({ places: [{ ...place(0), eventId: 'another' }] })).toBe('NOT_ITS_TICKETS')
    expect(await again({ places: [place(0), place(0)] })).toBe('NOT_ITS_TICKETS')
    await north.selling.refund(north.seller, refund)
    expect(await again({})).toBe('NOT_ITS_TICKETS')
    expect(await again({ orderId: newId() })).toBe('NOT_FOUND')
  })

  it('happens once when two terminals do it at the same moment', async () => {
    const step = await sold(north, 0)
    await south.caughtUp()
    const refund = { ...step, places: [place(0)], amountMinor: hall.adultMinor, to: toCash }
    const outcomes = await Promise.all([
      codeOf(north.selling.refund(north.seller, refund)),
      codeOf(south.selling.refund(south.seller, { ...refund, operationId: newId() })),
    ])
    expect(outcomes.sort()).toEqual(['NOT_ITS_TICKETS', 'none'])
  })

  it('whose answer is lost is told as done, and was done once', async () => {
    const step = await sold(north, 0)
    const refund = { ...step, places: [place(0)], amountMinor: hall.adultMinor, to: toCash }
    beforeNext = () => proxy.dropNextAnswer()
    const asked = north.selling.refund(north.seller, refund)
    await expect.poll(() => stateOf(0), { timeout: 10_000 }).toBe('free')
    await proxy.resume()
    expect((await asked).refunds).toHaveLength(1)
  })

  it('that was given up is not done, though its message comes late', async () => {
    const step = await sold(north, 0)
    const refund = { ...step, places: [place(0)], amountMinor: hall.adultMinor, to: toCash }
    beforeNext = () => proxy.stall('requests')
    await expect(north.selling.refund(north.seller, refund)).rejects.toMatchObject({
      kind: 'outcome-unknown',
    })
    const fresh = await startTerminal(cluster, {
      id: 'T01',
      namespace: keys.namespace,
      dataDir: north.dataDir,
    })
    // Its start fences what was left open.
    expect(await fresh.selling.settleStep(step)).toBeUndefined()
    await proxy.resume()
    await fresh.caughtUp()
    expect(await stateOf(0)).toBe('sale')
    await fresh[Symbol.asyncDispose]()
  })
})

describe('a void', () => {
  it('undoes a sale, each payment the way it came', async () => {
    await openGift('G1', 30_00)
    const { amountMinor, ...sale } = await held(north, 0, 1)
    const gift = { method: 'gift' as const, code: 'G1', amountMinor: 30_00 }
    await north.selling.commit(north.seller, { ...sale, payments: [gift, ...cash(amountMinor - 30_00)] })
    expect(await giftBalance('G1')).toBe(0)
    const step = { orderId: sale.orderId, operationId: newId() }
    const order = await north.selling.void(north.seller, step)
    expect(order).toMatchObject({ status: 'void', refunds: [{ method: 'gift' }, { method: 'cash' }] })
    expect(await giftBalance('G1')).toBe(30_00)
    expect([await stateOf(0), await stateOf(1)]).toEqual(['free', 'free'])
    expect(await codeOf(north.selling.void(north.seller, { ...step, operationId: newId() }))).toBe('ORDER_IS')
  })
})

it('is refused when the time that the house gives for it is over', async () => {
  const text = keyspace.config.selling.encode({ holdTtlMs: 600_000, voidWithinMs: 0, correctWithinMs: 0 })
  const { revision } = await keys.txn({ compare: [], success: [put(keyspace.config.selling.key(), text)] })
  await north.replica.reached(revision)
  const step = await sold(north, 0)
  const correction = { ...step, paymentId: `${step.orderId}.1`, method: 'card' as const }
  expect(await codeOf(north.selling.void(north.seller, step))).toBe('TOO_LATE')
  expect(await codeOf(north.selling.correctPayment(north.seller, correction))).toBe('TOO_LATE')
})

describe('a gift card', () => {
  it('pays once, when two tills race for the last of it', async () => {
    await openGift('G1', hall.adultMinor)
    const pay = async (terminal: TestTerminal, slot: number) => {
      const { amountMinor, ...sale } = await held(terminal, slot)
      const payments = [{ method: 'gift' as const, code: 'G1', amountMinor }]
      return codeOf(terminal.selling.commit(terminal.seller, { ...sale, payments }))
    }
    const outcomes = await Promise.all([pay(north, 0), pay(south, 1)])
    expect(outcomes.sort()).toEqual(['GIFT_TOO_LOW', 'none'])
    expect(await giftBalance('G1')).toBe(0)
  })
})

describe('a voucher', () => {
  const open = async (code: string, maxUses: number) => {
    const half = { kind: 'percentage' as const, basisPoints: 5_000 }
    const text = keyspace.voucher.encode({ name: 'Half', discount: half, uses: 0, maxUses })
    await keys.txn({ compare: [], success: [put(keyspace.voucher.key(code), text)] })
  }
  const usesOf = async (code: string) => {
    const kv = await keys.get(keyspace.voucher.key(code))
    return kv && keyspace.voucher.read(kv).uses
  }
  const pay = async (terminal: TestTerminal, ...slots: number[]) => {
    const { amountMinor, ...sale } = await held(terminal, ...slots)
    const paid = { ...sale, payments: cash(amountMinor / 2), vouchers: ['HALF'] }
    const outcome = await codeOf(terminal.selling.commit(terminal.seller, paid))
    return { outcome, step: { orderId: sale.orderId, operationId: newId() } }
  }

  it('has one winner when two tills race for its last use', async () => {
    await open('HALF', 1)
    const paid = await Promise.all([pay(north, 0), pay(south, 1)])
    expect(paid.map(({ outcome }) => outcome).sort()).toEqual(['VOUCHER_UNUSABLE', 'none'])
    expect(await usesOf('HALF')).toBe(1)
  })

  it('is given back when its order is void, and when its last ticket is refunded', async () => {
    await open('HALF', 1)
    const first = await pay(north, 0, 1)
    await north.selling.void(north.seller, first.step)
    expect(await usesOf('HALF')).toBe(0)

    const { outcome, step } = await pay(north, 2, 3)
    expect(outcome).toBe('none')
    const refund = (slot: number, amountMinor: number) =>
      north.selling.refund(north.seller, {
        ...{ orderId: step.orderId, operationId: newId() },
        ...{ places: [place(slot)], amountMinor, to: toCash },
      })
    expect(await codeOf(refund(2, hall.adultMinor))).toBe('REFUND_TOO_HIGH')
    await refund(2, hall.adultMinor / 2)
    expect(await usesOf('HALF')).toBe(1)
    await refund(3, hall.adultMinor / 2)
    expect(await usesOf('HALF')).toBe(0)
  })
})

describe('an exchange', () => {
  const exchange = async (step: { orderId: string; operationId: string }, from: number[], to: number[]) => {
    const { basketId } = await held(north, ...to)
    return { ...step, from: from.map(place), basketId, to: toCash }
  }

  it('takes more and is paid for it, or takes less and gives back', async () => {
    const step = await sold(north, 0)
    const more = await exchange(step, [0], [1, 2])
    const upgraded = await north.selling.exchange(north.seller, { ...more, payments: cash(hall.adultMinor) })
    expect(upgraded).toMatchObject({
      totalMinor: 2 * hall.adultMinor,
      exchanges: [{ differenceMinor: hall.adultMinor }],
    })
    expect(await Promise.all([0, 1, 2].map(stateOf))).toEqual(['free', 'sale', 'sale'])

    const less = await exchange({ ...step, operationId: newId() }, [1, 2], [3])
    const lowered = await north.selling.exchange(north.seller, { ...less, payments: [] })
    expect(lowered.refunds).toMatchObject([{ amountMinor: hall.adultMinor, lines: [] }])
    expect(await Promise.all([1, 2, 3].map(stateOf))).toEqual(['free', 'free', 'sale'])
  })

  it('goes back to a seat that the order had given back', async () => {
    const step = await sold(north, 0, 1)
    const refund = { ...step, places: [place(0)], amountMinor: hall.adultMinor, to: toCash }
    await north.selling.refund(north.seller, refund)
    const back = await exchange({ ...step, operationId: newId() }, [1], [0])
    const order = await north.selling.exchange(north.seller, { ...back, payments: [] })
    expect(keptLines(order).map(line => line.slot)).toEqual([0])
    expect([await stateOf(0), await stateOf(1)]).toEqual(['sale', 'free'])
  })

  it('changes nothing when the money is wrong, or the basket is gone', async () => {
    const step = await sold(north, 0)
    const wrong = await exchange(step, [0], [1, 2])
    expect(await codeOf(north.selling.exchange(north.seller, { ...wrong, payments: [] }))).toBe(
      'PAYMENT_WRONG',
    )
    await north.selling.release(wrong.basketId)
    const payments = cash(hall.adultMinor)
    expect(await codeOf(north.selling.exchange(north.seller, { ...wrong, payments }))).toBe('BASKET_CHANGED')
    expect(await Promise.all([0, 1, 2].map(stateOf))).toEqual(['sale', 'free', 'free'])
  })
})

it('swaps the places of two orders, and each keeps what it paid', async () => {
  const [first, second] = [await sold(north, 0), await sold(south, 5)]
  await north.selling.swap(north.seller, {
    ...first,
    place: place(0),
    with: { orderId: second.orderId, place: place(5) },
  })
  const ownerOf = async (slot: number) => {
    const kv = await keys.get(claimKey(place(slot)))
    const claim = kv && keyspace.claim.read(kv)
    return claim?.state === 'sale' ? claim.orderId : undefined
  }
  expect([await ownerOf(0), await ownerOf(5)]).toEqual([second.orderId, first.orderId])
})

describe('a reservation', () => {
  const until = () => new Date(Date.now() + 3_600_000).toISOString()

  it('stands without a lease, is kept longer, and is collected at another terminal', async () => {
    const { amountMinor, ...sale } = await held(north, 0)
    const { order } = await north.selling.reserve(north.seller, { ...sale, until: until(), buyer: 'ana' })
    expect(order).toMatchObject({ status: 'reserved', payments: [] })
    expect(await stateOf(0)).toBe('reservation')
    const step = { orderId: sale.orderId, operationId: newId() }
    await south.selling.extendReservation(south.seller, { ...step, until: until() })
    const late = { ...step, operationId: newId() }
    const past = new Date(Date.now() - 1).toISOString()
    expect(await codeOf(south.selling.extendReservation(south.seller, { ...late, until: past }))).toBe(
      'IN_THE_PAST',
    )
    const collected = await south.selling.collect(south.seller, { ...late, payments: cash(amountMinor) })
    expect(collected).toMatchObject({
      status: 'sold',
      settledBy: 'T02',
      payments: [{ receipt: 'T02-R000001' }],
    })
    expect(collected.reservedUntil).toBeUndefined()
    expect(await stateOf(0)).toBe('sale')
  })

  it('is let go once, and can then be sold to anybody', async () => {
    const { amountMinor: _, ...sale } = await held(north, 0)
    await north.selling.reserve(north.seller, { ...sale, until: until() })
    const step = { orderId: sale.orderId, operationId: newId(), why: 'let-go' as const }
    expect((await north.selling.releaseReservation(north.seller, step)).status).toBe('released')
    const second = { ...step, operationId: newId() }
    expect(await codeOf(south.selling.releaseReservation(south.seller, second))).toBe('ORDER_IS')
    await sold(south, 0)
  })

  it('is refused for a time that has passed', async () => {
    const { amountMinor: _, ...sale } = await held(north, 0)
    const past = new Date(Date.now() - 1).toISOString()
    expect(await codeOf(north.selling.reserve(north.seller, { ...sale, until: past }))).toBe('IN_THE_PAST')
    expect(await stateOf(0)).toBe('hold')
  })
})

describe('a payment outside the drawer', () => {
  const begun = async () => {
    const { amountMinor, ...sale } = await held(north, 0)
    const payments = [{ method: 'card' as const, amountMinor }]
    await north.selling.beginPayment(north.seller, { ...sale, payments })
    return { orderId: sale.orderId, operationId: newId() }
  }

  it('never frees its seat by itself, and is sold on the device’s word', async () => {
    const step = await begun()
    const kv = await keys.get(claimKey(place(0)))
    expect(kv?.leaseId).toBeUndefined()
    const device = {
      by: 'device' as const,
      outcome: 'charged' as const,
      reference: 'A-77',
      cardLastFour: '4242',
    }
    const order = await south.selling.settlePayment(south.seller, { ...step, ...device })
    expect(order).toMatchObject({ status: 'sold', payments: [{ status: 'captured', cardLastFour: '4242' }] })
    expect(await stateOf(0)).toBe('sale')
  })

  it('is settled on a supervisor’s word, and the trail says whose it was and how it is known', async () => {
    const words = async (terminalId: string) => {
      const { kvs } = await keys.range(keyspace.audit.prefix(terminalId), `audit:${terminalId};`)
      return kvs.flatMap(kv => keyspace.audit.read(kv).detail.lastWord ?? [])
    }
    const supervisor = { by: 'supervisor' as const, reason: 'The device says so itself' }
    await south.selling.settlePayment(south.seller, {
      ...{ ...(await begun()), ...supervisor, outcome: 'not-charged' },
    })
    await south.selling.settlePayment(south.seller, {
      ...{ ...(await begun()), ...supervisor, outcome: 'charged' },
    })
    expect(await words('T02')).toEqual([supervisor, supervisor])
  })

  it('is let go when nothing was charged, and says what is due back when something was', async () => {
    const declined = await begun()
    const released = await north.selling.settlePayment(north.seller, {
      ...declined,
      by: 'device',
      outcome: 'not-charged',
    })
    expect(released).toMatchObject({ status: 'released', payments: [{ status: 'declined' }] })

    const charged = await begun()
    const owing = await north.selling.settlePayment(north.seller, {
      ...charged,
      by: 'device',
      outcome: 'refund-due',
    })
    expect(owing).toMatchObject({ status: 'released', payments: [{ status: 'refund-due' }] })
    expect(await stateOf(0)).toBe('free')
    const back = await north.selling.paidBack(north.seller, { ...charged, operationId: newId() })
    expect(back.payments).toMatchObject([{ status: 'refunded' }])
  })
})

it('books a payment to the method it was made by', async () => {
  const step = await sold(north, 0)
  const correction = { ...step, paymentId: `${step.orderId}.1`, method: 'card' as const }
  const order = await north.selling.correctPayment(north.seller, correction)
  expect(order.payments).toMatchObject([
    { method: 'card', amountMinor: hall.adultMinor, receipt: 'T01-R000001' },
  ])
})

it('refuses an id that already is another sale, and names it', async () => {
  const step = await sold(north, 0)
  const { amountMinor, basketId } = await held(north, 1)
  const second = { basketId, orderId: step.orderId, payments: cash(amountMinor) }
  expect(await codeOf(north.selling.commit(north.seller, second))).toBe('ORDER_EXISTS')
  expect(await stateOf(1)).toBe('hold')
})
