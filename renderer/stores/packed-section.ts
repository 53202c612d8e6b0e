import type { HouseArea } from '#shared/contract/events'
import { type Seat, type Section, seatKind } from '#shared/domain/venue'

/**
 * A section's seats in columns: a seat is 12 bytes here and some 70 as an object of its own, and a house has up to
 * 100,000 of them.
 */
export interface PackedSection {
  about: Omit<Section, 'rows'>
  rows: readonly { label: string; count: number }[]
  labelNames: readonly string[]
  labels: Uint16Array | Uint32Array
  /** Undefined: they are counted through the section, as they mostly are. */
  slots: Uint32Array | undefined
  x: Float32Array
  y: Float32Array
  kinds: Uint8Array
  zones: Uint8Array
  zoneNames: readonly string[]
  /** By position among all seats: few have one. */
  companions: ReadonlyMap<number, number>
}

/** Coordinates come back to a thousandth of a seat: what a 32-bit number keeps of them at the edge of a plan. */
const perSeat = 1_000

const packs = new WeakMap<HouseArea, PackedSection>()
const unpacked = new WeakMap<PackedSection, WeakRef<Section>>()

/** `area` with its seats packed; `section` gives them as they were, for as long as somebody looks at them. */
export function packedArea(area: HouseArea): HouseArea {
  const { section, ...rest } = area
  return section ? withPack(rest, packs.get(area) ?? packSection(section)) : area
}

/** `area` after its slots changed: the seats stay where they are. */
export function withStates(
  area: HouseArea,
  changed: Pick<HouseArea, 'states' | 'holders' | 'blocks'>,
): HouseArea {
  const pack = packs.get(area)
  return pack ? withPack({ ...area, ...changed }, pack) : { ...area, ...changed }
}

/** The seats of an area: the same object as long as they are the same, whatever becomes of them. */
export function packOf(area: HouseArea): PackedSection | undefined {
  return packs.get(area)
}

function withPack(area: Omit<HouseArea, 'section'>, pack: PackedSection): HouseArea {
  const own = { ...area } as HouseArea
  // Not enumerable: a copy of the area must not unpack it.
  Object.defineProperty(own, 'section', { get: () => sectionOf(pack), configurable: true })
  packs.set(own, pack)
  return own
}

function packSection({ rows, ...about }: Section): PackedSection {
  const seats = rows.flatMap(row => row.seats)
  const zoneNames = [...new Set(seats.map(seat => seat.zone))]
  const labelNames = [...new Set(seats.map(seat => seat.label))]
  const labelAt = new Map(labelNames.map((label, at) => [label, at]))
  const labels = seats.map(seat => labelAt.get(seat.label) ?? 0)
  const isCounted = seats.every((seat, at) => seat.slot === at)
  return {
    about,
    rows: rows.map(row => ({ label: row.label, count: row.seats.length })),
    labelNames,
    labels: seats.length > 0xffff ? Uint32Array.from(labels) : Uint16Array.from(labels),
    slots: isCounted ? undefined : Uint32Array.from(seats, seat => seat.slot),
    x: Float32Array.from(seats, seat => seat.x),
    y: Float32Array.from(seats, seat => seat.y),
    kinds: Uint8Array.from(seats, seat => seatKind.options.indexOf(seat.kind)),
    zones: Uint8Array.from(seats, seat => zoneNames.indexOf(seat.zone)),
    zoneNames,
    companions: new Map(
      seats.flatMap(({ companionOf }, at) => (companionOf === undefined ? [] : [[at, companionOf]])),
    ),
  }
}

/** The seats as objects, made anew where nobody has looked at them for a while. */
export function sectionOf(pack: PackedSection): Section {
  const known = unpacked.get(pack)?.deref()
  if (known) return known
  let first = 0
  const rows = pack.rows.map(({ label, count }) => {
    const seats = Array.from({ length: count }, (_, n) => seatOf(pack, first + n))
    first += count
    return { label, seats }
  })
  const section = { ...pack.about, rows } as Section
  unpacked.set(pack, new WeakRef(section))
  return section
}

function seatOf(pack: PackedSection, at: number): Seat {
  const companionOf = pack.companions.get(at)
  return {
    slot: pack.slots ? (pack.slots[at] ?? 0) : at,
    label: pack.labelNames[pack.labels[at] ?? 0] ?? '',
    x: Math.round((pack.x[at] ?? 0) * perSeat) / perSeat,
    y: Math.round((pack.y[at] ?? 0) * perSeat) / perSeat,
    zone: pack.zoneNames[pack.zones[at] ?? 0] ?? '',
    kind: seatKind.options[pack.kinds[at] ?? 0] ?? 'seat',
    ...(companionOf !== undefined && { companionOf }),
  }
}
