import type { EventChoices, ManagedEvent } from '#shared/contract/make-events'
import { isListed } from '#shared/domain/event'
import type { Section } from '#shared/domain/venue'
import { keyspace } from '../../keyspace'
import { eventRow, type ReplicaState, venueOf } from '../../replica'

/** Drafts, the next first, or what is over, the latest first: a part of it. */
export function listEvents(
  state: ReplicaState,
  { which, offset, limit }: { which: 'drafts' | 'over'; offset: number; limit: number },
  nowMs: number,
): { events: ManagedEvent[]; more: boolean } {
  const isOver = (row: ManagedEvent) => row.status === 'archived' || !isListed(row, nowMs)
  const found = [...state.houses.values()]
    .flatMap(house => eventRow(house) ?? [])
    .filter(row => (row.status === 'draft' ? which === 'drafts' : which === 'over' && isOver(row)))
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.name.localeCompare(b.name)))
  if (which === 'over') found.reverse()
  return { events: found.slice(offset, offset + limit), more: found.length > offset + limit }
}

/** What an event of this house can be made of: its sections, and the words its other events use. */
export function eventChoices(state: ReplicaState): EventChoices {
  const venue = venueOf(state)
  const setting = <T>(key: string) => state.settings.get(key) as T | undefined
  const names = (key: string) => setting<{ names: string[] }>(key)?.names ?? []
  const { config } = keyspace
  const events = [...state.houses.values()].flatMap(house => house.event?.value ?? [])
  const sections = [...state.sections.values()].filter(({ value }) => value.venueId === venue?.venueId)
  const priceTypes = setting<{ types: EventChoices['priceTypes'] }>(config.priceTypes.key())?.types
  return {
    ...(venue && { venueId: venue.venueId }),
    currency: setting<{ currency?: string }>(config.venue.key())?.currency ?? events[0]?.currency ?? 'EUR',
    types: sorted([...names(config.eventTypes.key()), ...events.map(({ type }) => type)]),
    locations: sorted([...names(config.locations.key()), ...events.map(({ location }) => location)]),
    priceTypes: priceTypes?.map(({ priceType, name }) => ({ priceType, name })) ?? [
      { priceType: 'adult', name: 'Adult' },
      { priceType: 'child', name: 'Child' },
      { priceType: 'concession', name: 'Concession' },
    ],
    sections: sections.map(({ value }) => ({
      ...{ sectionId: value.sectionId, name: value.name, zones: zonesOf(value) },
      seats: value.rows.reduce((sum, row) => sum + row.seats.length, 0),
    })),
  }
}

function zonesOf({ rows }: Section): { zone: string; seats: number }[] {
  const seats = new Map<string, number>()
  for (const row of rows) for (const { zone } of row.seats) seats.set(zone, (seats.get(zone) ?? 0) + 1)
  return [...seats]
    .map(([zone, count]) => ({ zone, seats: count }))
    .sort((a, b) => (a.zone < b.zone ? -1 : 1))
}

const sorted = (names: readonly string[]) => [...new Set(names)].sort((a, b) => a.localeCompare(b))
