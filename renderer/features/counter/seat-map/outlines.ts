import type { Box, Plan, PlanRow } from './plan'

/** A section as a shape, for when its seats are too small to be seen. */
export interface SectionOutline {
  /** Index into `Plan.areas`. */
  area: number
  /** Along the middles of its outermost seats, so a curved or tilted section is a curved or tilted shape. */
  points: readonly (readonly [x: number, y: number])[]
  box: Box
  /** Where its name stands: on the middle seat of its middle row. */
  x: number
  y: number
  /** The zone that most of its seats are in; index into `Plan.zones`. */
  zone: number
}

/** A side of a section is drawn through at most so many of its seats. */
const pointsOnSide = 9

/** The sections of a plan that have seats, in the order of its areas. */
export function outlinesOf(plan: Plan): SectionOutline[] {
  const rowsOf: PlanRow[][] = plan.areas.map(() => [])
  for (const row of plan.rows) if (row.count > 0) rowsOf[row.area]?.push(row)
  return rowsOf.flatMap((rows, area) => (rows.length > 0 ? [outlineOf(plan, area, rows)] : []))
}

function outlineOf(plan: Plan, area: number, rows: readonly PlanRow[]): SectionOutline {
  const [front, back] = [rows[0], rows.at(-1)]
  if (!front || !back) throw new RangeError(`Section ${area} has no rows`)
  const last = (row: PlanRow) => row.first + row.count - 1
  const along = (row: PlanRow) => Array.from({ length: row.count }, (_, place) => row.first + place)
  const seats = [
    ...sampled(along(front)),
    ...sampled(rows.map(last)),
    ...sampled(along(back)).reverse(),
    ...sampled(rows.map(row => row.first)).reverse(),
  ]
  const points = seats.map(index => [plan.x[index] ?? 0, plan.y[index] ?? 0] as const)
  const middle = rows[rows.length >> 1] ?? front
  const at = middle.first + (middle.count >> 1)
  return {
    ...{ area, points, box: boxOf(plan, rows), zone: commonZone(plan, rows) },
    ...{ x: plan.x[at] ?? 0, y: plan.y[at] ?? 0 },
  }
}

/** The first, the last, and some evenly between. */
function sampled(seats: readonly number[]): number[] {
  const count = Math.min(seats.length, pointsOnSide)
  if (count < 2) return [...seats]
  return Array.from(
    { length: count },
    (_, n) => seats[Math.round((n * (seats.length - 1)) / (count - 1))] ?? 0,
  )
}

function boxOf(plan: Plan, rows: readonly PlanRow[]): Box {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const row of rows)
    for (let index = row.first; index < row.first + row.count; index++) {
      box.left = Math.min(box.left, plan.x[index] ?? 0)
      box.right = Math.max(box.right, plan.x[index] ?? 0)
      box.top = Math.min(box.top, plan.y[index] ?? 0)
      box.bottom = Math.max(box.bottom, plan.y[index] ?? 0)
    }
  return box
}

function commonZone(plan: Plan, rows: readonly PlanRow[]): number {
  const counts = plan.zones.map(() => 0)
  for (const row of rows)
    for (let index = row.first; index < row.first + row.count; index++) {
      const zone = plan.zone[index] ?? 0
      counts[zone] = (counts[zone] ?? 0) + 1
    }
  return counts.indexOf(Math.max(...counts))
}

/** The section whose shape is nearest to a point, or undefined when none is within `reach`. */
export function outlineAt(
  outlines: readonly SectionOutline[],
  x: number,
  y: number,
  reach: number,
): SectionOutline | undefined {
  let found: SectionOutline | undefined
  let least = reach
  for (const outline of outlines) {
    const distance = isInside(outline.points, x, y) ? 0 : distanceTo(outline.points, x, y)
    if (distance > least || (found && distance === least)) continue
    found = outline
    least = distance
  }
  return found
}

function isInside(points: SectionOutline['points'], x: number, y: number): boolean {
  let isIn = false
  for (const [n, [ax, ay]] of points.entries()) {
    const [bx, by] = points[(n + 1) % points.length] ?? [ax, ay]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn
  }
  return isIn
}

function distanceTo(points: SectionOutline['points'], x: number, y: number): number {
  let least = Infinity
  for (const [n, [ax, ay]] of points.entries()) {
    const [bx, by] = points[(n + 1) % points.length] ?? [ax, ay]
    const length = (bx - ax) ** 2 + (by - ay) ** 2
    const part =
      length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    least = Math.min(least, Math.hypot(ax + part * (bx - ax) - x, ay + part * (by - ay) - y))
  }
  return least
}
