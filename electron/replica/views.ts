import type { EventSummary, House, HouseChange } from '#shared/contract/events'
import { isListed } from '#shared/domain/event'
import type { Venue } from '#shared/domain/venue'
import { keyspace } from '../keyspace'
import { holderOf, packedText, stateOf } from './packed-claims'
import type { HouseState, ReplicaState, Touched } from './state'

/** The event's row, or undefined when it is not to be listed at `nowMs` (draft, archived, long over, unreadable). */
export function summarise(house: HouseState | undefined, nowMs: number): EventSummary | undefined {
  const event = house?.event?.value
  if (!event || event.status === 'draft' || event.status === 'archived') return undefined
  return isListed(event, nowMs) ? eventRow(house) : undefined
}

/** The same of any event, or undefined of one that cannot be read. */
export function eventRow(house: HouseState | undefined): EventSummary | undefined {
  const event = house?.event?.value
  if (!house || !event) return undefined
  // Made anew for every sale of the event, and written out in full: spreads would take a hundred times as long.
  const { eventId, name, presenter, type, location, start, status, currency } = event
  const { capacity, sold, held, blocked } = occupancy(house)
  const fromMinor = lowestPaidMinor(house)
  const left = Math.max(0, capacity - sold - held - blocked)
  return {
    eventId,
    name,
    presenter,
    type,
    location,
    start,
    status,
    currency,
    fromMinor,
    capacity,
    left,
    sold,
    held,
    blocked,
  }
}

function lowestPaidMinor(house: HouseState): number | undefined {
  let lowest: number | undefined
  for (const type of house.ticketTypes.values())
    for (const { priceMinor } of type.value.prices)
      if (priceMinor > 0 && (lowest === undefined || priceMinor < lowest)) lowest = priceMinor
  return lowest
}

function occupancy(house: HouseState) {
  const total = { capacity: 0, sold: 0, held: 0, blocked: 0 }
  for (const { area, claims } of house.areas.values()) {
    total.capacity += area?.value.capacity ?? 0
    total.sold += claims.counts.sold + claims.counts.reserved
    total.held += claims.counts.held
    total.blocked += claims.counts.blocked
  }
  return total
}

/** One event's house with all its seats, or undefined when there is no such event. */
export function houseView(state: ReplicaState, eventId: string): House | undefined {
  const house = state.houses.get(eventId)
  const event = house?.event?.value
  if (!house || !event) return undefined
  const areas: House['areas'] = []
  const stageIds = new Set<string>()
  for (const { area, claims } of house.areas.values()) {
    if (!area) continue
    const seated = area.value.kind === 'seated' ? area.value : undefined
    const section =
      seated && state.sections.get(keyspace.section.key(seated.venueId, seated.sectionId))?.value
    if (section?.stageId) stageIds.add(section.stageId)
    const { capacity } = area.value
    const within = ([slot]: readonly [number, unknown]) => slot < capacity
    areas.push({
      area: area.value,
      section,
      states: packedText(claims, capacity),
      holders: Object.fromEntries([...claims.holders].filter(within)),
      ...(claims.blocks.size > 0 && { blocks: Object.fromEntries([...claims.blocks].filter(within)) }),
    })
  }
  const stages =
    state.venues.get(event.venueId)?.value.stages.filter(stage => stageIds.has(stage.stageId)) ?? []
  return { event, stages, areas, ticketTypes: sortedTypes(house) }
}

/** What `touched` means for one house on a screen, or undefined when it means nothing there. */
export function houseChange(state: ReplicaState, eventId: string, touched: Touched): HouseChange | undefined {
  const house = state.houses.get(eventId)
  const slots = touched.slots.get(eventId)
  const edited = touched.edited.has(eventId)
  if (!house || (!slots && !edited)) return undefined
  const change: HouseChange = {}
  if (edited) {
    change.event = house.event?.value
    change.ticketTypes = sortedTypes(house)
  }
  if (slots) {
    change.slots = {}
    for (const [areaId, numbers] of slots) {
      const claims = house.areas.get(areaId)?.claims
      if (!claims) continue
      change.slots[areaId] = [...numbers].map(slot => {
        const by = holderOf(claims, slot)
        return by === undefined ? [slot, stateOf(claims, slot)] : [slot, stateOf(claims, slot), by]
      })
    }
  }
  return change
}

/** The house this cluster sells for: the one its settings name, or the first there is. */
export function venueOf(state: ReplicaState): Venue | undefined {
  const chosen = state.settings.get(keyspace.config.venue.key()) as { venueId: string } | undefined
  const named = chosen && state.venues.get(chosen.venueId)
  return (named ?? [...state.venues.values()][0])?.value
}

function sortedTypes(house: HouseState) {
  return [...house.ticketTypes.values()]
    .map(type => type.value)
    .sort((a, b) => a.rank - b.rank || (a.type < b.type ? -1 : 1))
}
