/** Places of one row; a place that is no numbered seat stands as its own row without seats. */
export interface RowSeats {
  row: string
  seats: string[]
}

/** `Row M, seat 3` and `Row M, seat 4` as one row with two seats, in the order in which they come. */
export function rowsOf(placeLabels: readonly string[]): RowSeats[] {
  const rows = new Map<string, RowSeats>()
  for (const label of placeLabels) {
    const [, row = label, seat] = /^(.+), seat (\S+)$/.exec(label) ?? []
    const known = rows.get(row) ?? { row, seats: [] }
    rows.set(row, known)
    if (seat !== undefined) known.seats.push(seat)
  }
  return [...rows.values()]
}
