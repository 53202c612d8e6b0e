import type { TicketLine } from '#shared/domain/order'

/** A numbered seat, as its label says it. */
interface Seat {
  row: string
  seat: string
}

/** Row and seat of `Row F, seat 9`; undefined for a place without a number. */
export function seatOf(placeLabel: string): Seat | undefined {
  const [, row, seat] = /^Row (.+), seat (.+)$/s.exec(placeLabel) ?? []
  return row !== undefined && seat !== undefined ? { row, seat } : undefined
}

/** Where the places of some tickets are: `Stalls, row F: 9, 10 · row G: 1`, or the name of a standing area. */
export function whereabouts(lines: readonly Pick<TicketLine, 'areaName' | 'placeLabel'>[]): string {
  const areas = new Map<string, Map<string, string[]>>()
  for (const { areaName, placeLabel } of lines) {
    const rows = areas.get(areaName) ?? new Map<string, string[]>()
    areas.set(areaName, rows)
    const seat = seatOf(placeLabel)
    if (seat) rows.set(seat.row, [...(rows.get(seat.row) ?? []), seat.seat])
  }
  return [...areas]
    .map(([areaName, rows]) => {
      const told = [...rows].map(([row, seats]) => `row ${row}: ${seats.join(', ')}`)
      return told.length > 0 ? `${areaName}, ${told.join(' · ')}` : areaName
    })
    .join(' · ')
}
