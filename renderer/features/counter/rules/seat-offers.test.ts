import { describe, expect, it } from 'vitest'
import type { Offer } from './offers'
import { seatOffersOf } from './seat-offers'

const offer = (type: string, zones: string[]): Offer => ({
  type: {
    ...{ eventId: 'suites', type, name: type, rank: 1, state: 'on-sale', limits: {} },
    sells: { by: 'zones', zones },
    prices: [{ priceType: 'adult', name: 'Adult', priceMinor: 1_500 }],
  },
  whyNot: undefined,
})

describe('seatOffersOf', () => {
  it('puts zones that are sold as one ticket together', () => {
    const any = offer('any', ['A', 'B'])
    const best = offer('best', ['C'])
    expect(seatOffersOf(['B', 'C', 'A', 'unsold'], [any, best])).toEqual([
      { offer: any, zones: ['B', 'A'] },
      { offer: best, zones: ['C'] },
    ])
  })
})
