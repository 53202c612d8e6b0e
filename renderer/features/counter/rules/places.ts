import { z } from 'zod'
import { place } from '#shared/domain/order'

/** One place and nothing else about it: what the terminal takes where it asks for places. */
export const placeId = z.object(place.shape)
export type PlaceId = z.infer<typeof placeId>

/** Whether two places are one. */
export function samePlace(a: PlaceId, b: PlaceId): boolean {
  return a.slot === b.slot && a.areaId === b.areaId && a.eventId === b.eventId
}

/** The place of a ticket, without the ticket. */
export function placeOf({ eventId, areaId, slot }: PlaceId): PlaceId {
  return { eventId, areaId, slot }
}
