import { type Charges, charged } from '#shared/domain/charges'
import { type Order, type TicketLine, ticketsMinor } from '#shared/domain/order'
import { owedMinor } from '#shared/domain/order-rules'
import { counterText } from '../text'
import type { ExchangePart } from './exchange-account'
import { type Picked, sameKind } from './picks'

/**
 * A line of the basket panel: one numbered seat, or so many places of general admission. `held` are the places
 * behind the latter; none when they were only picked.
 */
export type AccountLine =
  | { kind: 'seat'; seat: TicketLine }
  | { kind: 'places'; of: Omit<Picked, 'currency' | 'count'>; count: number; held: readonly TicketLine[] }

/** Everything of one event, in the order it was added. */
export interface AccountGroup {
  eventId: string
  eventName: string
  eventStart: string
  lines: AccountLine[]
}

/** What one customer takes: what is held for them, and what is picked to be sold at once. */
export interface Account {
  groups: AccountGroup[]
  ticketCount: number
  /** What the tickets cost before discounts and fees. */
  ticketsMinor: number
  discounts: Order['discounts']
  fees: Order['fees']
  /** In the total already. */
  taxes: Order['taxes']
  totalMinor: number
  /** Of what is in it; undefined while there is nothing. */
  currency: string | undefined
  /** What it is taken in exchange for: `totalMinor` is the difference then. */
  exchange?: ExchangePart
}

/** Whether a held ticket is for one seat, and not for any place of an area. */
export function isNumbered(line: TicketLine): boolean {
  return line.placeLabel !== line.areaName
}

/** `9` for `Row F, seat 9`. */
export function seatNumber(line: TicketLine): string {
  return line.placeLabel.split(' ').at(-1) ?? line.placeLabel
}

/** What is taken off the tickets and put on them. */
export interface Pricing {
  charges: Charges
  discounts: Order['discounts']
}

const plainPrices: Pricing = { charges: {}, discounts: [] }

export function accountOf(
  basket: Held | undefined,
  picks: readonly Picked[],
  { charges, discounts }: Pricing = plainPrices,
): Account {
  const groups: AccountGroup[] = []
  for (const line of basket?.lines ?? []) addHeld(groupOf(groups, line), line)
  for (const own of picks)
    groupOf(groups, own).lines.push({ kind: 'places', of: own, count: own.count, held: [] })
  const currency = basket?.currency ?? picks[0]?.currency
  const picked = picks.flatMap(({ eventId, priceMinor, count }) =>
    Array.from({ length: count }, () => ({ eventId, priceMinor })),
  )
  const lines = [...(basket?.lines ?? []), ...picked]
  const { fees, taxes } = charged({ currency: currency ?? '', lines, discounts }, charges)
  return {
    groups,
    ticketCount: lines.length,
    ticketsMinor: ticketsMinor(lines),
    ...{ discounts, fees, taxes },
    totalMinor: owedMinor({ lines, discounts, fees }),
    currency,
  }
}

type Held = { lines: readonly TicketLine[]; currency: string }

function groupOf(groups: AccountGroup[], of: { eventId: string; eventName: string; eventStart: string }) {
  const known = groups.find(({ eventId }) => eventId === of.eventId)
  if (known) return known
  const group: AccountGroup = {
    eventId: of.eventId,
    eventName: of.eventName,
    eventStart: of.eventStart,
    lines: [],
  }
  groups.push(group)
  return group
}

function addHeld(group: AccountGroup, line: TicketLine) {
  if (isNumbered(line)) {
    group.lines.push({ kind: 'seat', seat: line })
    return
  }
  const known = group.lines.findIndex(
    own => own.kind === 'places' && sameKind(own.of, line) && own.of.priceMinor === line.priceMinor,
  )
  const own = group.lines[known]
  if (own?.kind === 'places') group.lines[known] = { ...own, count: own.count + 1, held: [...own.held, line] }
  else group.lines.push({ kind: 'places', of: line, count: 1, held: [line] })
}

/** What is in `account` in a few words: `Row F, seats 9–11`, `2 × Floor standing`, or how many tickets. */
export function labelOf(account: Account): string {
  const lines = account.groups.flatMap(group => group.lines)
  const [first] = lines
  if (first?.kind === 'places' && lines.length === 1) return `${first.count} × ${first.of.ticketName}`
  const seats = lines.flatMap(line => (line.kind === 'seat' ? [line.seat] : []))
  const rows = new Set(seats.map(seat => `${seat.eventId} ${seat.areaId} ${rowPart(seat)}`))
  if (seats.length < lines.length || rows.size !== 1) return counterText.tickets(account.ticketCount)
  const [seat] = seats
  if (seats.length === 1 || !seat) return seat?.placeLabel ?? ''
  return counterText.seatsOfRow(rowPart(seat), numbersInWords(seats.map(seatNumber)))
}

/** `Row F` of `Row F, seat 9`. */
function rowPart(line: TicketLine): string {
  return line.placeLabel.split(',')[0] ?? line.placeLabel
}

/** `9–11` where they follow one another, else `9, 11`. */
export function numbersInWords(numbers: readonly string[]): string {
  const values = numbers.map(Number).sort((a, b) => a - b)
  const first = values[0] ?? Number.NaN
  const inOrder = values.every((value, place) => value === first + place)
  return inOrder ? `${first}–${values.at(-1)}` : numbers.join(', ')
}

interface Counted {
  eventId: string
  ticketType: string
  priceType: string
}

/** How many tickets of each price type are in the basket, of those that `belongs` says count. */
export function countByPriceType(
  lines: readonly Counted[],
  picks: readonly (Counted & { count: number })[],
  belongs: (ticket: Counted) => boolean,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const ticket of [...lines.map(line => ({ ...line, count: 1 })), ...picks])
    if (belongs(ticket)) counts.set(ticket.priceType, (counts.get(ticket.priceType) ?? 0) + ticket.count)
  return counts
}
