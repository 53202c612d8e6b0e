import type { Place } from '#shared/domain/order'

export const placesOf = (lines: readonly Place[]) =>
  lines.map(({ eventId, areaId, slot }) => ({ eventId, areaId, slot }))
