import { type FreeBlock, freeBlocks, leastCost, type Run, runsOf, type SeatedPart, take } from './free-seats'
import { type BestGroup, groupOf } from './seat-group'
import { isForAnybody } from './seating-blocks'
import { splitRuns } from './split-group'

export type { SeatedPart } from './free-seats'
export type { BestGroup } from './seat-group'

export interface BestWish {
  count: number
  /** The price zones that may be given. */
  zones: readonly string[]
  /** How many of the seats are wheelchair places (0). */
  wheelchairs?: number | undefined
  /** How many groups are looked for, at least 1. */
  most: number
}

/** Splits are for the last few seats: with so many groups to choose from, no more are searched for. */
const groupsWithSplits = 8

/**
 * The best groups of `count` free seats, best first: what the next customers would be given if each asked for as many,
 * one after another. So no two of them share a seat, and any of them may be taken in any order.
 *
 * The rule, in seat widths: a group costs the mean distance of its seats from the best point of the house (a row eight
 * from the stage, in line with the stage's middle; sideways counts half), and eight for each single free seat that it
 * leaves alone beside it, so a customer who comes alone gets a lone seat where it is no worse. A gap in the row is
 * an aisle: nobody sits side by side across it. Seats with a restricted view come after all others. Wheelchair places
 * and companion seats are given on request only, the companion beside. Only when there are not enough seats side by
 * side is a group split, into the fewest pieces, near each other, and none of one seat where that can be helped.
 *
 * It looks at blocks of seats from the best on and stops when no other can be better.
 * @returns fewer than `most`, or none, when there are no more
 */
export function bestGroups(parts: readonly SeatedPart[], wish: BestWish): BestGroup[] {
  const { count, most, wheelchairs = 0 } = wish
  const { runs: together, looked } = sideBySide(freeBlocks(parts, wish.zones), wish)
  const groups = together.map(run => groupOf([run]))
  while (groups.length < Math.min(most, groupsWithSplits)) {
    const runs = splitRuns(looked, count, wheelchairs)
    if (!runs) break
    for (const run of runs) take(run)
    groups.push(groupOf(runs))
  }
  return groups
}

/** What scores at least so much of the best is as good to a customer. */
const asGoodFrom = 0.95

/** The first of `ranked` and those that are about as good: of no more pieces, and hardly a lower score. */
export function aboutAsGood(ranked: readonly BestGroup[]): BestGroup[] {
  const [best] = ranked
  if (!best) return []
  return ranked.filter(({ pieces, score }) => pieces === best.pieces && score >= asGoodFrom * best.score)
}

/** What is left of each part for a wish, wherever it is: seats for anybody, and wheelchair places. */
export function leftOf(
  parts: readonly SeatedPart[],
  zones: readonly string[],
): Map<string, { seats: number; wheelchairs: number }> {
  const left = new Map(parts.map(part => [part.areaId, { seats: 0, wheelchairs: 0 }]))
  for (const { areaId, block, wanted } of freeBlocks(parts, zones)) {
    const count = left.get(areaId)
    if (!count) continue
    for (const [n, { kind }] of block.seats.entries()) {
      if (!wanted[n]) continue
      if (isForAnybody(kind)) count.seats++
      else if (kind === 'wheelchair') count.wheelchairs++
    }
  }
  return left
}

/** `looked`: the blocks that were looked at; all of them when fewer than `most` runs were found. */
function sideBySide(
  blocks: Iterator<FreeBlock>,
  { count, most, wheelchairs = 0 }: BestWish,
): { runs: Run[]; looked: FreeBlock[] } {
  const runs: Run[] = []
  const looked: FreeBlock[] = []
  /** The best run of each block that was looked at. */
  const open: Run[] = []
  const look = (of: FreeBlock) => {
    const run = cheapest(runsOf(of, count, wheelchairs))
    if (run) open.push(run)
  }
  let next = blocks.next()
  while (runs.length < most) {
    const best = cheapest(open)
    if (!next.done && !(best && best.cost <= leastCost(next.value.block, count))) {
      looked.push(next.value)
      look(next.value)
      next = blocks.next()
      continue
    }
    if (!best) break
    runs.push(best)
    open.splice(open.indexOf(best), 1)
    take(best)
    look(best.of)
  }
  return { runs, looked }
}

function cheapest(runs: Iterable<Run>): Run | undefined {
  let best: Run | undefined
  for (const run of runs) if (!best || run.cost < best.cost) best = run
  return best
}
