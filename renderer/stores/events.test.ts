import { describe, expect, it } from 'vitest'
import type { EventSummary } from '#shared/contract/events'
import { eventsOf, withEvents } from './events'

function summary(eventId: string, start: string, left = 10): EventSummary {
  return {
    eventId,
    name: `Event ${eventId}`,
    type: 'Concert',
    location: 'Great Hall',
    start,
    status: 'on-sale',
    currency: 'EUR',
    capacity: 100,
    left,
    sold: 100 - left,
    held: 0,
    blocked: 0,
  }
}

const evening = summary('b', '2026-11-20T19:30:00.000Z')
const afternoon = summary('a', '2026-11-20T15:00:00.000Z')
const late = summary('c', '2026-11-20T22:30:00.000Z')

describe('the list of events', () => {
  it('is in the order of the starts', () => {
    expect(eventsOf([late, evening, afternoon]).ids).toEqual(['a', 'b', 'c'])
  })

  it('is in the order of names where events start together', () => {
    const same = (id: string, name: string) => ({ ...summary(id, evening.start), name })
    expect(eventsOf([same('1', 'Zebra'), same('2', 'Ärger'), same('3', 'Baum')]).ids).toEqual(['2', '3', '1'])
  })

  it('keeps its order, as the same list, when only availability changes', () => {
    const before = eventsOf([evening, afternoon])
    const after = withEvents(before, [{ ...evening, left: 3 }], [])
    expect(after.byId.get('b')?.left).toBe(3)
    expect(after.byId.get('a')).toBe(before.byId.get('a'))
    expect(after.ids).toBe(before.ids)
  })

  it('moves an event whose start was edited, takes new ones in and lets ended ones go', () => {
    const before = eventsOf([evening, afternoon])
    const after = withEvents(
      before,
      [{ ...afternoon, start: '2026-11-20T21:00:00.000Z' }, late],
      ['b', 'never-there'],
    )
    expect(after.ids).toEqual(['a', 'c'])
    expect(before.ids).toEqual(['a', 'b'])
  })
})
