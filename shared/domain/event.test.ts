import { describe, expect, it } from 'vitest'
import { type Event, isListed, type TicketType, whyNotOnSale } from './event'

const start = '2026-12-01T19:00:00Z'
const at = (time: string) => Date.parse(`2026-12-01T${time}Z`)
const event: Event = {
  ...{ eventId: 'e', name: 'E', slug: 'e', description: '', location: 'Hall', type: 'Concert' },
  ...{ start, venueId: 'v', status: 'on-sale', currency: 'EUR' },
}
const type: TicketType = {
  ...{ eventId: 'e', type: 'pink', name: 'Pink', rank: 0, sells: { by: 'area', areaId: 'a' } },
  ...{ prices: [{ priceType: 'adult', name: 'Adult', priceMinor: 100 }], limits: {}, state: 'on-sale' },
}

describe('a ticket type can be sold', () => {
  it('until half an hour after the start, when nothing else is said', () => {
    expect(whyNotOnSale(event, type, at('19:29:59'))).toBeUndefined()
    expect(whyNotOnSale(event, type, at('19:30:00'))).toBe('ended')
  })

  it.each([
    ['before its own sale began', event, { ...type, salesFrom: '2026-12-01T18:00:00Z' }, 'not-yet'],
    ['before the event’s sale began', { ...event, salesFrom: '2026-12-01T18:00:00Z' }, type, 'not-yet'],
    ['after its own sale ended', event, { ...type, salesUntil: '2026-12-01T16:00:00Z' }, 'ended'],
    ['after the event’s sale ended', { ...event, salesUntil: '2026-12-01T16:00:00Z' }, type, 'ended'],
    ['while it is closed', event, { ...type, state: 'closed' as const }, 'closed'],
    ['while the event is a draft', { ...event, status: 'draft' as const }, type, 'closed'],
    ['once the event is cancelled', { ...event, status: 'cancelled' as const }, type, 'cancelled'],
  ])('not %s', (_, of, with_, reason) => {
    expect(whyNotOnSale(of, with_, at('17:00:00'))).toBe(reason)
  })
})

it('stays in the list for half a day after its start', () => {
  expect(isListed(event, Date.parse('2026-12-02T07:00:00Z'))).toBe(true)
  expect(isListed(event, Date.parse('2026-12-02T07:00:01Z'))).toBe(false)
})
