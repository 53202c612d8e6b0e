import { describe, expect, it } from 'vitest'
import type { Event } from '#shared/domain/event'
import { createEventSearch } from './search'
import { emptyState, type ReplicaState } from './state'

const event = (eventId: string, fields: Partial<Event>): Event => ({
  ...{ eventId, name: eventId, slug: eventId, description: '', location: 'Great Hall', type: 'Concert' },
  ...{ start: '2026-12-01T19:00:00Z', venueId: 'house', status: 'on-sale', currency: 'EUR' },
  ...fields,
})

function searching(...events: Event[]) {
  const search = createEventSearch()
  const state: ReplicaState = emptyState()
  const put = (value: Event) => {
    state.houses.set(value.eventId, {
      event: { value, modRevision: 1 },
      areas: new Map(),
      ticketTypes: new Map(),
    })
    search.update(value.eventId, state.houses.get(value.eventId))
  }
  for (const value of events) put(value)
  const find = (query: object, left = () => 1) =>
    search.find(state, { text: '', withTicketsLeft: false, limit: 10, ...query }, left)
  return { find, put }
}

describe('the search for events', () => {
  const suites = event('e1', { name: 'Winter Suites', start: '2026-12-03T19:00:00Z' })
  const film = event('e2', {
    name: 'The Winter Journey',
    type: 'Film',
    location: 'Studio',
    start: '2026-12-01T19:00:00Z',
  })
  const talk = event('e3', {
    name: 'Plain Talk',
    description: 'Winter stories.',
    start: '2026-12-02T19:00:00Z',
  })

  it('finds the beginnings of words, a name before a description', () => {
    const found = searching(talk, suites, film).find({ text: 'wint' })
    expect(found).toHaveLength(3)
    expect(found.at(-1)).toBe('e3')
  })

  it('wants every word', () => {
    expect(searching(suites, film).find({ text: 'winter jour' })).toEqual(['e2'])
  })

  it('filters by type and place whatever their case, alone and with text', () => {
    const { find } = searching(suites, film, talk)
    expect(find({ type: 'film' })).toEqual(['e2'])
    expect(find({ text: 'winter', location: 'great hall' })).toEqual(['e1', 'e3'])
  })

  it('lists by start when there is no text, and leaves out what is sold out when asked', () => {
    const { find } = searching(suites, film, talk)
    expect(find({})).toEqual(['e2', 'e3', 'e1'])
    expect(find({ withTicketsLeft: true }, () => 0)).toEqual([])
  })

  it('finds an edited event by its new name and no longer by its old one', () => {
    const { find, put } = searching(suites)
    put({ ...suites, name: 'Summer Suites' })
    expect(find({ text: 'summer' })).toEqual(['e1'])
    expect(find({ text: 'winter' })).toEqual([])
  })
})
