import { largestGroup } from '#shared/contract/group'
import type { Wanted } from '#shared/contract/selling'
import { type Event, type TicketType, whyNotOnSale } from '#shared/domain/event'
import { slotState } from '#shared/domain/occupancy'
import type { Place, TicketLine } from '#shared/domain/order'
import { isSamePlace } from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import { keyspace } from '../../keyspace'
import {
  type AreaState,
  freeSlots,
  type HouseState,
  type ReplicaState,
  stateOf,
  type Versioned,
} from '../../replica'
import { bestPlaces, type FoundPlace } from './best'
import { placeAt } from './places'

/** What was asked for, made concrete: tickets with their prices, and the ticket types whose revisions hold that. */
export interface Choice {
  lines: TicketLine[]
  ticketTypes: Versioned<TicketType>[]
  currency: string
  /** Some places were drawn at random: after a conflict, others may do. */
  random: boolean
  /** The lines, and what could be had instead of them: one set of places after another, at the same prices. */
  alternatives: readonly (readonly TicketLine[])[]
}

/**
 * Turns what a cashier asked for into tickets, from what this terminal knows. Nothing here is certain: the
 * transaction compares every ticket type and every slot.
 * @param taken places not to draw, beside those the replica knows to be taken
 * @param own places that may be drawn although they are taken: whoever asks has them
 * @param few from how many of the best groups one is drawn (8)
 * @throws Refusal `NOT_FOUND`, `NOT_ON_SALE`, `SOLD_OUT`, `LIMIT_EXCEEDED`, `ONE_CURRENCY`
 */
export function choose(
  state: ReplicaState,
  wanted: readonly Wanted[],
  options: {
    nowMs: number
    taken: readonly Place[]
    own?: readonly Place[]
    already: readonly TicketLine[]
    random: () => number
    few?: number
  },
): Choice {
  const lines: TicketLine[] = []
  const ticketTypes = new Map<string, Versioned<TicketType>>()
  const currencies = new Set<string>()
  /** What each wish for the best may get, one group after another. */
  const best: TicketLine[][][] = []
  // The best of what the other wishes leave.
  for (const want of [...wanted].sort((a, b) => Number(a.pick === 'best') - Number(b.pick === 'best'))) {
    const { house, event, type } = find(state, want)
    const reason = whyNotOnSale(event, type.value, options.nowMs)
    if (reason) throw new Refusal('NOT_ON_SALE', { name: `${event.name}, ${type.value.name}`, reason })
    ticketTypes.set(keyspace.ticketType.key(event.eventId, type.value.type), type)
    currencies.add(event.currency)
    const taken = [...options.taken, ...lines]
    if (want.pick === 'best') {
      const prices = (n: number) => want.priceTypes?.[n] ?? want.priceType ?? ''
      const groups = bestPlaces(state, house, type.value, want, { few: 8, ...options, taken }).map(group =>
        group.map((place, n) => ticket(event, type.value, prices(n), place)),
      )
      best.push(groups)
      lines.push(...(groups[0] ?? []))
      continue
    }
    const places =
      want.pick === 'slot'
        ? [oneSlot(state, house, type.value, want)]
        : anySlots(house, type.value, want, taken, options.random)
    for (const place of places) lines.push(once(lines, ticket(event, type.value, want.priceType, place)))
  }
  const all = [...options.already, ...lines]
  for (const type of ticketTypes.values()) withinLimit(type.value, all)
  if (lines.length > 100 || ticketTypes.size > 20)
    throw new Refusal('LIMIT_EXCEEDED', { name: 'one step', limit: 100 })
  // More could be held, and not be sold: its sale is one transaction.
  if (all.length > largestGroup)
    throw new Refusal('LIMIT_EXCEEDED', { name: 'one basket', limit: largestGroup })
  const [currency, other] = currencies
  if (currency === undefined || other !== undefined) throw new Refusal('ONE_CURRENCY', {})
  return {
    lines,
    ticketTypes: [...ticketTypes.values()],
    currency,
    random: wanted.some(want => want.pick !== 'slot'),
    alternatives: best.length > 0 ? together(lines, best) : [lines],
  }
}

/**
 * What several wishes for the best may get together: the first group of each, then the next of each, and so on, where
 * those do not meet.
 * @param lines all that the first choice is made of
 */
function together(lines: readonly TicketLine[], best: readonly TicketLine[][][]): TicketLine[][] {
  const firsts = new Set(best.flatMap(groups => groups[0] ?? []))
  const fixed = lines.filter(line => !firsts.has(line))
  const offers = Array.from({ length: Math.max(...best.map(groups => groups.length)) }, (_, n) => {
    const chosen = [...fixed]
    for (const groups of best) {
      const inTurn = [...groups.slice(n), ...groups.slice(0, n)]
      const group = inTurn.find(each => !each.some(line => chosen.some(other => isSamePlace(other, line))))
      if (!group) return []
      chosen.push(...group)
    }
    return chosen
  })
  return offers.filter(offer => offer.length === lines.length)
}

/** A place asked for twice in one step would be one key written twice, which etcd takes for a mistake of ours. */
function once(lines: readonly TicketLine[], line: TicketLine): TicketLine {
  const { eventId, areaId, slot, placeLabel } = line
  if (lines.some(other => other.slot === slot && other.areaId === areaId && other.eventId === eventId))
    throw new Refusal('SEAT_TAKEN', { taken: [{ eventId, areaId, slot, placeLabel, state: 'hold' }] })
  return line
}

function find(state: ReplicaState, want: Wanted) {
  const house = state.houses.get(want.eventId)
  const event = house?.event?.value
  if (!house || !event) throw new Refusal('NOT_FOUND', { what: 'event', id: want.eventId })
  const type = house.ticketTypes.get(want.ticketType)
  if (!type) throw new Refusal('NOT_FOUND', { what: 'ticket type', id: want.ticketType })
  return { house, event, type }
}

function oneSlot(
  state: ReplicaState,
  house: HouseState,
  type: TicketType,
  want: Wanted & { pick: 'slot' },
): FoundPlace {
  const found = placeAt(state, house, want)
  const sold =
    found &&
    (found.zone === undefined
      ? type.sells.by === 'area' && type.sells.areaId === want.areaId
      : type.sells.by === 'zones' && type.sells.zones.includes(found.zone))
  if (!sold) throw new Refusal('NOT_FOUND', { what: 'place', id: `${want.areaId} ${want.slot}` })
  const { area, placeLabel } = found
  return { area, slot: want.slot, placeLabel }
}

/**
 * Free numbers at random: tills that all took the lowest would collide on every sale (five times slower at 8 tills,
 * fifteen times at 32).
 */
function anySlots(
  house: HouseState,
  type: TicketType,
  want: Wanted & { pick: 'any' },
  taken: readonly Place[],
  random: () => number,
): FoundPlace[] {
  const kept = type.sells.by === 'area' ? house.areas.get(type.sells.areaId) : undefined
  const area = kept?.area?.value
  if (!kept || area?.kind !== 'general-admission')
    throw new Refusal('NOT_FOUND', { what: 'standing area', id: want.ticketType })
  const others = new Set(
    taken.filter(p => p.eventId === want.eventId && p.areaId === area.areaId).map(p => p.slot),
  )
  const drawn = draw(kept, area.capacity, want.count, others, random)
  if (drawn.length < want.count) throw new Refusal('SOLD_OUT', { areaName: area.name, left: drawn.length })
  return drawn.map(slot => ({ area, slot, placeLabel: area.name }))
}

/** A free place of a house that is half sold is found in two throws on average: only a fuller one is read whole. */
const throwsPerPlace = 8

function draw(
  kept: AreaState,
  capacity: number,
  count: number,
  others: ReadonlySet<number>,
  random: () => number,
): number[] {
  const drawn = new Set<number>()
  const isLeft = (slot: number) =>
    stateOf(kept.claims, slot) === slotState.free && !others.has(slot) && !drawn.has(slot)
  for (let throws = 0; throws < count * throwsPerPlace && drawn.size < count; throws++) {
    const slot = Math.floor(random() * capacity)
    if (slot < capacity && isLeft(slot)) drawn.add(slot)
  }
  if (drawn.size === count) return [...drawn]
  const free = freeSlots(kept.claims, capacity).filter(isLeft)
  while (drawn.size < count && free.length > 0) {
    const at = Math.floor(random() * free.length)
    const slot = free[at]
    const last = free.pop()
    if (slot === undefined || last === undefined) break
    if (at < free.length) free[at] = last
    drawn.add(slot)
  }
  return [...drawn]
}

function ticket(event: Event, type: TicketType, priceType: string, place: FoundPlace): TicketLine {
  const price = type.prices.find(candidate => candidate.priceType === priceType)
  if (!price) throw new Refusal('NOT_FOUND', { what: 'price', id: priceType })
  return {
    eventId: event.eventId,
    areaId: place.area.areaId,
    slot: place.slot,
    areaName: place.area.name,
    placeLabel: place.placeLabel,
    eventName: event.name,
    eventStart: event.start,
    ticketType: type.type,
    ticketName: type.name,
    priceType,
    priceName: price.name,
    priceMinor: price.priceMinor,
  }
}

function withinLimit(type: TicketType, lines: readonly TicketLine[]): void {
  const limit = type.limits.perOrder
  if (limit === undefined) return
  const count = lines.filter(line => line.eventId === type.eventId && line.ticketType === type.type).length
  if (count > limit) throw new Refusal('LIMIT_EXCEEDED', { name: type.name, limit })
}
