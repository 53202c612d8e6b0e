import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Order } from './order'
import { isSamePlace, keptLines, paidPricesMinor, refundableMinor } from './order-rules'

const line = (slot: number, priceMinor: number) => ({
  ...{ eventId: 'e', areaId: 'a', slot, areaName: 'A', placeLabel: `Seat ${slot}`, eventName: 'E' },
  ...{ eventStart: '2026-12-01T19:00:00Z', ticketType: 't', ticketName: 'T' },
  ...{ priceType: 'adult', priceName: 'Adult', priceMinor },
})

const orderOf = (prices: number[], discountMinor = 0): Order => ({
  ...{ orderId: 'o', number: 'T01-000001', status: 'sold', terminalId: 'T01', seller: 's', sellerName: 'S' },
  ...{ startedAt: '2026-11-01T12:00:00Z', currency: 'EUR', fees: [], taxes: [], payments: [] },
  ...{ lines: prices.map((price, slot) => line(slot, price)), refunds: [], operations: [] },
  discounts: discountMinor > 0 ? [{ name: 'Ten', amountMinor: discountMinor }] : [],
  totalMinor: prices.reduce((sum, price) => sum + price, 0) - discountMinor,
})

it('spreads a discount so that the tickets add up to what was paid, and none costs less than nothing', () => {
  const prices = fc.array(fc.nat(500_00), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(prices, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const ticketsMinor = all.reduce((sum, price) => sum + price, 0)
      const order = orderOf(all, Math.floor(ticketsMinor * share))
      const paid = paidPricesMinor(order)
      expect(paid.reduce((sum, price) => sum + price, 0)).toBe(order.totalMinor)
      expect(paid.every((price, n) => price >= 0 && price <= (all[n] ?? 0))).toBe(true)
    }),
  )
})

it('gives the odd cent to the largest remainder', () => {
  // A third of 10.00 off each of three tickets at 10, 10 and 10: 3.34, 3.33, 3.33.
  expect(paidPricesMinor(orderOf([10_00, 10_00, 10_00], 10_00))).toEqual([6_66, 6_67, 6_67])
})

it('keeps what no refund has given back, and nothing of an order that is void', () => {
  const [first, second] = [line(0, 1), line(1, 1)]
  const order = orderOf([1, 1])
  const refund = {
    refundId: 'r',
    operationId: 'op',
    method: 'cash' as const,
    amountMinor: 1,
    at: order.startedAt,
    by: 's',
  }
  const refunded = { ...order, refunds: [{ ...refund, lines: [first] }] }
  expect(keptLines(refunded)).toEqual([second])
  expect(keptLines({ ...order, status: 'void' })).toEqual([])
  expect(refundableMinor(order, order.lines.slice(0, 1))).toBe(1)
  const boughtAgain = { ...refunded, lines: [...refunded.lines, line(0, 5)] }
  expect(refundableMinor(boughtAgain, keptLines(boughtAgain).slice(1))).toBe(5)
  expect(isSamePlace(first, second)).toBe(false)
})
