import { describe, expect, it } from 'vitest'
import { wantedBest } from './wanted-best'

const wish = { pick: 'best', eventId: 'recital', count: 2, ticketType: 'hall' }
const accepted = (more: object) => wantedBest.safeParse({ ...wish, ...more }).success

describe('a wish for the best seats', () => {
  it.each([
    ['one price for all', { priceType: 'adult' }],
    ['a price for each', { priceTypes: ['adult', 'child'] }],
    ['an area and a wheelchair place', { priceType: 'adult', areaId: 'stalls', accessible: 1 }],
  ])('names %s', (_, more) => expect(accepted(more)).toBe(true))

  it.each([
    ['no price', {}],
    ['two ways of saying the price', { priceType: 'adult', priceTypes: ['adult', 'child'] }],
    ['fewer prices than seats', { priceTypes: ['adult'] }],
    ['more wheelchair places than seats', { priceType: 'adult', accessible: 3 }],
    ['no seat', { priceType: 'adult', count: 0 }],
    ['a field nobody knows', { priceType: 'adult', aisle: true }],
  ])('is refused with %s', (_, more) => expect(accepted(more)).toBe(false))
})
