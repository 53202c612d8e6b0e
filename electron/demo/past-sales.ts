import { v7 } from 'uuid'
import { likelyTenders } from '#shared/domain/money'
import type { TicketLine } from '#shared/domain/order'
import { allotNumbers } from './allot'
import { allotSeats } from './allot-seats'
import type { PastSale } from './books'
import type { Calendar } from './calendar'
import { demoHouse, type Party } from './content'
import type { Random } from './random'
import type { Show } from './shows'

/** A sale, and the till it was made at. */
export interface TillSale extends PastSale {
  terminalId: string
}

const dayMs = 86_400_000
/** The counter is busiest on the first two days of a sale and in the week before the evening. */
const rush = { firstDay: 8, secondDay: 4, lastWeek: 3, otherwise: 1 }
/** Shares of the sales: paid in cash, and bought by somebody whose name is known. */
const cashShare = 0.3
const knownBuyerShare = 0.3

/** The sales a show has made until `nowMs`, in the order of time, as many as its programme entry says. */
export function pastSales(show: Show, calendar: Calendar, nowMs: number, random: Random): TillSale[] {
  const parties = drawParties(show, random)
  const drawTime = saleTimes(show, calendar, nowMs, random)
  const times = parties.map(drawTime).sort((a, b) => a - b)
  const allot = show.sections.length > 0 ? allotSeats(show, random) : allotNumbers(show, random)
  return parties.map((party, index) => {
    const atMs = times[index] as number
    const places = allot(party, atMs)
    const lines = places.map(({ ticketType, ...place }, position): TicketLine => {
      const price = ticketType.prices.find(({ priceType }) => priceType === party[position])
      if (!price) throw new Error(`resources/demo: ${ticketType.name} has no price for ${party[position]}`)
      const { eventId, name: eventName, start: eventStart } = show.event
      const { type, name: ticketName } = ticketType
      const { name: priceName, priceType, priceMinor } = price
      return {
        eventId,
        ...place,
        eventName,
        eventStart,
        ticketType: type,
        ticketName,
        priceType,
        priceName,
        priceMinor,
      }
    })
    return soldAt(atMs, lines, random)
  })
}

/** Parties that together take as many places as are to be sold. */
function drawParties({ production, performance, areas }: Show, random: Random): string[][] {
  const kinds: readonly Party[] = demoHouse.parties[production.parties] ?? []
  const capacity = areas.reduce((sum, area) => sum + area.capacity, 0)
  const blocked = performance.blocks.reduce((sum, { seats }) => sum + seats.length, 0)
  const target =
    'left' in performance ? capacity - blocked - performance.left : Math.round(capacity * performance.sold)
  const parties: string[][] = []
  for (let places = target; places > 0; ) {
    const party = random.weighted(kinds, kind => kind.weight).of.slice(0, places)
    parties.push(party)
    places -= party.length
  }
  return parties
}

/** Draws moments (epoch milliseconds) at which the box office was open and the show on sale, rushes included. */
function saleTimes(show: Show, calendar: Calendar, nowMs: number, random: Random): () => number {
  const { announcedDaysAgo } = show.production
  const startMs = Date.parse(show.event.start)
  const openMs = demoHouse.venue.boxOfficeOpenHours * 3_600_000
  const days: { from: number; until: number; weight: number }[] = []
  for (let day = -announcedDaysAgo; ; day++) {
    const from = calendar.boxOfficeOpens(day).epochMilliseconds
    const until = Math.min(from + openMs, nowMs, startMs)
    if (from >= until) break
    const soon = startMs - from < 7 * dayMs
    const age = day + announcedDaysAgo
    const weight =
      age === 0 ? rush.firstDay : age === 1 ? rush.secondDay : soon ? rush.lastWeek : rush.otherwise
    days.push({ from, until, weight: (weight * (until - from)) / openMs })
  }
  return () => {
    const { from, until } = random.weighted(days, day => day.weight)
    return from + random.below(until - from)
  }
}

function soldAt(atMs: number, lines: TicketLine[], random: Random): TillSale {
  const { currency } = demoHouse.venue
  const till = random.weighted(demoHouse.tills, candidate => candidate.share)
  const seller = demoHouse.users.find(({ username }) => username === till.seller)
  const startedMs = atMs - 15_000 - random.below(60_000)
  return {
    terminalId: till.terminalId,
    orderId: v7({ msecs: startedMs, random: random.bytes(16) }),
    startedAt: new Date(startedMs).toISOString(),
    settledAt: new Date(atMs).toISOString(),
    seller: till.seller,
    sellerName: seller?.name ?? till.seller,
    buyer: random.next() < knownBuyerShare ? random.pick(buyers).username : undefined,
    currency,
    lines,
    paid:
      random.next() < cashShare
        ? { method: 'cash', tenderedMinor: handedOver(lines, currency, random) }
        : { method: 'card', cardLastFour: String(random.below(10_000)).padStart(4, '0') },
  }
}

const buyers = [...demoHouse.customers, ...demoHouse.users.filter(({ role }) => role === 'customer')]

/** What somebody paying cash puts on the counter: the exact sum, or notes above it. */
function handedOver(lines: readonly TicketLine[], currency: string, random: Random): number {
  const totalMinor = lines.reduce((sum, line) => sum + line.priceMinor, 0)
  return random.pick([totalMinor, ...likelyTenders(totalMinor, currency)])
}
