import type { Faker } from '@faker-js/faker'
import type { Section, Venue } from '#shared/domain/venue'
import type { Entry } from '../../cluster/bulk'
import { keyspace } from '../../keyspace'
import type { Settings } from './settings'

/** The hall of every populated venue: straight rows, a price zone for each ticket type from the front to the back. */
const rowLetters = 'ABCDEFGHJKLMNPQR'
const rowCount = rowLetters.length
const seatsPerRow = 20
const defaultLocations = 12

export interface House {
  venue: Venue
  hall: Section
  /** What an event says of where it is. */
  location: string
}

/** One venue for each location. */
export function createHouses(settings: Settings, faker: Faker): House[] {
  const { seed, timeZone, ticketTypes } = settings
  const locations =
    settings.locations ?? faker.helpers.uniqueArray(() => faker.location.city(), defaultLocations)
  return locations.map((location, index) => {
    const venueId = `p${seed}-${index + 1}`
    const venue: Venue = {
      ...{ venueId, name: `${faker.location.street()} Hall`, city: location, timeZone },
      businessDayStartsAt: '04:00',
      capacity: rowCount * seatsPerRow,
      stages: [
        {
          stageId: 'stage',
          label: 'Stage',
          points: [
            [-8, -8],
            [8, -8],
            [8, -3],
            [-8, -3],
          ],
        },
      ],
    }
    return { venue, hall: hallOf(venueId, ticketTypes), location }
  })
}

export function* houseEntries(houses: readonly House[]): Generator<Entry> {
  for (const { venue, hall } of houses) {
    yield { key: keyspace.venue.key(venue.venueId), value: keyspace.venue.encode(venue) }
    yield { key: keyspace.section.key(hall.venueId, hall.sectionId), value: keyspace.section.encode(hall) }
  }
}

function hallOf(venueId: string, ticketTypes: readonly string[]): Section {
  return {
    ...{ venueId, sectionId: 'hall', version: 1, name: 'Hall', stageId: 'stage' },
    rows: Array.from({ length: rowCount }, (_, row) => ({
      label: rowLetters.charAt(row),
      seats: Array.from({ length: seatsPerRow }, (_, position) => ({
        slot: row * seatsPerRow + position,
        label: String(position + 1),
        x: (position - (seatsPerRow - 1) / 2) * 1.05,
        y: row * 1.25,
        zone: ticketTypes[Math.floor((row * ticketTypes.length) / rowCount)] ?? 'all',
        kind: 'seat',
      })),
    })),
  }
}
