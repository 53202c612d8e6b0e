import { describe, expect, it } from 'vitest'
import type { Order } from '#shared/domain/order'
import type { Read } from '../reading/read'
import { violationsOf } from '../rule'
import { moneyRules } from './money'

const at = '2026-11-20T12:00:00.000Z'
const payment = (amountMinor: number, status: Order['payments'][number]['status'] = 'captured') => ({
  ...{ paymentId: 'p', method: 'card' as const, status, amountMinor, at },
})
const refund = (amountMinor: number, lines: Order['refunds'][number]['lines'] = []) => ({
  ...{ refundId: 'r', operationId: 'o', method: 'card' as const, amountMinor, lines, at, by: 'ada' },
})

/** An order of 40.00 for one ticket. */
const order = (fields: Partial<Order>): Read<Order> => ({
  ...{ key: 'order:1', parts: ['1'], text: '', leaseId: undefined },
  value: {
    ...{ orderId: '1', number: 'T01-000001', status: 'sold', terminalId: 'T01', seller: 'ada' },
    ...{ sellerName: 'Ada', startedAt: at, currency: 'EUR', totalMinor: 40_00 },
    lines: [
      {
        ...{ eventId: 'e', areaId: 'a', slot: 0, areaName: 'A', placeLabel: 'A', eventName: 'E' },
        ...{ eventStart: at, ticketType: 't', ticketName: 'T', priceType: 'adult', priceName: 'Adult' },
        priceMinor: 40_00,
      },
    ],
    ...{ discounts: [], fees: [], taxes: [], payments: [payment(40_00)], refunds: [], operations: [] },
    ...fields,
  },
})

const brokenBy = (fields: Partial<Order>) =>
  [...violationsOf(moneyRules, order(fields))].map(({ rule, detail }) => `${rule}: ${detail}`)

describe('the money of an order', () => {
  it.each<[what: string, fields: Partial<Order>]>([
    ['a sale paid in two parts', { payments: [payment(10_00), payment(30_00)] }],
    ['a sale after a payment that was declined', { payments: [payment(40_00, 'declined'), payment(40_00)] }],
    [
      'a sale of which a part was returned',
      { refunds: [refund(5_00, [{ eventId: 'e', areaId: 'a', slot: 0 }])] },
    ],
    ['a sale that costs less after an exchange', { payments: [payment(45_00)], refunds: [refund(5_00)] }],
    ['a reservation with nothing paid', { status: 'reserved', payments: [] }],
    ['a payment under way', { status: 'paying', payments: [payment(40_00, 'pending')] }],
    ['a release with the money returned', { status: 'released', refunds: [refund(40_00)] }],
    [
      'a release with the money to be returned',
      { status: 'released', payments: [payment(40_00, 'refund-due')] },
    ],
    ['a void order with nothing paid', { status: 'void', payments: [] }],
    [
      'a discount and a fee, with tax in it',
      {
        discounts: [{ name: 'Friend', amountMinor: 12_00 }],
        fees: [{ name: 'Counter', amountMinor: 2_00 }],
        taxes: [{ name: 'VAT', amountMinor: 1_70 }],
        ...{ totalMinor: 30_00, payments: [payment(30_00)] },
      },
    ],
  ])('adds up for %s', (_, fields) => {
    expect(brokenBy(fields)).toEqual([])
  })

  it.each<[what: string, fields: Partial<Order>, broken: string]>([
    ['a sale paid short', { payments: [payment(39_99)] }, 'order-paid: 3999 taken for a total of 4000'],
    [
      'a sale paid twice',
      { payments: [payment(40_00), payment(40_00)] },
      'order-paid: 8000 taken for a total of 4000',
    ],
    [
      'a reservation paid beyond its total',
      { status: 'reserved', payments: [payment(41_00)] },
      'order-paid: 4100 taken, and 4000 due',
    ],
    [
      'a release that kept money',
      { status: 'released', refunds: [refund(1_00)] },
      'order-paid: released, and 3900 was kept',
    ],
    ['a void order that kept money', { status: 'void' }, 'order-paid: void, and 4000 was kept'],
    [
      'a discount that the total forgot',
      { discounts: [{ name: 'Friend', amountMinor: 1_00 }] },
      'order-total: its total is 4000, and its lines make 3900',
    ],
    [
      'a fee that the total forgot',
      { fees: [{ name: 'Counter', amountMinor: 1_00 }] },
      'order-total: its total is 4000, and its lines make 4100',
    ],
  ])('does not for %s', (_, fields, broken) => {
    expect(brokenBy(fields)).toEqual([broken])
  })
})
