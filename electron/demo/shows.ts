import type { Temporal } from 'temporal-polyfill'
import type { Area, Event, Price, TicketType } from '#shared/domain/event'
import type { Section } from '#shared/domain/venue'
import { type Calendar, programmeCalendar } from './calendar'
import { type DemoHouse, demoHouse, demoProductions, type Performance, type Production } from './content'
import { hallSections } from './seating'

/** One evening of the programme, with everything that is sold for it. */
export interface Show {
  production: Production
  performance: Performance
  event: Event
  areas: Area[]
  ticketTypes: TicketType[]
  /** The hall's sections, or none where seats have no numbers. */
  sections: readonly Section[]
}

/** The programme of the weeks that begin at `now`, and the hall it plays in. */
export function programmeAt(now: Temporal.Instant): {
  calendar: Calendar
  sections: Section[]
  shows: Show[]
} {
  const { timeZone, boxOfficeOpensAt } = demoHouse.venue
  const whens = demoProductions.flatMap(({ performances }) => performances.map(({ when }) => when))
  const calendar = programmeCalendar({ now, timeZone, opensAt: boxOfficeOpensAt, whens })
  const sections = hallSections(demoHouse)
  return { calendar, sections, shows: programmeShows(calendar, sections) }
}

/** The programme as events of the coming weeks. A production that is shown once has its own id as the event's. */
function programmeShows(calendar: Calendar, hall: readonly Section[]): Show[] {
  return demoProductions.flatMap(production => {
    const room = roomOf(production.room)
    return production.performances.map((performance, index): Show => {
      const eventId = production.performances.length === 1 ? production.id : `${production.id}-${index + 1}`
      const start = calendar.instantOf(performance.when)
      const day = start.toZonedDateTimeISO(demoHouse.venue.timeZone).toPlainDate()
      const event: Event = {
        eventId,
        name: production.name,
        slug: `${production.id}-${day}`,
        description: production.description,
        presenter: production.presenter,
        location: room.name,
        type: production.type,
        start: instantText(start),
        doors: instantText(start.subtract({ minutes: room.doorsMinutesBefore })),
        venueId: demoHouse.venue.venueId,
        status: 'on-sale',
        currency: demoHouse.venue.currency,
        salesFrom: instantText(calendar.boxOfficeOpens(-production.announcedDaysAgo)),
      }
      const sections = room.areas === 'hall' ? hall : []
      return {
        production,
        performance,
        event,
        areas: room.areas === 'hall' ? seatedAreas(eventId, hall) : openAreas(eventId, room.areas),
        ticketTypes: ticketTypes(eventId, production, calendar),
        sections,
      }
    })
  })
}

/** An instant as the keyspace writes it: whole milliseconds, always with three digits. */
export function instantText(instant: Temporal.Instant): string {
  return new Date(instant.epochMilliseconds).toISOString()
}

function roomOf(name: string): DemoHouse['rooms'][number] {
  const room = demoHouse.rooms.find(candidate => candidate.room === name)
  if (!room) throw new Error(`resources/demo: no room is called ${name}`)
  return room
}

function seatedAreas(eventId: string, sections: readonly Section[]): Area[] {
  return sections.map(({ sectionId, name, venueId, version, rows }) => ({
    kind: 'seated',
    ...{ eventId, areaId: sectionId, name, venueId, sectionId, sectionVersion: version },
    capacity: rows.reduce((seats, row) => seats + row.seats.length, 0),
  }))
}

function openAreas(
  eventId: string,
  areas: readonly { areaId: string; name: string; capacity: number }[],
): Area[] {
  return areas.map(area => ({ kind: 'general-admission', eventId, ...area }))
}

function ticketTypes(eventId: string, production: Production, calendar: Calendar): TicketType[] {
  if (production.tickets)
    return production.tickets.map(({ type, name, note, area, prices, endedDaysAgo }, rank) => ({
      ...{ eventId, type, name, note, rank, prices: priced(prices), limits: {}, state: 'on-sale' },
      sells: { by: 'area', areaId: area },
      ...(endedDaysAgo !== undefined && { salesUntil: instantText(calendar.boxOfficeOpens(-endedDaysAgo)) }),
    }))
  const scale = demoHouse.priceScales[production.scale ?? '']
  if (!scale) throw new Error(`resources/demo: ${production.id} has neither tickets nor a known price scale`)
  return scale.map(({ type, name, note, zones, prices }, rank) => ({
    ...{ eventId, type, name, note, rank, prices: priced(prices), limits: {}, state: 'on-sale' },
    sells: { by: 'zones', zones },
  }))
}

function priced(prices: readonly number[]): Price[] {
  return demoHouse.priceTypes.map(({ priceType, name }, index) => {
    const priceMinor = prices[index]
    if (priceMinor === undefined) throw new Error(`resources/demo: a ticket has no price for ${priceType}`)
    return { priceType, name, priceMinor }
  })
}
