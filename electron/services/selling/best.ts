import type { WantedBest } from '#shared/contract/wanted-best'
import {
  aboutAsGood,
  type BestGroup,
  bestGroups,
  leftOf,
  type SeatedPart,
} from '#shared/domain/best-available'
import type { Area, TicketType } from '#shared/domain/event'
import { slotState } from '#shared/domain/occupancy'
import type { Place } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import { keyspace } from '../../keyspace'
import { type HouseState, type ReplicaState, stateOf } from '../../replica'

/** A place, made concrete. */
export interface FoundPlace {
  area: Area
  slot: number
  placeLabel: string
}

/** From so many groups the first is drawn at most. */
const widestSpread = 64
/** How many groups one request offers the cluster, one after another: each costs it bytes. */
const offered = 5
/** The same when hardly any are left, and every till wants those. */
const offeredAtLast = 16

/**
 * The seats that may be given for a wish, one group after another, the one to try first at the head: tills that all
 * wanted the very best would all meet there, so it is drawn from the `few` best, and the others follow in case somebody
 * was faster.
 * @param taken places not to give, beside those the replica knows to be taken
 * @param own places that may be given although they are taken: whoever asks has them
 * @throws Refusal `NOT_FOUND` where no numbered seats are sold, `SOLD_OUT` with what is left and where
 */
export function bestPlaces(
  state: ReplicaState,
  house: HouseState,
  type: TicketType,
  want: WantedBest,
  options: { taken: readonly Place[]; own?: readonly Place[]; few: number; random: () => number },
): FoundPlace[][] {
  const { few, random } = options
  const zones = type.sells.by === 'zones' ? type.sells.zones : []
  const parts = seatedParts(state, house, want, options)
  if (zones.length === 0 || parts.length === 0)
    throw new Refusal('NOT_FOUND', { what: 'numbered seats', id: want.areaId ?? want.ticketType })
  const { count, accessible: wheelchairs } = want
  const most = Math.min(widestSpread, Math.max(offeredAtLast, few * 2 ** (offered - 1)))
  const ranked = bestGroups(parts, { count, zones, wheelchairs, most })
  if (ranked.length === 0) throw soldOut(parts, zones, type, want)
  const offers = inTurn(ranked, few, ranked.length < most ? offeredAtLast : offered, random)
  return offers.map(group => placesOf(parts, group))
}

/**
 * First any of the `few` best that is about as good as the best, then each time any of twice as many: tills that went
 * down one list would meet at each of its steps.
 */
function inTurn(
  ranked: readonly BestGroup[],
  few: number,
  offers: number,
  random: () => number,
): BestGroup[] {
  const [first] = drawn(aboutAsGood(ranked.slice(0, few)), random)
  if (!first) return []
  const chosen = [first]
  for (let wide = few * 2; chosen.length < offers; wide *= 2) {
    const [next, ...others] = ranked.filter(group => !chosen.includes(group))
    if (!next) break
    const alike = [next, ...others.filter(group => group.pieces === next.pieces)]
    chosen.push(...drawn(alike.slice(0, Math.max(1, wide - chosen.length)), random))
  }
  return chosen
}

/** One of `groups`, or none of none. */
function drawn(groups: readonly BestGroup[], random: () => number): BestGroup[] {
  const at = Math.floor(random() * groups.length)
  return groups.slice(at, at + 1)
}

interface AreaPart extends SeatedPart {
  area: Area
}

function seatedParts(
  state: ReplicaState,
  house: HouseState,
  want: WantedBest,
  { taken, own = [] }: { taken: readonly Place[]; own?: readonly Place[] },
): AreaPart[] {
  return [...house.areas].flatMap(([areaId, { area: versioned, claims }]) => {
    const area = versioned?.value
    if (area?.kind !== 'seated' || (want.areaId !== undefined && want.areaId !== areaId)) return []
    const section = state.sections.get(keyspace.section.key(area.venueId, area.sectionId))?.value
    if (!section) return []
    const stages = state.venues.get(area.venueId)?.value.stages
    const slotsOf = (places: readonly Place[]) =>
      new Set(places.filter(p => p.eventId === want.eventId && p.areaId === areaId).map(p => p.slot))
    const others = slotsOf(taken)
    const mine = slotsOf(own)
    const isFree = (slot: number) =>
      slot < area.capacity &&
      (stateOf(claims, slot) === slotState.free || mine.has(slot)) &&
      !others.has(slot)
    const stage = stages?.find(({ stageId }) => stageId === section.stageId)
    return [{ area, areaId, section, stage, isFree }]
  })
}

function placesOf(parts: readonly AreaPart[], group: BestGroup): FoundPlace[] {
  return group.seats.flatMap(({ areaId, row, seat }) => {
    const part = parts.find(each => each.areaId === areaId)
    return part ? [{ area: part.area, slot: seat.slot, placeLabel: `Row ${row}, seat ${seat.label}` }] : []
  })
}

function soldOut(
  parts: readonly AreaPart[],
  zones: readonly string[],
  type: TicketType,
  { accessible = 0 }: WantedBest,
): Refusal {
  const left = [...leftOf(parts, zones).values()]
  const sum = (kind: 'seats' | 'wheelchairs') => left.reduce((total, each) => total + each[kind], 0)
  const kind = sum('wheelchairs') < accessible ? 'wheelchairs' : 'seats'
  const where = parts.flatMap(({ area }, n) => {
    const count = left[n]?.[kind] ?? 0
    const { eventId, areaId, name: areaName } = area
    return count > 0 ? [{ eventId, areaId, areaName, left: count }] : []
  })
  const [only, ...more] = parts
  return new Refusal('SOLD_OUT', {
    areaName: only && more.length === 0 ? only.area.name : type.name,
    left: sum(kind),
    where,
    ...(kind === 'wheelchairs' && { wheelchairPlaces: true }),
  })
}

/** How widely a till spreads its wishes for the best: the more it meets others, the wider. */
export interface Spread {
  /** From how many groups the first is drawn. */
  readonly few: number
  /** What became of a request: its first group was free, or somebody had been faster. */
  met(others: boolean): void
}

/** A till that is alone gives the very best; one that finds it taken doubles its spread, and narrows it slowly. */
export function createSpread(): Spread {
  let few = 1
  return {
    get few() {
      return Math.ceil(few)
    },
    met(others) {
      few = others ? Math.min(widestSpread, few * 2) : Math.max(1, few * (15 / 16))
    },
  }
}
