import type { Op } from '../../../cluster/model'
import { put, remove } from '../../../cluster/txn'
import { type Business, edited, lastRecord, oneMoreRecord } from './business'
import { adultMinor, seatKey } from './corruption'

const at = '2026-11-20T12:00:00.000Z'

/** What a keyspace may also be like, and no rule is against. */
export const harmless: [what: string, plant: (business: Business) => Op[]][] = [
  [
    'a seat that the house blocks',
    () => [put(seatKey(15), '{"v":1,"state":"block","kind":"press","reason":"","by":"ada"}')],
  ],
  [
    'a reservation that is not paid yet',
    b => [
      edited(b, b.last, { status: 'reserved', reservedUntil: at, payments: [] }),
      edited(b, seatKey(5), { state: 'reservation' }),
      ...lastRecord(b, { action: 'reservation', 'numbers.receipt': 2 }, { lastReceipt: 2 }),
    ],
  ],
  [
    'a void order whose money was returned and whose place is free',
    b => [
      edited(b, b.last, { status: 'void', 'refunds.0': refundOf([5], 4) }),
      remove(seatKey(5)),
      ...refunded(b, b.last),
    ],
  ],
  [
    'an order of which one place was given back',
    b => [
      edited(b, b.seated, { 'refunds.0': refundOf([1], 4) }),
      remove(seatKey(1)),
      ...refunded(b, b.seated),
    ],
  ],
  [
    'a discount by a voucher, and a fee',
    b => [
      edited(b, b.last, {
        'discounts.0': { name: 'Ten', amountMinor: 10_00, code: 'TEN' },
        'fees.0': { name: 'Counter', amountMinor: 10_00 },
      }),
      put('voucher:TEN', '{"v":1,"name":"Ten","discount":{"kind":"amount","amountMinor":1000},"uses":1}'),
    ],
  ],
  [
    'a payment with a gift',
    b => [
      edited(b, b.last, { 'payments.0.method': 'gift', 'payments.0.reference': 'G1' }),
      put('gift:G1', JSON.stringify({ v: 1, balanceMinor: 1, issuedMinor: adultMinor + 1, currency: 'EUR' })),
    ],
  ],
  [
    'a field that this version does not know',
    b => [edited(b, b.last, { 'lines.0.mood': 'cheerful' }), edited(b, b.purchase, { gate: 'B' })],
  ],
]

/** The money for seats returned, on the till's receipt of this number. */
function refundOf(slots: readonly number[], receipt: number) {
  const lines = slots.map(slot => ({ eventId: 'recital', areaId: 'hall', slot }))
  const amountMinor = slots.length * adultMinor
  return {
    ...{ refundId: 'r1', operationId: 'o1', method: 'cash', amountMinor, lines },
    ...{ receipt: `T01-R00000${receipt}`, at, by: 'ada' },
  }
}

/** The record of such a refund, which gave its receipt. */
const refunded = (business: Business, subject: string) =>
  oneMoreRecord(business, { action: 'refund', subject, 'numbers.receipt': 4 }, { lastReceipt: 4 })
