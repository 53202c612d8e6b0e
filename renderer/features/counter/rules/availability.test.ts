import { describe, expect, it } from 'vitest'
import { eventStanding, fullness, placesStanding } from './availability'

describe('placesStanding', () => {
  it.each([
    [600, 247, 'plenty'],
    [600, 75, 'low'],
    [60, 12, 'low'],
    [60, 13, 'plenty'],
    [600, 0, 'sold-out'],
    [0, 0, 'sold-out'],
  ] as const)('of %i places %i left is %s', (capacity, left, standing) => {
    expect(placesStanding({ capacity, left })).toBe(standing)
  })
})

describe('eventStanding', () => {
  it('says closed and cancelled before it counts places', () => {
    expect(eventStanding({ status: 'cancelled', capacity: 10, left: 0 })).toBe('cancelled')
    expect(eventStanding({ status: 'closed', capacity: 10, left: 5 })).toBe('closed')
    expect(eventStanding({ status: 'draft', capacity: 10, left: 10 })).toBe('closed')
    expect(eventStanding({ status: 'on-sale', capacity: 100, left: 50 })).toBe('plenty')
  })
})

describe('fullness', () => {
  it('is the part that is gone', () => {
    expect(fullness({ capacity: 200, left: 50 })).toBe(0.75)
    expect(fullness({ capacity: 0, left: 0 })).toBe(1)
  })
})
