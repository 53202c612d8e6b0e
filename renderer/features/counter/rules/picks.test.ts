import { describe, expect, it } from 'vitest'
import { picked } from '../testing/tickets'
import { mostAtOnce, pickedCount, repriced, wantedOf, withoutPick, withPick } from './picks'

const child = { priceType: 'child', priceName: 'Child', priceMinor: 1_400 }

describe('withPick', () => {
  it('counts up what is there already, and keeps the order of what was added', () => {
    const picks = withPick(withPick(withPick([], picked(1)), picked(1, child)), picked(1))
    expect(picks.map(({ priceType, count }) => [priceType, count])).toEqual([
      ['adult', 2],
      ['child', 1],
    ])
  })

  it('stops at what one sale takes', () => {
    expect(pickedCount(withPick([picked(90)], picked(20, child)))).toBe(mostAtOnce)
    expect(withPick([picked(mostAtOnce)], picked(1, child))).toEqual([picked(mostAtOnce)])
  })
})

describe('withoutPick', () => {
  it('takes one away, and the line with the last one', () => {
    expect(withoutPick([picked(2)], picked(1))).toEqual([picked(1)])
    expect(withoutPick([picked(1), picked(1, child)], picked(1))).toEqual([picked(1, child)])
    expect(withoutPick([picked(2)], picked(1, child))).toEqual([picked(2)])
  })
})

describe('repriced', () => {
  it('takes the prices of today for the event they belong to', () => {
    const type = {
      eventId: 'suites',
      type: 'floor',
      name: 'Floor standing',
      rank: 1,
      sells: { by: 'area' as const, areaId: 'floor' },
      prices: [{ priceType: 'adult', name: 'Adult', priceMinor: 3_000 }],
      limits: {},
      state: 'on-sale' as const,
    }
    const elsewhere = picked(1, { eventId: 'other' })
    const prices = repriced([picked(1), elsewhere, picked(1, child)], [type]).map(own => own.priceMinor)
    expect(prices).toEqual([3_000, 2_800, 1_400])
  })
})

describe('wantedOf', () => {
  it('asks for any places of the type', () => {
    expect(wantedOf([picked(3)])).toEqual([
      { pick: 'any', eventId: 'suites', ticketType: 'floor', priceType: 'adult', count: 3 },
    ])
  })
})
