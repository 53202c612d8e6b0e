import type { Faker } from '@faker-js/faker'
import type { Area, Event, Price, TicketType } from '#shared/domain/event'
import type { Entry } from '../../cluster/bulk'
import type { Random } from '../../demo/random'
import { keyspace } from '../../keyspace'
import type { House } from './houses'
import type { Settings } from './settings'

/** A ticket type and the places it sells, in the order in which they go. */
export interface Offer {
  ticketType: TicketType
  areaId: string
  areaName: string
  capacity: number
  sold: number
  /** The `index`th place to be sold. */
  place(index: number): { slot: number; placeLabel: string }
}

/** An event while it is being sold. */
export interface EventOnSale {
  event: Event
  areas: Area[]
  offers: Offer[]
  /** How often people choose it beside the others. */
  popularity: number
}

export const priceTypes = [
  { priceType: 'adult', name: 'Adult', share: 1 },
  { priceType: 'concession', name: 'Concession', share: 0.75 },
  { priceType: 'child', name: 'Child', share: 0.5 },
] as const

export function leftOf({ offers }: EventOnSale): number {
  return offers.reduce((left, { capacity, sold }) => left + capacity - sold, 0)
}

/** An event that starts within 90 days after `salesEndMs`, on the quarter of an hour. */
export function drawEvent(
  { settings, faker, random }: { settings: Settings; faker: Faker; random: Random },
  houses: readonly House[],
  sales: { fromMs: number; untilMs: number },
): EventOnSale {
  const house = random.pick(houses)
  const eventId = faker.string.uuid()
  const name = faker.music.songName()
  const quarterMs = 15 * 60_000
  const startMs = Math.ceil(sales.untilMs / quarterMs) * quarterMs + random.below(90 * 96) * quarterMs
  const event: Event = {
    ...{ eventId, name, slug: faker.helpers.slugify(name).toLowerCase() },
    description: faker.lorem.sentences(2),
    presenter: faker.person.fullName(),
    ...{ location: house.location, type: random.pick(settings.types), venueId: house.venue.venueId },
    start: new Date(startMs).toISOString(),
    status: 'on-sale',
    currency: settings.currency,
    salesFrom: new Date(sales.fromMs).toISOString(),
  }
  const seated = random.next() < settings.seatedProbability
  const sale = seated ? seatedHouse(event, house, settings, random) : openHouse(event, settings, random)
  return { event, ...sale, popularity: 0.05 + random.next() ** 3 }
}

export function* eventEntries({ event, areas, offers }: EventOnSale): Generator<Entry> {
  const { eventId } = event
  yield { key: keyspace.event.key(eventId), value: keyspace.event.encode(event) }
  for (const area of areas)
    yield { key: keyspace.area.key(eventId, area.areaId), value: keyspace.area.encode(area) }
  for (const { ticketType } of offers)
    yield {
      key: keyspace.ticketType.key(eventId, ticketType.type),
      value: keyspace.ticketType.encode(ticketType),
    }
}

/** What is sold of an event, and where. */
type Sale = Pick<EventOnSale, 'areas' | 'offers'>

/** Some of the ticket types, each with an area of its own; its numbers go in random order. */
function openHouse({ eventId }: Event, settings: Settings, random: Random): Sale {
  const { ticketTypes, ticketsMin, ticketsMax } = settings
  const types = random.shuffled(ticketTypes).slice(0, 1 + random.below(ticketTypes.length))
  const areas = types.map((type): Area => {
    const capacity = ticketsMin + random.below(ticketsMax - ticketsMin + 1)
    return { kind: 'general-admission', eventId, areaId: type, name: capitalized(type), capacity }
  })
  const offers = areas.map(({ areaId, name, capacity }, rank): Offer => {
    const first = random.below(capacity)
    const step = strideThrough(capacity, random)
    return {
      ticketType: ticketType(
        { eventId, type: areaId, rank, sells: { by: 'area', areaId } },
        settings,
        random,
      ),
      ...{ areaId, areaName: name, capacity, sold: 0 },
      place: index => ({ slot: (first + index * step) % capacity, placeLabel: name }),
    }
  })
  return { areas, offers }
}

/** The venue's hall: a ticket type for each price zone; seats go one after another, so that parties sit together. */
function seatedHouse({ eventId }: Event, { venue, hall }: House, settings: Settings, random: Random): Sale {
  const seats = hall.rows.flatMap(row => row.seats.map(seat => ({ row: row.label, ...seat })))
  const { sectionId: areaId, name: areaName } = hall
  const zones = [...new Set(seats.map(({ zone }) => zone))]
  const offers = zones.map((zone, rank): Offer => {
    const ofZone = seats.filter(seat => seat.zone === zone)
    return {
      ticketType: ticketType(
        { eventId, type: zone, rank, sells: { by: 'zones', zones: [zone] } },
        settings,
        random,
      ),
      ...{ areaId, areaName, capacity: ofZone.length, sold: 0 },
      place(index) {
        const seat = ofZone[index]
        if (!seat) throw new RangeError(`zone ${zone} has no seat ${index}`)
        return { slot: seat.slot, placeLabel: `Row ${seat.row}, seat ${seat.label}` }
      },
    }
  })
  const area: Area = {
    kind: 'seated',
    ...{ eventId, areaId, name: areaName, venueId: venue.venueId, sectionId: areaId, sectionVersion: 1 },
    capacity: seats.length,
  }
  return { areas: [area], offers }
}

function ticketType(
  what: Pick<TicketType, 'eventId' | 'type' | 'rank' | 'sells'>,
  { priceMin, priceMax }: Settings,
  random: Random,
): TicketType {
  const adultMinor = Math.round(100 * (priceMin + random.next() * (priceMax - priceMin)))
  const prices = priceTypes.map(({ priceType, name, share }): Price => {
    // Prices end in tens of cents, as people write them.
    return { priceType, name, priceMinor: Math.round((adultMinor * share) / 10) * 10 }
  })
  return { ...what, name: capitalized(what.type), prices, limits: {}, state: 'on-sale' }
}

/** A step that visits every number below `count` once before it repeats: it shares no divisor with it. */
function strideThrough(count: number, random: Random): number {
  for (;;) {
    const step = 1 + random.below(count)
    if (greatestDivisor(step, count) === 1) return step
  }
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
