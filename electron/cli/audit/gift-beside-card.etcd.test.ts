import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { ClusterFailure, type Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import { systemClock } from '../../services/clock'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { auditKeyspace } from './audit-keyspace'

/*
 * A gift card pays a part, and a device the rest. Until the device's last word the part stays off the card, and in no
 * order of anybody's messages is it taken or credited twice.
 */

const { hall } = smallHouse
const giftMinor = 10_00

let cluster: TestCluster
let keys: Connection
let till: TestTerminal
/** How many of the next transactions are carried out and never answered; `aheadMs` lets nobody send them again. */
let unanswered: number
let patient: boolean
let aheadMs: number
/** What happens right before the next transaction. */
let beforeNext: (() => Promise<void>) | undefined

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  const namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  const text = keyspace.gift.encode({ balanceMinor: giftMinor, issuedMinor: giftMinor, currency: 'EUR' })
  await keys.txn({ compare: [], success: [put(keyspace.gift.key('G1'), text)] })
  unanswered = 0
  patient = true
  aheadMs = 0
  beforeNext = undefined
  const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + aheadMs }
  till = await startTerminal({ connection: behindTheLine }, { namespace, clock })
})

/** At every end the audit finds nothing: what is off the card is in orders, pending or taken. */
afterEach(async () => {
  const { violations } = await auditKeyspace(keys)
  await till[Symbol.asyncDispose]()
  expect(violations).toEqual([])
})

const behindTheLine: TestCluster['connection'] = (...wanted) => {
  const connection = cluster.connection(...wanted)
  return {
    ...connection,
    async txn(...call) {
      const before = beforeNext
      beforeNext = undefined
      await before?.()
      const result = await connection.txn(...call)
      if (unanswered === 0) return result
      unanswered--
      if (!patient) aheadMs += 60_000
      throw new ClusterFailure('outcome-unknown', 'the answer is lost')
    },
  }
}

const balance = async () => {
  const kv = await keys.get(keyspace.gift.key('G1'))
  return kv && keyspace.gift.read(kv).balanceMinor
}

async function held(slot: number) {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(slot) })
  const payments = [
    { method: 'gift' as const, amountMinor: giftMinor, code: 'G1' },
    { method: 'card' as const, amountMinor: hall.adultMinor - giftMinor },
  ]
  return { ...sale, payments }
}

async function begun() {
  const sale = await held(0)
  await till.selling.beginPayment(till.seller, sale)
  return { orderId: sale.orderId, operationId: newId() }
}

it('is taken when the payment begins, so that nobody spends it while the device is asked', async () => {
  await begun()
  expect(await balance()).toBe(0)
  expect((await auditKeyspace(keys)).violations).toEqual([])
  const second = await held(1)
  await expect(till.selling.beginPayment(till.seller, second)).rejects.toMatchObject({
    code: 'GIFT_TOO_LOW',
  })
})

it('stays taken when the card is charged, and comes back with a void', async () => {
  const step = await begun()
  const sold = await till.selling.settlePayment(till.seller, { ...step, by: 'device', outcome: 'charged' })
  expect(sold).toMatchObject({ status: 'sold', payments: [{ status: 'captured' }, { status: 'captured' }] })
  expect(await balance()).toBe(0)
  await till.selling.void(till.seller, { ...step, operationId: newId() })
  expect(await balance()).toBe(giftMinor)
})

it.each([
  ['not-charged', 'declined'],
  ['refund-due', 'refund-due'],
] as const)('is credited when the word is %s', async (outcome, card) => {
  const step = await begun()
  const order = await till.selling.settlePayment(till.seller, { ...step, by: 'device', outcome })
  expect(order).toMatchObject({ status: 'released', payments: [{ status: 'declined' }, { status: card }] })
  expect(await balance()).toBe(giftMinor)
  // Said again, it is the same word.
  await till.selling.settlePayment(till.seller, { ...step, by: 'device', outcome })
  expect(await balance()).toBe(giftMinor)
})

it('is taken once, and credited once, when every answer is lost and asked for again', async () => {
  const sale = await held(0)
  unanswered = 1
  await till.selling.beginPayment(till.seller, sale)
  expect(await balance()).toBe(0)
  unanswered = 1
  const step = { orderId: sale.orderId, operationId: newId() }
  await till.selling.settlePayment(till.seller, { ...step, by: 'device', outcome: 'not-charged' })
  expect(await balance()).toBe(giftMinor)
})

it('is where the order says, once a step without an answer is settled', async () => {
  const sale = await held(0)
  patient = false
  unanswered = 1
  await expect(till.selling.beginPayment(till.seller, sale)).rejects.toMatchObject({
    kind: 'outcome-unknown',
  })
  expect((await till.selling.settle(sale.orderId))?.order.status).toBe('paying')
  expect(await balance()).toBe(0)
  const step = { orderId: sale.orderId, operationId: newId() }
  const word = { ...step, by: 'device' as const, outcome: 'refund-due' as const }
  unanswered = 1
  await expect(till.selling.settlePayment(till.seller, word)).rejects.toMatchObject({
    kind: 'outcome-unknown',
  })
  expect((await till.selling.settleStep(step))?.status).toBe('released')
  expect(await balance()).toBe(giftMinor)
})

it('looks again at a card that somebody else moves between the reading and the word', async () => {
  const step = await begun()
  // Another card's worth is put on it at this very moment.
  const text = keyspace.gift.encode({ balanceMinor: 5_00, issuedMinor: giftMinor + 5_00, currency: 'EUR' })
  beforeNext = async () => {
    await keys.txn({ compare: [], success: [put(keyspace.gift.key('G1'), text)] })
  }
  await till.selling.settlePayment(till.seller, { ...step, by: 'device', outcome: 'not-charged' })
  expect(await balance()).toBe(giftMinor + 5_00)
})
