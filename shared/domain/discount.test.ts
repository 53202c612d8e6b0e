import { describe, expect, it } from 'vitest'
import { discountMinor, type Voucher, whyNotUsable } from './discount'

const tickets = [
  { eventId: 'recital', priceMinor: 10_05 },
  { eventId: 'recital', priceMinor: 20_00 },
  { eventId: 'film', priceMinor: 8_00 },
]
const voucher = (discount: Voucher['discount'], rest: Partial<Voucher> = {}): Voucher => ({
  ...{ name: 'Friends', uses: 0, discount },
  ...rest,
})
const tenth = { kind: 'percentage' as const, basisPoints: 1_000 }

describe('what a voucher takes off', () => {
  it.each<[what: string, voucher: Voucher, minor: number]>([
    ['a share, rounded half up once', voucher(tenth), 3_81],
    ['a share of the events it is for', voucher(tenth, { eventIds: ['film'] }), 80],
    ['a sum', voucher({ kind: 'amount', amountMinor: 5_00 }), 5_00],
    ['no more than the tickets cost', voucher({ kind: 'amount', amountMinor: 99_00 }), 38_05],
    [
      'what is above a set price, and nothing of what is below',
      voucher({ kind: 'set-price', priceMinor: 9_00 }),
      12_05,
    ],
  ])('is %s', (_, given, minor) => {
    expect(discountMinor(given, tickets)).toBe(minor)
  })
})

describe('a voucher', () => {
  const nowMs = Date.parse('2026-11-21T12:00:00Z')
  it.each<[Partial<Voucher>, ReturnType<typeof whyNotUsable>]>([
    [{ maxUses: 2, uses: 1 }, undefined],
    [{ maxUses: 2, uses: 2 }, 'used-up'],
    [{ from: '2026-11-21T12:00:01Z' }, 'not-yet'],
    [{ until: '2026-11-21T12:00:00Z' }, 'ended'],
    [{ eventIds: ['opera'] }, 'other-event'],
    [{ eventIds: ['opera', 'film'] }, undefined],
  ])('with %o is usable unless %s', (rest, why) => {
    expect(whyNotUsable(voucher(tenth, rest), tickets, nowMs)).toBe(why)
  })
})
