import type { Camera } from './camera'
import { toPlan } from './camera'
import type { GridIndex } from './grid-index'
import { look } from './looks'
import { labelOf, type Plan, rowOf } from './plan'
import { mapText } from './text'
import type { Frame } from './use-gestures'

/** Seats that were chosen together: those to ask for, and those that somebody else has. */
export interface Chosen {
  free: readonly number[]
  /** Neither free nor in this basket already. */
  notFree: readonly number[]
}

const own: readonly (number | undefined)[] = [look.ours, look.asked]

/** `seats` in the order of their rows, parted. */
export function chosenOf(seats: Iterable<number>, looks: Uint8Array): Chosen {
  const free: number[] = []
  const notFree: number[] = []
  for (const index of [...seats].sort((a, b) => a - b)) {
    if (looks[index] === look.free) free.push(index)
    else if (!own.includes(looks[index])) notFree.push(index)
  }
  return { free, notFree }
}

/** The seats whose middles are in a rectangle of the window. */
export function seatsInFrame(grid: GridIndex, camera: Camera, { left, top, width, height }: Frame): number[] {
  const from = toPlan(camera, left, top)
  const to = toPlan(camera, left + width, top + height)
  return seatsInBox(grid, from, to)
}

/** All seats between two: along their row, or where they stand in different ones, in the rectangle between them. */
export function seatsBetween(plan: Plan, grid: GridIndex, from: number, to: number): number[] {
  if (plan.row[from] === plan.row[to]) {
    const first = Math.min(from, to)
    return Array.from({ length: Math.abs(to - from) + 1 }, (_, n) => first + n)
  }
  const at = (index: number) => ({ x: plan.x[index] ?? 0, y: plan.y[index] ?? 0 })
  return seatsInBox(grid, at(from), at(to), plan.pitch / 2)
}

interface Point {
  x: number
  y: number
}

function seatsInBox(grid: GridIndex, a: Point, b: Point, more = 0): number[] {
  const seats: number[] = []
  grid.within(
    {
      left: Math.min(a.x, b.x) - more,
      right: Math.max(a.x, b.x) + more,
      top: Math.min(a.y, b.y) - more,
      bottom: Math.max(a.y, b.y) + more,
    },
    index => seats.push(index),
  )
  return seats
}

/** Row by row, the seats of each as runs: `row F, 9–11, 14; row G, 2`. At most so many rows are named. */
export function seatsInWords(plan: Plan, seats: readonly number[], mostRows = 3): string {
  const rows = new Map<number, number[]>()
  for (const index of seats) {
    const row = plan.row[index] ?? 0
    const known = rows.get(row)
    if (known) known.push(index)
    else rows.set(row, [index])
  }
  const named = [...rows.values()].slice(0, mostRows)
  const more = seats.length - named.reduce((sum, row) => sum + row.length, 0)
  const words = named.map(row => mapText.rowSeats(rowOf(plan, row[0] ?? 0).label, runs(plan, row)))
  return [...words, ...(more > 0 ? [mapText.andMore(more)] : [])].join('; ')
}

/** Neighbours as one run, by the labels at its ends. */
function runs(plan: Plan, seats: readonly number[]): string {
  const found: number[][] = []
  for (const index of [...seats].sort((a, b) => a - b)) {
    const run = found.at(-1)
    if (run && run.at(-1) === index - 1) run.push(index)
    else found.push([index])
  }
  const label = (index: number | undefined) => labelOf(plan, index ?? -1)
  return found
    .map(run => (run.length === 1 ? label(run[0]) : `${label(run[0])}–${label(run.at(-1))}`))
    .join(', ')
}
