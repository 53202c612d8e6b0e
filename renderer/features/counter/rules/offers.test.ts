import { describe, expect, it } from 'vitest'
import type { Event, TicketType } from '#shared/domain/event'
import { chosenOffer, offerForZone, offersOf, placesOf, priceFor, priceKeys } from './offers'

const event: Event = {
  eventId: 'suites',
  name: 'Winter Suites',
  slug: 'winter-suites',
  description: '',
  location: 'Great Hall',
  type: 'concert',
  start: '2026-11-20T18:30:00Z',
  venueId: 'venue',
  status: 'on-sale',
  currency: 'EUR',
}
const before = Date.parse('2026-11-20T12:00:00Z')

const ticket = (type: string, rank: number, more: Partial<TicketType> = {}): TicketType => ({
  eventId: 'suites',
  type,
  name: type,
  rank,
  sells: { by: 'zones', zones: [type] },
  prices: [
    { priceType: 'adult', name: 'Adult', priceMinor: 6_800 },
    { priceType: 'child', name: 'Child', priceMinor: 3_400 },
  ],
  limits: {},
  state: 'on-sale',
  ...more,
})

describe('offersOf', () => {
  it('orders by rank and says why one cannot be sold', () => {
    const offers = offersOf(
      { event, ticketTypes: [ticket('b', 2, { state: 'closed' }), ticket('a', 1)] },
      before,
    )
    expect(offers.map(offer => [offer.type.type, offer.whyNot])).toEqual([
      ['a', undefined],
      ['b', 'closed'],
    ])
  })
})

describe('offerForZone', () => {
  it('prefers a type on sale, and else says which one is not', () => {
    const closed = ticket('early', 1, { sells: { by: 'zones', zones: ['A'] }, state: 'closed' })
    const open = ticket('regular', 2, { sells: { by: 'zones', zones: ['A', 'B'] } })
    const offers = offersOf({ event, ticketTypes: [closed, open] }, before)
    expect(offerForZone(offers, 'A')?.type.type).toBe('regular')
    expect(offerForZone(offersOf({ event, ticketTypes: [closed] }, before), 'A')?.whyNot).toBe('closed')
    expect(offerForZone(offers, 'C')).toBeUndefined()
  })
})

describe('chosenOffer', () => {
  const offers = offersOf(
    { event, ticketTypes: [ticket('a', 1, { state: 'closed' }), ticket('b', 2)] },
    before,
  )
  it('is the one named, or the first that is on sale', () => {
    expect(chosenOffer(offers, 'a')?.type.type).toBe('a')
    expect(chosenOffer(offers, undefined)?.type.type).toBe('b')
    expect(chosenOffer(offers, 'gone')?.type.type).toBe('b')
    expect(chosenOffer([], 'a')).toBeUndefined()
  })
})

describe('priceKeys', () => {
  const student = { priceType: 'student', name: 'Student', priceMinor: 100 }
  it('puts a price type on the same key for every ticket type of the house', () => {
    const types = [ticket('a', 1), ticket('b', 2, { prices: [student, ...ticket('b', 2).prices] })]
    const offers = offersOf({ event, ticketTypes: types }, before)
    expect(priceKeys(offers, types[1]).map(key => key.priceType)).toEqual(['adult', 'child', 'student'])
  })
  it('takes the keys of the chosen type when the house has more than fit', () => {
    const many = (type: string, rank: number) =>
      ticket(type, rank, {
        prices: Array.from({ length: 5 }, (_, n) => ({ priceType: `${type}${n}`, name: 'x', priceMinor: 1 })),
      })
    const types = [many('a', 1), many('b', 2)]
    const offers = offersOf({ event, ticketTypes: types }, before)
    expect(priceKeys(offers, types[1]).map(key => key.priceType)).toEqual(['b0', 'b1', 'b2', 'b3', 'b4'])
  })
})

describe('priceFor', () => {
  it('falls back to the first price of a type', () => {
    expect(priceFor(ticket('a', 1), 'child').priceMinor).toBe(3_400)
    expect(priceFor(ticket('a', 1), 'carer').priceType).toBe('adult')
  })
})

describe('placesOf', () => {
  const areas = [
    {
      area: {
        kind: 'general-admission' as const,
        eventId: 'suites',
        areaId: 'floor',
        name: 'Floor',
        capacity: 5,
      },
      states: '.s.hb',
      holders: {},
    },
  ]
  it('counts what is free of the area a type sells', () => {
    expect(placesOf(ticket('f', 1, { sells: { by: 'area', areaId: 'floor' } }), areas)).toEqual({
      capacity: 5,
      left: 2,
    })
    expect(placesOf(ticket('a', 1), areas)).toBeUndefined()
  })
})
