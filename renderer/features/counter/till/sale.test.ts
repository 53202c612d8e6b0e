import { describe, expect, it } from 'vitest'
import { type Attempt, advance, lastSaleOf, nextTryInMs, openSale, type Sale } from './sale'

const attempt: Attempt = {
  orderId: 'order',
  way: 'cash',
  totalMinor: 5_900,
  tenderedMinor: 6_000,
  currency: 'EUR',
  ticketCount: 2,
  label: '2 tickets',
  places: [],
  sentAt: 0,
}
const paying = advance(openSale, { on: 'pay', attempt })
const checking = advance(paying, { on: 'answer-lost' })

describe('advance', () => {
  it('takes a second click on Pay for the first', () => {
    expect(paying.step).toBe('paying')
    expect(advance(paying, { on: 'pay', attempt: { ...attempt, orderId: 'another' } })).toBe(paying)
  })

  it('takes no other sale while one is being checked, or while money has to go back', () => {
    expect(advance(checking, { on: 'pay', attempt })).toBe(checking)
    const notSold = advance(checking, { on: 'surely-not-sold' })
    expect(advance(notSold, { on: 'pay', attempt })).toBe(notSold)
    expect(advance(notSold, { on: 'money-returned' })).toBe(openSale)
  })

  it('opens again after a sale and after a refusal', () => {
    expect(advance(paying, { on: 'sold' })).toBe(openSale)
    expect(advance(paying, { on: 'refused' })).toBe(openSale)
    expect(advance(checking, { on: 'sold' })).toBe(openSale)
  })

  it('does not take a refusal for certain once an answer was lost', () => {
    expect(advance(checking, { on: 'refused' })).toBe(checking)
  })

  it('counts the questions while it is checking', () => {
    const events = [
      { on: 'trying-again' },
      { on: 'no-answer-yet', nextTryAt: 9 },
      { on: 'trying-again' },
    ] as const
    const state = events.reduce<Sale>(advance, checking)
    expect(state).toMatchObject({ step: 'checking', tries: 2, nextTryAt: undefined, attempt })
  })
})

describe('nextTryInMs', () => {
  it('doubles from half a second to eight', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(nextTryInMs)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
  })
})

describe('lastSaleOf', () => {
  it('says what the order says, not what was asked', () => {
    const order = {
      orderId: 'order',
      number: 'T03-000123',
      status: 'sold' as const,
      terminalId: 'T03',
      seller: 'mira',
      sellerName: 'Mira Okafor',
      startedAt: '2026-11-20T18:30:00Z',
      currency: 'EUR',
      lines: [],
      discounts: [],
      fees: [],
      taxes: [],
      totalMinor: 5_900,
      payments: [
        {
          paymentId: 'order.1',
          method: 'cash' as const,
          status: 'captured' as const,
          amountMinor: 5_900,
          tenderedMinor: 10_000,
          at: '2026-11-20T18:30:00Z',
        },
      ],
      refunds: [],
      operations: [],
    }
    expect(lastSaleOf({ order, changeMinor: 4_100 }, true)).toEqual({
      as: 'cash',
      orderId: 'order',
      number: 'T03-000123',
      currency: 'EUR',
      totalMinor: 5_900,
      tenderedMinor: 10_000,
      changeMinor: 4_100,
      checked: true,
    })
  })
})
