import { Temporal } from 'temporal-polyfill'
import type { Section, Venue } from '#shared/domain/venue'
import type { Entry } from '../cluster/bulk'
import { keyspace, slotPart } from '../keyspace'
import { openBooks, saleEntries, type TillBooks } from './books'
import { demoHouse } from './content'
import { pastSales } from './past-sales'
import { seededRandom } from './random'
import { instantText, programmeAt, type Show } from './shows'

const { venue } = demoHouse

/**
 * The demonstration house as keys and values, its people left out: their passwords are hashed where they are stored.
 * The same `seed` (an integer) and `now` (an instant) give the same bytes; `now` decides the dates, `seed` who bought
 * what and when.
 */
export function buildDemo(options: { seed: number; now: string }): Entry[] {
  const now = Temporal.Instant.from(options.now)
  const { calendar, sections, shows } = programmeAt(now)
  const enrolledAt = instantText(calendar.boxOfficeOpens(-enrolledDaysAgo))
  const books = new Map(demoHouse.tills.map(({ terminalId }) => [terminalId, openBooks(terminalId)]))

  const past = shows
    .flatMap(show => [
      ...houseBlocks(show),
      ...pastSales(show, calendar, now.epochMilliseconds, seededRandom(options.seed, show.event.eventId)).map(
        sale => ({
          at: sale.settledAt,
          terminalId: sale.terminalId,
          write: (books: TillBooks) => saleEntries(books, sale),
        }),
      ),
    ])
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

  return [
    ...settings(shows),
    { key: keyspace.venue.key(venue.venueId), value: keyspace.venue.encode(venueValue(sections)) },
    ...sections.map(section => ({
      key: keyspace.section.key(section.venueId, section.sectionId),
      value: keyspace.section.encode(section),
    })),
    ...demoHouse.tills.map(({ terminalId, name }) => ({
      key: keyspace.terminal.key(terminalId),
      value: keyspace.terminal.encode({ terminalId, name, enrolledAt, folder: 'demonstration' }),
    })),
    ...shows.flatMap(showEntries),
    ...past.flatMap(({ terminalId, write }) => write(booksOf(books, terminalId))),
    ...[...books.values()].map(till => till.ledger()),
    ...wishes(shows, enrolledAt),
  ]
}

/** The tills of the demonstration were set up before any of its evenings was announced. */
const enrolledDaysAgo = 120

function booksOf(books: ReadonlyMap<string, TillBooks>, terminalId: string): TillBooks {
  const found = books.get(terminalId)
  if (!found) throw new Error(`resources/demo: there is no till ${terminalId}`)
  return found
}

function venueValue(sections: readonly Section[]): Venue {
  const seats = sections.flatMap(section => section.rows).reduce((sum, row) => sum + row.seats.length, 0)
  const open = demoHouse.rooms
    .flatMap(room => (room.areas === 'hall' ? [] : room.areas))
    .reduce((sum, area) => sum + area.capacity, 0)
  const { venueId, name, city, address, timeZone, businessDayStartsAt } = venue
  return {
    ...{ venueId, name, city, address, timeZone, businessDayStartsAt },
    capacity: seats + open,
    stages: [demoHouse.hall.stage],
  }
}

function settings(shows: readonly Show[]): Entry[] {
  const { config } = keyspace
  const eventTypes = [...new Set(shows.map(({ event }) => event.type))].sort()
  const locations = demoHouse.rooms.map(({ name }) => name)
  const holdTtlMs = 10 * 60_000
  return [
    { key: config.eventTypes.key(), value: config.eventTypes.encode({ names: eventTypes }) },
    { key: config.locations.key(), value: config.locations.encode({ names: locations }) },
    { key: config.ticketTypes.key(), value: config.ticketTypes.encode({ types: demoHouse.ticketColours }) },
    { key: config.priceTypes.key(), value: config.priceTypes.encode({ types: demoHouse.priceTypes }) },
    { key: config.venue.key(), value: config.venue.encode({ venueId: venue.venueId }) },
    { key: config.selling.key(), value: config.selling.encode({ holdTtlMs }) },
  ]
}

function showEntries({ event, areas, ticketTypes }: Show): Entry[] {
  const { eventId } = event
  return [
    { key: keyspace.event.key(eventId), value: keyspace.event.encode(event) },
    ...areas.map(area => ({
      key: keyspace.area.key(eventId, area.areaId),
      value: keyspace.area.encode(area),
    })),
    ...ticketTypes.map(type => ({
      key: keyspace.ticketType.key(eventId, type.type),
      value: keyspace.ticketType.encode(type),
    })),
  ]
}

/** Seats the house keeps, entered by the manager the moment the show was announced. */
function houseBlocks({ event, performance, sections }: Show) {
  const manager = demoHouse.users.find(({ role }) => role === 'manager')
  const office = demoHouse.tills.find(({ seller }) => seller === manager?.username)
  if (!manager || !office) throw new Error('resources/demo: no till is run by a manager')
  const at = event.salesFrom ?? event.start
  return performance.blocks.map(({ section, row, seats, kind, reason }) => ({
    at,
    terminalId: office.terminalId,
    write(books: TillBooks): Entry[] {
      const plan = sections
        .find(({ sectionId }) => sectionId === section)
        ?.rows.find(({ label }) => label === row)
      const blocked = seats.map(number => plan?.seats[number - 1]?.slot)
      const claims = blocked.map(slot => {
        if (slot === undefined) throw new Error(`resources/demo: ${section} has no such seat in row ${row}`)
        return {
          key: keyspace.claim.key(event.eventId, section, slotPart(slot)),
          value: keyspace.claim.encode({ state: 'block', kind, reason, by: manager.username }),
        }
      })
      const detail = { areaId: section, row, seats: [...seats], kind, reason }
      const subject = keyspace.event.key(event.eventId)
      return [...claims, books.record({ at, actor: manager.username, action: 'block', subject, detail })]
    },
  }))
}

/** What the customers follow: evenings they like, and the one they want to hear about before it is gone. */
function wishes(shows: readonly Show[], at: string): Entry[] {
  return demoHouse.wishes.flatMap(({ username, productions, notifyAt }) =>
    shows
      .filter(({ production }) => productions.includes(production.id))
      .flatMap(({ event: { eventId } }) => [
        { key: keyspace.favourite.key(username, eventId), value: keyspace.favourite.encode({ at }) },
        {
          key: keyspace.notification.key(username, eventId),
          value: keyspace.notification.encode({ limit: notifyAt, active: true }),
        },
      ]),
  )
}
