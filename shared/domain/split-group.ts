import { type FreeBlock, middleOf, type Run, runsOf, take } from './free-seats'
import { spreadOf } from './seat-group'
import { distance, isForAnybody, type Point } from './seating-blocks'

/** Seats for anybody, free and side by side, as many as there are. */
interface Stretch {
  of: FreeBlock
  start: number
  length: number
  middle: Point
  /** Mean distance of its seats from the best point of the house. */
  cost: number
}

/** A split is tried around so many stretches. */
const centresTried = 8

/**
 * Where `count` people sit who find no seats side by side: in the fewest pieces, near each other, none of one seat
 * where that can be helped. People with wheelchairs keep as many of their company beside them as there is room for.
 * @returns undefined when there are not enough seats at all
 */
export function splitRuns(
  blocks: readonly FreeBlock[],
  count: number,
  wheelchairs: number,
): Run[] | undefined {
  return wheelchairs === 0 ? splitSeats(blocks, count) : aroundWheelchairs(blocks, count, wheelchairs)
}

/** @param near where the rest of the group is */
function splitSeats(blocks: readonly FreeBlock[], count: number, near?: Point): Run[] | undefined {
  const stretches = blocks.flatMap(of => [...stretchesOf(of)]).sort((a, b) => b.length - a.length)
  const pieces = fewestPieces(stretches, count)
  if (pieces === undefined) return undefined
  const distanceOf = (stretch: Stretch) => stretch.cost + (near ? distance(near, stretch.middle) : 0)
  const least = count - lengthOf(stretches, pieces - 1, [])
  const [longest, ...others] = stretches.filter(stretch => stretch.length >= least)
  // Around the longest a split always comes about.
  const centres = [longest, ...others.sort((a, b) => distanceOf(a) - distanceOf(b)).slice(0, centresTried)]
  let best: { runs: Run[]; cost: number } | undefined
  for (const centre of centres) {
    const chosen = centre && gather(stretches, centre, pieces, count)
    const runs = chosen && seated(chosen, count, near)
    if (!runs) continue
    const cost =
      runs.reduce((sum, run) => sum + run.cost * run.count, 0) / count +
      spreadOf(runs) +
      (near ? distance(near, centre.middle) : 0)
    if (!best || cost < best.cost) best = { runs, cost }
  }
  return best?.runs
}

function* stretchesOf(of: FreeBlock): Generator<Stretch> {
  const { block, wanted } = of
  let start = 0
  for (let n = 0; n <= wanted.length; n++) {
    const seat = block.seats[n]
    if (wanted[n] && seat && isForAnybody(seat.kind)) continue
    const length = n - start
    if (length > 0) {
      const cost = block.costs.slice(start, n).reduce((sum, each) => sum + each, 0) / length
      yield { of, start, length, cost, middle: middleOf({ of, start, count: length }) }
    }
    start = n + 1
  }
}

function fewestPieces(longestFirst: readonly Stretch[], count: number): number | undefined {
  let seats = 0
  for (const [n, { length }] of longestFirst.entries()) {
    seats += length
    if (seats >= count) return n + 1
  }
  return undefined
}

/** How many seats the `pieces` longest stretches have that are not among `without`. */
function lengthOf(longestFirst: readonly Stretch[], pieces: number, without: readonly Stretch[]): number {
  let seats = 0
  let left = pieces
  for (const stretch of longestFirst) {
    if (left === 0) break
    if (without.includes(stretch)) continue
    seats += stretch.length
    left--
  }
  return seats
}

/** At most `pieces` stretches for `count` people: `centre`, then always the nearest that the others can complete. */
function gather(
  stretches: readonly Stretch[],
  centre: Stretch,
  pieces: number,
  count: number,
): Stretch[] | undefined {
  const chosen = [centre]
  let rest = count - centre.length
  while (rest > 0) {
    const least = rest - lengthOf(stretches, pieces - chosen.length - 1, chosen)
    let nearest: { stretch: Stretch; away: number } | undefined
    for (const stretch of stretches) {
      if (stretch.length < least || chosen.length === pieces || chosen.includes(stretch)) continue
      const away = distance(centre.middle, stretch.middle)
      if (!nearest || away < nearest.away) nearest = { stretch, away }
    }
    if (!nearest) return undefined
    chosen.push(nearest.stretch)
    rest -= nearest.stretch.length
  }
  return chosen
}

/** Seats `count` people on the stretches, the first one full, nobody by themselves where that can be helped. */
function seated(stretches: readonly Stretch[], count: number, near: Point | undefined): Run[] | undefined {
  let rest = count
  const sizes = stretches.map(({ length }) => {
    const size = Math.min(length, rest)
    rest -= size
    return size
  })
  const loner = sizes.findIndex((size, n) => size === 1 && (stretches[n]?.length ?? 0) > 1)
  const giver = sizes.findIndex(size => size > 2)
  if (loner >= 0 && giver >= 0) {
    sizes[loner] = 2
    sizes[giver] = (sizes[giver] ?? 0) - 1
  }
  const centre = near ?? stretches[0]?.middle
  const runs: Run[] = []
  for (const [n, stretch] of stretches.entries()) {
    const { of, start, length } = stretch
    let best: { run: Run; cost: number } | undefined
    for (const run of runsOf(of, sizes[n] ?? 0, 0)) {
      if (run.start < start || run.start + run.count > start + length) continue
      const cost = run.cost + (centre ? distance(centre, middleOf(run)) : 0)
      if (!best || cost < best.cost) best = { run, cost }
    }
    if (!best) return undefined
    runs.push(best.run)
  }
  return runs
}

/**
 * The wheelchair places with as many of the company as fit beside them, the others as near as can be. Without as many
 * wheelchair places side by side, each has one of the company beside it, as far as they go.
 */
function aroundWheelchairs(
  blocks: readonly FreeBlock[],
  count: number,
  wheelchairs: number,
): Run[] | undefined {
  // What one piece takes, the next must not: worked out on a copy.
  const copies = blocks.map(of => ({ ...of, free: [...of.free], wanted: [...of.wanted] }))
  const runs: Run[] = []
  const place = (size: number, places: number): boolean => {
    const near = runs[0] && middleOf(runs[0])
    const run = nearestRun(copies, size, places, near)
    if (!run) return false
    take(run)
    runs.push(run)
    return true
  }
  const beside = () => {
    for (let size = count - 1; size >= wheelchairs; size--) if (place(size, wheelchairs)) return true
    for (let n = 0; n < wheelchairs; n++) {
      const company = count - wheelchairs - (seatedOn(runs) - n)
      if (!(company > 0 && place(2, 1)) && !place(1, 1)) return false
    }
    return true
  }
  if (!beside()) return undefined
  const rest = count - seatedOn(runs)
  const others = rest > 0 ? splitSeats(copies, rest, runs[0] && middleOf(runs[0])) : []
  if (!others) return undefined
  const original = (run: Run): Run => ({ ...run, of: blocks[copies.indexOf(run.of)] ?? run.of })
  return [...runs, ...others].map(original)
}

const seatedOn = (runs: readonly Run[]) => runs.reduce((sum, run) => sum + run.count, 0)

function nearestRun(
  blocks: readonly FreeBlock[],
  count: number,
  wheelchairs: number,
  near: Point | undefined,
): Run | undefined {
  let best: { run: Run; cost: number } | undefined
  for (const of of blocks)
    for (const run of runsOf(of, count, wheelchairs)) {
      const cost = run.cost + (near ? distance(near, middleOf(run)) : 0)
      if (!best || cost < best.cost) best = { run, cost }
    }
  return best?.run
}
