import type { House } from '#shared/contract/events'
import { slotState } from '#shared/domain/occupancy'
import type { PlaceId } from './places'

/** A free seat in place of one that is gone. */
export interface NearSeat extends PlaceId {
  /** `F 10`. */
  label: string
}

/** How much further a row away is than a seat away: people would rather sit beside than behind. */
const rowWeight = 1.5

/**
 * The `count` free seats of the same price zone that are nearest to one that is gone, the nearest first. Places for
 * wheelchairs and their companions are offered only in place of such.
 */
export function nearestSeats(
  { event, areas }: Pick<House, 'event' | 'areas'>,
  gone: PlaceId,
  count = 3,
): NearSeat[] {
  const seats = areas.flatMap(({ area: { areaId }, section, states }) =>
    (section?.rows ?? []).flatMap(row =>
      row.seats.map(seat => ({ areaId, row, seat, isFree: states[seat.slot] === slotState.free })),
    ),
  )
  const wanted = seats.find(({ areaId, seat }) => areaId === gone.areaId && seat.slot === gone.slot)?.seat
  if (!wanted || gone.eventId !== event.eventId) return []
  return seats
    .filter(({ seat, isFree }) => isFree && seat.zone === wanted.zone && seat.kind === wanted.kind)
    .map(own => ({ ...own, far: Math.hypot(own.seat.x - wanted.x, rowWeight * (own.seat.y - wanted.y)) }))
    .sort((one, other) => one.far - other.far)
    .slice(0, count)
    .map(({ areaId, row, seat }) => ({
      ...{ eventId: event.eventId, areaId, slot: seat.slot },
      label: `${row.label} ${seat.label}`,
    }))
}
