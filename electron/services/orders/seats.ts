import type { SeatNotSold } from '#shared/contract/find-orders'
import { slotState } from '#shared/domain/occupancy'
import type { Place } from '#shared/domain/order'
import { keyspace } from '../../keyspace'
import { type ReplicaState, stateOf } from '../../replica'

/** How many events are looked through for a seat: those that are on, the nearest first. */
const eventsAtMost = 40
/** A customer comes back for an evening that is over; not for one of last season. */
const lookBackMs = 30 * 86_400_000

/** Seats of this name, of the events that the words name: those that are an order's, and what the others are. */
export interface SeatsFound {
  sold: Place[]
  notSold: SeatNotSold[]
}

/** Looks a seat up by the row and the number printed on it, in the house as this terminal shows it. */
export function seatsNamed(
  state: ReplicaState,
  asked: { row: string; seat: string; words: readonly string[] },
  nowMs: number,
): SeatsFound {
  const found: SeatsFound = { sold: [], notSold: [] }
  for (const { eventId, name, start, areas } of eventsFor(state, asked.words, nowMs))
    for (const [areaId, { area, claims }] of areas) {
      if (area?.value.kind !== 'seated') continue
      const { venueId, sectionId } = area.value
      const section = state.sections.get(keyspace.section.key(venueId, sectionId))?.value
      for (const row of section?.rows ?? []) {
        if (!isSame(row.label, asked.row)) continue
        const seat = row.seats.find(({ label }) => isSame(label, asked.seat))
        if (!seat) continue
        const standing = stateOf(claims, seat.slot)
        if (standing === slotState.sold || standing === slotState.reserved)
          found.sold.push({ eventId, areaId, slot: seat.slot })
        else
          found.notSold.push({
            ...{ eventId, eventName: name, eventStart: start },
            placeLabel: `${area.value.name}, row ${row.label}, seat ${seat.label}`,
            state: notSold[standing],
          })
      }
    }
  return found
}

const notSold = {
  [slotState.free]: 'free',
  [slotState.held]: 'held',
  [slotState.blocked]: 'blocked',
} as const

function eventsFor(state: ReplicaState, words: readonly string[], nowMs: number) {
  const events = [...state.houses.values()].flatMap(({ event, areas }) =>
    event ? [{ ...event.value, areas }] : [],
  )
  const distance = ({ start }: { start: string }) => {
    const ahead = Date.parse(start) - nowMs
    // What is over comes after what is still ahead.
    return ahead >= 0 ? ahead : lookBackMs * 100 - ahead
  }
  return events
    .filter(({ start }) => Date.parse(start) > nowMs - lookBackMs)
    .filter(({ name }) => words.every(word => name.toLowerCase().includes(word)))
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, eventsAtMost)
}

const isSame = (label: string, asked: string) => label.toLowerCase() === asked.toLowerCase()
