import type { Seat, SeatKind, Section, Stage } from './venue'

/** A point of the plan, in seat widths. */
export interface Point {
  x: number
  y: number
}

/** Seats of one row that stand side by side, in their order, without an aisle between them. */
export interface Block {
  row: string
  seats: readonly Seat[]
  /** Of each seat: how far, in seat widths, it is from the best point of the house. */
  costs: readonly number[]
  /** The smallest of `costs`. */
  lowestCost: number
  /** What the row adds to the cost of each of its seats. */
  rowCost: number
  /** The x of what the seats look at. */
  axis: number
  hasWheelchairs: boolean
  /** No wheelchair place, no companion seat. */
  isPlain: boolean
}

/** Seats further apart than this, in seat widths, have an aisle between them. */
const aisleFrom = 1.5
/** The best row is this far from the stage's front edge: nearer ones look up, farther ones see less. In seat widths. */
const bestDepth = 8
/** Without a known stage, one is taken to end this far before the section's first row. */
const assumedStageGap = 3
/** A seat width sideways counts less than one further back. */
const sidewaysWeight = 0.5
/** Every seat with a restricted view comes after all others. */
const restrictedViewCost = 10_000

const laidOut = new WeakMap<Section, { stage: Stage | undefined; blocks: readonly Block[] }>()

/**
 * The blocks of a section, the one with the best seat first. They are worked out once for a section.
 * @param stage what its seats look at; without it, something in front of the section's middle
 */
export function blocksOf(section: Section, stage?: Stage): readonly Block[] {
  const known = laidOut.get(section)
  if (known && known.stage === stage) return known.blocks
  const focus = stage ? frontOf(stage) : beforeThe(section)
  const blocks = section.rows
    .flatMap(row => {
      const seats = inOrder(row.seats)
      const depth = seats.reduce((sum, seat) => sum + Math.abs(seat.y - focus.y), 0) / seats.length
      const rowCost = Math.abs(depth - bestDepth)
      return splitAtAisles(seats).map(block => blockOf(row.label, block, rowCost, focus))
    })
    .sort((a, b) => a.lowestCost - b.lowestCost)
  laidOut.set(section, { stage, blocks })
  return blocks
}

/** A seat for anybody: wheelchair places and companion seats are given on request only. */
export const isForAnybody = (kind: SeatKind) => kind === 'seat' || kind === 'restricted-view'

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function blockOf(row: string, seats: readonly Seat[], rowCost: number, focus: Point): Block {
  const costs = seats.map(
    seat =>
      rowCost +
      sidewaysWeight * Math.abs(seat.x - focus.x) +
      (seat.kind === 'restricted-view' ? restrictedViewCost : 0),
  )
  const hasWheelchairs = seats.some(seat => seat.kind === 'wheelchair')
  const isPlain = seats.every(seat => isForAnybody(seat.kind))
  return {
    row,
    seats,
    costs,
    lowestCost: Math.min(...costs),
    rowCost,
    axis: focus.x,
    hasWheelchairs,
    isPlain,
  }
}

/** Along the row, whichever way it runs on the plan. */
function inOrder(seats: readonly Seat[]): Seat[] {
  const runsSideways = extent(seats.map(seat => seat.x)).length >= extent(seats.map(seat => seat.y)).length
  return [...seats].sort((a, b) => (runsSideways ? a.x - b.x : a.y - b.y) || a.slot - b.slot)
}

function splitAtAisles(seats: readonly Seat[]): Seat[][] {
  const blocks: Seat[][] = []
  let before: Seat | undefined
  for (const seat of seats) {
    if (before && areNeighbours(before, seat)) blocks.at(-1)?.push(seat)
    else blocks.push([seat])
    before = seat
  }
  return blocks
}

/** A companion seat belongs to its wheelchair place, however wide that is. */
function areNeighbours(a: Seat, b: Seat): boolean {
  return distance(a, b) < aisleFrom || a.companionOf === b.slot || b.companionOf === a.slot
}

function frontOf(stage: Stage): Point {
  return {
    x: extent(stage.points.map(([x]) => x)).middle,
    y: Math.max(...stage.points.map(([, y]) => y)),
  }
}

function beforeThe(section: Section): Point {
  const seats = section.rows.flatMap(row => row.seats)
  return {
    x: extent(seats.map(seat => seat.x)).middle,
    y: extent(seats.map(seat => seat.y)).low - assumedStageGap,
  }
}

function extent(values: readonly number[]): { low: number; middle: number; length: number } {
  const { low, high } = values.reduce(
    (so, value) => ({ low: Math.min(so.low, value), high: Math.max(so.high, value) }),
    { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY },
  )
  return { low, middle: (low + high) / 2, length: high - low }
}
