import type { Seat, SeatKind, Section, Stage } from '#shared/domain/venue'

/** A seated area of the house with its geometry. */
export interface SeatedArea {
  areaId: string
  section: Section
}

/** A row of seats that stand one after another in the plan's arrays, from left to right. */
export interface PlanRow {
  label: string
  /** Index into `Plan.areas`. */
  area: number
  first: number
  count: number
}

/** `indexOfSlot[slot]` is the seat's index in the plan's arrays, or -1. */
export interface PlanArea {
  areaId: string
  name: string
  indexOfSlot: Int32Array
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/**
 * Where every seat of a house stands, in typed arrays by seat index: 50,000 seats are 1.4 MB, and a loop over them
 * stays under a millisecond. Lengths are in the units of the venue's plan, `angle` in radians.
 */
export interface Plan {
  count: number
  x: Float32Array
  y: Float32Array
  /** How far the seat is turned with its row, in ten thousandths; see `angleOf`. */
  turn: Int16Array
  /** Index into `zones`. */
  zone: Uint8Array
  /** Index into `seatKinds`. */
  kind: Uint8Array
  /** Index into `rows`. */
  row: Uint16Array
  slot: Uint32Array
  /** Index into `labelNames`: seats of many rows have the same few. */
  label: Uint16Array | Uint32Array
  labelNames: string[]
  zones: string[]
  rows: PlanRow[]
  areas: PlanArea[]
  stages: readonly Stage[]
  /** Around the middles of all seats and the stages. */
  bounds: Box
  /** From one seat's middle to the next one's in its row: how large a seat can be drawn. */
  pitch: number
}

/** Half a turn either way fits into 16 bits so, and a tenth of a thousandth is not to be seen. */
const turnsPerRadian = 10_000

export const seatKinds: readonly SeatKind[] = ['seat', 'wheelchair', 'companion', 'restricted-view']

/** Lays out the seats of `areas`. Seats of a row stand from left to right, whatever way they are numbered. */
export function planOf(areas: readonly SeatedArea[], stages: readonly Stage[]): Plan {
  const count = areas.reduce((sum, { section }) => sum + seatCount(section), 0)
  const plan: Plan = {
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    turn: new Int16Array(count),
    zone: new Uint8Array(count),
    kind: new Uint8Array(count),
    row: new Uint16Array(count),
    slot: new Uint32Array(count),
    // At most a label a seat.
    label: count > 0xffff ? new Uint32Array(count) : new Uint16Array(count),
    labelNames: [],
    zones: [],
    rows: [],
    areas: [],
    stages,
    bounds: { left: 0, top: 0, right: 0, bottom: 0 },
    pitch: 1,
  }
  const labelAt = new Map<string, number>()
  for (const area of areas) addArea(plan, area, labelAt)
  plan.labelNames = [...labelAt.keys()]
  plan.bounds = boundsOf(plan)
  plan.pitch = pitchOf(plan)
  return plan
}

function seatCount(section: Section): number {
  return section.rows.reduce((sum, row) => sum + row.seats.length, 0)
}

function addArea(plan: Plan, { areaId, section }: SeatedArea, labelAt: Map<string, number>) {
  const slots = section.rows.reduce(
    (most, row) => row.seats.reduce((max, seat) => Math.max(max, seat.slot), most),
    -1,
  )
  const area: PlanArea = { areaId, name: section.name, indexOfSlot: new Int32Array(slots + 1).fill(-1) }
  plan.areas.push(area)
  for (const row of section.rows) addRow(plan, area, row, labelAt)
}

function addRow(plan: Plan, area: PlanArea, row: Section['rows'][number], labelAt: Map<string, number>) {
  const before = plan.rows.at(-1)
  const first = before ? before.first + before.count : 0
  const along = directionOf(row.seats)
  const seats = [...row.seats].sort((a, b) => along(a) - along(b))
  for (const [place, seat] of seats.entries()) {
    const index = first + place
    addSeat(plan, area, seat, index)
    plan.turn[index] = Math.round(turnAt(seats, place) * turnsPerRadian)
    const label = labelAt.get(seat.label) ?? labelAt.size
    labelAt.set(seat.label, label)
    plan.label[index] = label
  }
  plan.rows.push({ label: row.label, area: plan.areas.length - 1, first, count: seats.length })
}

/** How far along its row a seat stands, from the left: a row at the side of a round house goes down the plan. */
function directionOf(seats: readonly Seat[]): (seat: Seat) => number {
  const mean = (of: (seat: Seat) => number) => seats.reduce((sum, seat) => sum + of(seat), 0) / seats.length
  const [x, y] = [mean(seat => seat.x), mean(seat => seat.y)]
  const [xx, yy, xy] = [
    mean(seat => (seat.x - x) ** 2),
    mean(seat => (seat.y - y) ** 2),
    mean(seat => (seat.x - x) * (seat.y - y)),
  ]
  // The axis along which they are spread most (principal component of two coordinates).
  const axis = Math.atan2(2 * xy, xx - yy) / 2
  // Straight down and straight up are one axis: down it is.
  const angle = axis < 1e-6 - Math.PI / 2 ? axis + Math.PI : axis
  return seat => seat.x * Math.cos(angle) + seat.y * Math.sin(angle)
}

function addSeat(plan: Plan, area: PlanArea, seat: Seat, index: number) {
  plan.x[index] = seat.x
  plan.y[index] = seat.y
  plan.zone[index] = zoneIndex(plan, seat.zone)
  plan.kind[index] = seatKinds.indexOf(seat.kind)
  plan.row[index] = plan.rows.length
  plan.slot[index] = seat.slot
  area.indexOfSlot[seat.slot] = index
}

function zoneIndex(plan: Plan, zone: string): number {
  const known = plan.zones.indexOf(zone)
  return known >= 0 ? known : plan.zones.push(zone) - 1
}

/** A seat is turned like the line from its left neighbour to its right one: a curved row needs no angles of its own. */
function turnAt(seats: readonly Seat[], place: number): number {
  const left = seats[Math.max(0, place - 1)]
  const right = seats[Math.min(seats.length - 1, place + 1)]
  return left && right && left !== right ? Math.atan2(right.y - left.y, right.x - left.x) : 0
}

function boundsOf(plan: Plan): Box {
  const points = plan.stages.flatMap(stage => stage.points)
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  const include = (x: number, y: number) => {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  for (const [x, y] of points) include(x, y)
  for (let index = 0; index < plan.count; index++) include(plan.x[index] ?? 0, plan.y[index] ?? 0)
  return box.left <= box.right ? box : { left: 0, top: 0, right: 0, bottom: 0 }
}

/** The smallest step between neighbours of a row, so that no two seats overlap. */
function pitchOf(plan: Plan): number {
  let pitch = Infinity
  for (const row of plan.rows) {
    for (let index = row.first + 1; index < row.first + row.count; index++) {
      const step = Math.hypot(
        (plan.x[index] ?? 0) - (plan.x[index - 1] ?? 0),
        (plan.y[index] ?? 0) - (plan.y[index - 1] ?? 0),
      )
      if (step > 0) pitch = Math.min(pitch, step)
    }
  }
  return Number.isFinite(pitch) ? pitch : 1
}

/** How far a seat is turned with its row, in radians. */
export function angleOf(plan: Plan, index: number): number {
  return (plan.turn[index] ?? 0) / turnsPerRadian
}

/** What is printed as a seat's number. */
export function labelOf(plan: Plan, index: number): string {
  return plan.labelNames[plan.label[index] ?? -1] ?? ''
}

/** The row a seat stands in. */
export function rowOf(plan: Plan, index: number): PlanRow {
  const row = plan.rows[plan.row[index] ?? -1]
  if (!row) throw new RangeError(`No seat ${index} on this plan`)
  return row
}

/** The area a seat belongs to. */
export function areaOf(plan: Plan, index: number): PlanArea {
  const area = plan.areas[rowOf(plan, index).area]
  if (!area) throw new RangeError(`No seat ${index} on this plan`)
  return area
}

/** The seat at a slot of an area, or undefined when this plan has none there. */
export function seatAt(plan: Plan, place: { areaId: string; slot: number }): number | undefined {
  const area = plan.areas.find(({ areaId }) => areaId === place.areaId)
  const index = area?.indexOfSlot[place.slot] ?? -1
  return index < 0 ? undefined : index
}
