import type { Seat } from '#shared/domain/venue'
import type { Allot, Allotted } from './allot'
import type { Random } from './random'
import type { Show } from './shows'

/** A row while the house fills up; `seats` are in order, from the left. */
interface FillingRow {
  areaId: string
  areaName: string
  label: string
  seats: readonly Seat[]
  free: boolean[]
}

/** Seats are wanted by the middle of the house, less so towards the sides and the back. */
const sideways = 0.35
const backwards = 0.12
/** How little a single seat left alone is liked, and how much people differ in taste. */
const lonelySeat = 5
const taste = 3

/**
 * Gives numbered seats away as a box office would: a party sits together where it can, in the zone it pays for, near
 * the middle, and rarely leaves one seat alone. A carer goes beside a wheelchair place while there is one. When no
 * row has room for all of them the party is split, and the last places of all go to whoever comes.
 */
export function allotSeats(show: Show, random: Random): Allot {
  const rows: FillingRow[] = show.sections.flatMap(section =>
    section.rows.map(({ label, seats }) => ({
      ...{ areaId: section.sectionId, areaName: section.name, label, seats },
      free: seats.map(() => true),
    })),
  )
  for (const { section, row, seats } of show.performance.blocks) {
    const blocked = rows.find(candidate => candidate.areaId === section && candidate.label === row)
    for (const number of seats) if (blocked) blocked.free[number - 1] = false
  }

  const take = (row: FillingRow, index: number): Allotted => {
    const seat = row.seats[index]
    const ticketType = show.ticketTypes.find(
      type => type.sells.by === 'zones' && type.sells.zones.includes(seat?.zone ?? ''),
    )
    if (!seat || !ticketType)
      throw new Error(`no ticket sells ${row.areaName}, row ${row.label}, ${index + 1}`)
    row.free[index] = false
    const { areaId, areaName, label } = row
    return { areaId, areaName, slot: seat.slot, placeLabel: `Row ${label}, seat ${seat.label}`, ticketType }
  }

  const wheelchairPair = (): Allotted[] | undefined => {
    for (const row of rows)
      for (const [index, seat] of row.seats.entries()) {
        const wheelchair = row.seats.findIndex(other => other.slot === seat.companionOf)
        if (row.free[index] && row.free[wheelchair]) return [take(row, wheelchair), take(row, index)]
      }
    return undefined
  }

  const together = (size: number, zone: string): Allotted[] | undefined => {
    let best: { row: FillingRow; start: number; cost: number } | undefined
    for (const row of rows)
      for (let start = 0; start + size <= row.seats.length; start++) {
        if (!isOpen(row, start, size, zone)) continue
        const cost = costOf(row, start, size) + random.next() * taste
        if (!best || cost < best.cost) best = { row, start, cost }
      }
    return best && Array.from({ length: size }, (_, offset) => take(best.row, best.start + offset))
  }

  const anyPlace = (): Allotted[] => {
    const row = rows.find(candidate => candidate.free.includes(true))
    if (!row) throw new Error(`${show.event.eventId}: more places are to be sold than there are`)
    return [take(row, row.free.indexOf(true))]
  }

  const seatTogether = (size: number): Allotted[] => {
    for (const zone of zonesByDemand(rows, random)) {
      const found = together(size, zone)
      if (found) return found
    }
    if (size === 1) return anyPlace()
    const half = Math.ceil(size / 2)
    return [...seatTogether(half), ...seatTogether(size - half)]
  }

  return party => {
    const pair = party.length >= 2 && party.includes('carer') ? wheelchairPair() : undefined
    return pair
      ? [...pair, ...(party.length > 2 ? seatTogether(party.length - 2) : [])]
      : seatTogether(party.length)
  }
}

function isOpen(row: FillingRow, start: number, size: number, zone: string): boolean {
  for (let index = start; index < start + size; index++) {
    const seat = row.seats[index]
    const ordinary = seat?.kind === 'seat' || seat?.kind === 'restricted-view'
    if (!row.free[index] || !ordinary || seat.zone !== zone) return false
  }
  return true
}

function costOf(row: FillingRow, start: number, size: number): number {
  const middle = row.seats[start + Math.floor(size / 2)]
  const left = row.free[start - 1] === true && row.free[start - 2] !== true
  const right = row.free[start + size] === true && row.free[start + size + 1] !== true
  const distance = Math.abs(middle?.x ?? 0) * sideways + Math.max(0, middle?.y ?? 0) * backwards
  return distance + (Number(left) + Number(right)) * lonelySeat
}

/** Every zone once, in an order of chance: more free seats and a better zone come first more often. */
function zonesByDemand(rows: readonly FillingRow[], random: Random): string[] {
  const free = new Map<string, number>()
  for (const row of rows)
    for (const [index, seat] of row.seats.entries())
      if (row.free[index]) free.set(seat.zone, (free.get(seat.zone) ?? 0) + 1)
  const best = [...free.keys()].sort()
  const left = best.map((zone, rank) => ({ zone, demand: (free.get(zone) ?? 0) * (best.length - rank) }))
  const order: string[] = []
  while (left.length > 0) {
    const next = random.weighted(left, zone => zone.demand)
    order.push(next.zone)
    left.splice(left.indexOf(next), 1)
  }
  return order
}
