import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestGroup } from '../contract/group'
import {
  amountMinor,
  currencyDigits,
  formatMoney,
  likelyTenders,
  priceMinor,
  typedMinor,
  typedPrice,
} from './money'

describe('an amount', () => {
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null])('is never %j', value => {
    expect(amountMinor.safeParse(value).success).toBe(false)
  })

  it('is shown with the decimals of its currency, or without them where they are zero', () => {
    expect(formatMoney(6_800, 'EUR')).toBe('€68.00')
    expect(formatMoney(6_800, 'EUR', 'short')).toBe('€68')
    expect(formatMoney(6_850, 'EUR', 'short')).toBe('€68.50')
    expect(formatMoney(500, 'JPY')).toBe('¥500')
    expect(currencyDigits('JPY')).toBe(0)
  })
})

describe('the price of a ticket', () => {
  it('leaves the total of the largest group an amount, with a fee as high on each', () => {
    const most = priceMinor.maxValue ?? Number.POSITIVE_INFINITY
    expect(amountMinor.safeParse(2 * most * largestGroup).success).toBe(true)
    expect(typedPrice('2500000', 'EUR')).toBe(most)
    expect(typedPrice('2500000.01', 'EUR')).toBeUndefined()
  })
})

describe('the quick notes', () => {
  it('are what a customer would hand over', () => {
    expect(likelyTenders(3_200, 'EUR')).toEqual([3_500, 4_000, 5_000])
    expect(likelyTenders(11_400, 'EUR')).toEqual([11_500, 12_000, 15_000])
  })

  it('are always more than the total, ascending, and none for nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom('EUR', 'GBP', 'USD', 'CHF'),
        (total, currency) => {
          const notes = likelyTenders(total, currency)
          expect(notes.every(note => note > total)).toBe(true)
          expect(notes).toEqual([...new Set(notes)].sort((a, b) => a - b))
        },
      ),
    )
    expect(likelyTenders(0, 'EUR')).toEqual([])
  })
})

describe('typedMinor', () => {
  it.each([
    ['50', 'EUR', 5_000],
    ['7.5', 'EUR', 750],
    ['7,50', 'EUR', 750],
    ['7.', 'EUR', 700],
    ['5000', 'JPY', 5_000],
    ['7.555', 'EUR', undefined],
    ['7.5', 'JPY', undefined],
    ['', 'EUR', undefined],
    ['-5', 'EUR', undefined],
    ['1e3', 'EUR', undefined],
    ['12345678901', 'EUR', undefined],
  ])('reads %j in %s as %j', (typed, currency, minor) => {
    expect(typedMinor(typed, currency)).toBe(minor)
  })
})
