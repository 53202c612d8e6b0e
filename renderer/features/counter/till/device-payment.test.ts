import { expect, it } from 'vitest'
import { receiptOf } from '../testing/scripted-selling'
import { heldSeat } from '../testing/tickets'
import { devicePaymentOf } from './device-payment'

it('tells the card’s part, the cash in hand with its change, and what gift cards pay beside', () => {
  const { order } = receiptOf('order', 6_800, 6_800)
  const pending = { status: 'pending' as const, at: '2026-11-20T18:30:00Z' }
  const payments = [
    { ...pending, paymentId: 'o.1', method: 'card' as const, amountMinor: 3_000 },
    { ...pending, paymentId: 'o.2', method: 'cash' as const, amountMinor: 1_300, tenderedMinor: 2_000 },
    { ...pending, paymentId: 'o.3', method: 'gift' as const, amountMinor: 2_500, reference: 'GIFT1' },
  ]
  expect(devicePaymentOf({ ...order, status: 'paying', lines: [heldSeat(9)], payments })).toMatchObject({
    ...{ cardMinor: 3_000, cashMinor: 2_000, changeMinor: 700, label: 'Row F, seat 9' },
    gifts: [{ code: 'GIFT1', amountMinor: 2_500 }],
  })
})
