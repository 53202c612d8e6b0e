import type { EventStatus } from '#shared/domain/event'

/** How an event or a ticket type stands with its places. */
export type Standing = 'plenty' | 'low' | 'sold-out' | 'closed' | 'cancelled'

interface Places {
  capacity: number
  left: number
}

/** Few enough to be said in amber: one place in eight, or a dozen. */
const lowShare = 1 / 8
const lowCount = 12

export function placesStanding({ capacity, left }: Places): Exclude<Standing, 'closed' | 'cancelled'> {
  if (left <= 0) return 'sold-out'
  return left <= lowCount || left <= capacity * lowShare ? 'low' : 'plenty'
}

/** `placesStanding`, unless the event is not on sale at all. */
export function eventStanding(event: Places & { status: EventStatus }): Standing {
  if (event.status === 'cancelled') return 'cancelled'
  return event.status === 'on-sale' ? placesStanding(event) : 'closed'
}

/** The part of the house that is gone, from 0 to 1. */
export function fullness({ capacity, left }: Places): number {
  return capacity > 0 ? Math.min(1, Math.max(0, 1 - left / capacity)) : 1
}
