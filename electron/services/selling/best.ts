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

/** How many groups one request may offer the cluster, one after another. */
const offered = 5

/**
 * The seats that may be given for a wish, one group after another, the one to try first at the head: tills that all
 * wanted the very best would all meet there, so it is drawn from the `few` best, and the others follow in case somebody
 * was faster.
 * @param taken places not to give, beside those the replica knows to be taken
 * @throws Refusal `NOT_FOUND` where no numbered seats are sold, `SOLD_OUT` with what is left and where
 */
export function bestPlaces(
  state: ReplicaState,
  house: HouseState,
  type: TicketType,
  want: WantedBest,
  options: { taken: readonly Place[]; few: number; random: () => number },
): FoundPlace[][] {
  const { taken, few, random } = options
  const zones = type.sells.by === 'zones' ? type.sells.zones : []
  const parts = seatedParts(state, house, want, taken)
  if (zones.length === 0 || parts.length === 0)
    throw new Refusal('NOT_FOUND', { what: 'numbered seats', id: want.areaId ?? want.ticketType })
  const { count, accessible: wheelchairs } = want
  const ranked = bestGroups(parts, { count, zones, wheelchairs, most: Math.max(few, offered) })
  if (ranked.length === 0) throw soldOut(parts, zones, type, want)
  return inTurn(ranked, few, random)
    .slice(0, offered)
    .map(group => placesOf(parts, group))
}

/**
 * Any of those about as good as the best, then any of the others of the `few` best, then the rest by their rank: tills
 * that all went down the same list would meet at each of its steps.
 */
function inTurn(ranked: readonly BestGroup[], few: number, random: () => number): BestGroup[] {
  const best = ranked.slice(0, few)
  const asGood = aboutAsGood(best)
  const others = best.filter(group => !asGood.includes(group) && group.pieces === best[0]?.pieces)
  const drawn = [...shuffled(asGood, random), ...shuffled(others, random)]
  return [...drawn, ...ranked.filter(group => !drawn.includes(group))]
}

interface AreaPart extends SeatedPart {
  area: Area
}

function seatedParts(
  state: ReplicaState,
  house: HouseState,
  want: WantedBest,
  taken: readonly Place[],
): AreaPart[] {
  return [...house.areas].flatMap(([areaId, { area: versioned, claims }]) => {
    const area = versioned?.value
    if (area?.kind !== 'seated' || (want.areaId !== undefined && want.areaId !== areaId)) return []
    const section = state.sections.get(keyspace.section.key(area.venueId, area.sectionId))?.value
    if (!section) return []
    const stages = state.venues.get(area.venueId)?.value.stages
    const others = new Set(
      taken.filter(p => p.eventId === want.eventId && p.areaId === areaId).map(p => p.slot),
    )
    const isFree = (slot: number) =>
      slot < area.capacity && stateOf(claims, slot) === slotState.free && !others.has(slot)
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

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map(item => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** How widely a till spreads its wishes for the best: the more it meets others, the wider. */
export interface Spread {
  /** From how many groups the first is drawn. */
  readonly few: number
  /** What became of a request: its first group was free, or somebody had been faster. */
  met(others: boolean): void
}

const widestSpread = 64

/** A till that is alone gives the very best; one that finds it taken doubles its spread, and narrows it slowly. */
export function createSpread(): Spread {
  let few = 1
  return {
    get few() {
      return Math.ceil(few)
    },
    met(others) {
      few = others ? Math.min(widestSpread, few * 2) : Math.max(1, few * (7 / 8))
    },
  }
}
