import { describe, expect, it } from 'vitest'
import type { House } from '#shared/contract/events'
import type { TerminalClient } from '#shared/contract/index'
import { copyOf, draftOf, type EventDraft, emptyDraft } from './draft'
import { draftProblems } from './problems'
import { areaFrom, detailsFrom, ticketFrom } from './reading'
import { stepsBetween } from './steps'

const timeZone = 'Europe/Dublin'
const nowMs = Date.parse('2026-07-01T12:00:00Z')
const choices = {
  ...{ venueId: 'house', currency: 'EUR', types: [], locations: [], sections: [] },
  priceTypes: [
    { priceType: 'adult', name: 'Adult' },
    { priceType: 'child', name: 'Child' },
    { priceType: 'member', name: 'Member' },
  ],
}

const house: House = {
  event: {
    ...{ eventId: 'club', slug: 'club', name: 'Club', description: '', location: 'Cellar', type: 'Club' },
    ...{ start: '2026-07-03T19:30:00.000Z', venueId: 'house', status: 'on-sale', currency: 'EUR' },
  },
  stages: [],
  areas: [
    {
      area: {
        kind: 'general-admission',
        eventId: 'club',
        areaId: 'pit',
        name: 'Pit',
        capacity: 300,
        withdrawn: [7],
      },
      ...{ states: '', holders: {} },
    },
  ],
  ticketTypes: [
    {
      ...{ eventId: 'club', type: 'standing', name: 'Standing', rank: 0, limits: {}, state: 'on-sale' },
      sells: { by: 'area', areaId: 'pit' },
      prices: [{ priceType: 'adult', name: 'Adult', priceMinor: 20_00 }],
    },
  ],
}

const seen = draftOf(house, timeZone)
const edited = (change: (draft: EventDraft) => void): EventDraft => {
  const draft = structuredClone(seen)
  change(draft)
  return draft
}
const standing = { start: seen.details.start, claimed: new Map([['pit', 120]]) }
const problemsOf = (draft: EventDraft) => draftProblems(draft, { nowMs, timeZone, standing })

/** The names of the procedures that a list of steps calls, with what they send. */
async function calls(wanted: EventDraft): Promise<[string, unknown][]> {
  const made: [string, unknown][] = []
  const events = new Proxy(
    {},
    { get: (_, name: string) => (input: unknown) => Promise.resolve(made.push([name, input])) },
  ) as TerminalClient['events']
  for (const step of stepsBetween('club', seen, wanted, timeZone)) await step(events)
  return made
}

describe('the form of an event', () => {
  it('shows the event in the venue’s zone, without numbers that cannot be sold', () => {
    expect(seen.details.start).toBe('2026-07-03T20:30')
    expect(seen.areas).toMatchObject([{ capacity: '299' }])
    expect(seen.tickets).toMatchObject([{ prices: { adult: '20.00' }, limit: '' }])
    expect(detailsFrom(seen, timeZone)).toMatchObject({ start: house.event.start, doors: null })
    expect(problemsOf(seen)).toEqual({})
  })

  it('begins with one standing area and one ticket, and asks for the rest', () => {
    const draft = emptyDraft(choices)
    const problems = draftProblems(draft, { nowMs, timeZone, standing: { claimed: new Map() } })
    expect(Object.keys(problems)).toEqual([
      ...['name', 'type', 'location', 'start', 'area.0.capacity', 'ticket.0.price.adult'],
    ])
    expect(copyOf(seen).details).toMatchObject({ name: 'Club', start: '' })
  })

  it.each<[string, (draft: EventDraft) => void]>([
    ['name', draft => Object.assign(draft.details, { name: 'n'.repeat(10_000) })],
    ['start', draft => Object.assign(draft.details, { start: '2026-07-01T12:00' })],
    ['doors', draft => Object.assign(draft.details, { doors: '2026-07-03T21:00' })],
    [
      'salesUntil',
      draft =>
        Object.assign(draft.details, { salesFrom: '2026-07-02T10:00', salesUntil: '2026-07-02T09:00' }),
    ],
    ['area.0.capacity', draft => Object.assign(draft.areas[0] ?? {}, { capacity: '119' })],
    ['ticket.0.price.adult', draft => Object.assign(draft.tickets[0]?.prices ?? {}, { adult: '-5' })],
    ['ticket.0.price.adult', draft => Object.assign(draft.tickets[0]?.prices ?? {}, { adult: '' })],
    ['ticket.0.note', draft => Object.assign(draft.tickets[0] ?? {}, { note: 'n'.repeat(161) })],
    ['ticket.0.limit', draft => Object.assign(draft.tickets[0] ?? {}, { limit: '0' })],
    ['ticket.0.sells', draft => Object.assign(draft.tickets[0] ?? {}, { sells: undefined })],
  ])('finds what is wrong with %s', (field, change) => {
    expect(Object.keys(problemsOf(edited(change)))).toEqual([field])
  })

  it('keeps the start of an event that has begun', () => {
    const late = Date.parse('2026-07-04T12:00:00Z')
    expect(draftProblems(seen, { nowMs: late, timeZone, standing })).toEqual({})
  })
})

describe('saving it', () => {
  it('does nothing where nothing was changed, whatever else the event has become', async () => {
    expect(await calls(structuredClone(seen))).toEqual([])
  })

  it('sends what was changed, what is sold before what sells it, and the other way round when it goes', async () => {
    const wanted = edited(draft => {
      draft.details.name = 'Late Club'
      draft.columns.push({ priceType: 'child', name: 'Child' })
      draft.areas = [{ areaId: 'floor', kind: 'general-admission', name: 'Floor', capacity: '50' }]
      draft.tickets = [
        {
          ...{ type: 'floor', name: 'Floor', note: '', limit: '4' },
          ...{ sells: { by: 'area' as const, areaId: 'floor' }, prices: { adult: '12', child: '' } },
        },
      ]
    })
    const made = await calls(wanted)
    expect(made.map(([name]) => name)).toEqual([
      ...['edit', 'addArea', 'addTicketType', 'removeTicketType', 'removeArea'],
    ])
    expect(made[2]?.[1]).toMatchObject({
      ticketType: { perOrder: 4, prices: [{ priceType: 'adult', priceMinor: 12_00 }] },
    })
  })

  it('adds a price before it takes the last other one away', async () => {
    const wanted = edited(draft => {
      draft.columns.push({ priceType: 'child', name: 'Child' })
      Object.assign(draft.tickets[0] ?? {}, { prices: { adult: '', child: '9.5' }, limit: '2' })
      Object.assign(draft.areas[0] ?? {}, { name: 'The pit', capacity: '400' })
    })
    expect(await calls(wanted)).toMatchObject([
      ['renameArea', { areaId: 'pit', name: 'The pit' }],
      ['setCapacity', { areaId: 'pit', capacity: 400, seenCapacity: 299 }],
      ['setLimit', { type: 'standing', perOrder: 2, seenPerOrder: null }],
      ['addPrice', { price: { priceType: 'child', name: 'Child', priceMinor: 9_50 } }],
      ['removePrice', { priceType: 'adult' }],
    ])
  })

  it('says of a copy all that the event says', () => {
    expect(seen.areas.map(areaFrom)).toEqual([
      { kind: 'general-admission', areaId: 'pit', name: 'Pit', capacity: 299 },
    ])
    expect(seen.tickets.map(ticket => ticketFrom(ticket, seen))).toMatchObject([
      { type: 'standing', perOrder: null, prices: [{ priceMinor: 20_00 }] },
    ])
  })
})
