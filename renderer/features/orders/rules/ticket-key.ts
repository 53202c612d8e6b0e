import type { Place } from '#shared/domain/order'

/** Tells the tickets of an order apart: no two that are kept have one place. */
export const ticketKey = ({ eventId, areaId, slot }: Place) => `${eventId}:${areaId}:${slot}`
