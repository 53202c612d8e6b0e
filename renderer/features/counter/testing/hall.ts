import type { HouseArea } from '#shared/contract/events'
import type { Section, Stage } from '#shared/domain/venue'

interface HallSection {
  sectionId: string
  /** Seats of each row, nearest to the stage first. */
  rows: readonly number[]
  /** Where the first seat of the first row stands. */
  at: readonly [x: number, y: number]
  zone?: string
}

/** A section on a plain grid: rows `A`, `B`… one apart, seats `1`, `2`… one apart, slots counted through. */
export function hallSection({ sectionId, rows, at: [x, y], zone = 'A' }: HallSection): Section {
  let slot = 0
  return {
    venueId: 'venue',
    sectionId,
    version: 1,
    name: sectionId,
    rows: rows.map((count, line) => ({
      label: String.fromCharCode(65 + line),
      seats: Array.from({ length: count }, (_, place) => ({
        slot: slot++,
        label: String(place + 1),
        x: x + place,
        y: y + line,
        zone,
        kind: 'seat' as const,
      })),
    })),
  }
}

/** `section` as an area of a house, with who has its slots (`states`: shared/domain/occupancy). */
export function hallArea(section: Section, states?: string): HouseArea & { section: Section } {
  const capacity = section.rows.reduce((sum, row) => sum + row.seats.length, 0)
  return {
    area: {
      kind: 'seated',
      eventId: 'event',
      areaId: section.sectionId,
      name: section.name,
      venueId: section.venueId,
      sectionId: section.sectionId,
      sectionVersion: section.version,
      capacity,
    },
    section,
    states: states ?? '.'.repeat(capacity),
    holders: {},
  }
}

export const hallStage: Stage = {
  stageId: 'stage',
  label: 'Stage',
  points: [
    [0, -4],
    [4, -4],
    [4, -2],
    [0, -2],
  ],
}
