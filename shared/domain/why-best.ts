import { freeBlocks, middleOf, type Run, runsOf, type SeatedPart } from './free-seats'
import type { Place } from './order'
import { type BestGroup, groupOf } from './seat-group'
import { isForAnybody } from './seating-blocks'

/** Seats of a group that are side by side. */
export interface Piece {
  areaId: string
  row: string
  /** In their order along the row. */
  slots: readonly number[]
  labels: readonly string[]
  /** How far the middle of the piece is from the line of the stage's middle, in seat widths. */
  fromCentre: number
}

/** A group as it sits: why it is good, and where its pieces are, the largest first. */
export interface Seating extends Pick<BestGroup, 'reasons' | 'score'> {
  pieces: readonly Piece[]
}

/**
 * How `places` sit, by the rule that the best seats are found by: for whoever asks why it is these.
 * @param parts where `isFree` also says yes to the places themselves
 */
export function seatingOf(
  parts: readonly SeatedPart[],
  places: readonly Pick<Place, 'areaId' | 'slot'>[],
): Seating {
  const wanted = new Set(places.map(({ areaId, slot }) => `${areaId} ${slot}`))
  const zones = new Set(
    parts.flatMap(({ section }) => section.rows.flatMap(row => row.seats.map(seat => seat.zone))),
  )
  const runs: Run[] = []
  for (const of of freeBlocks(parts, [...zones])) {
    const { seats } = of.block
    const isIn = (n: number) => wanted.has(`${of.areaId} ${seats[n]?.slot}`)
    for (let start = 0; start < seats.length; start++) {
      if (!isIn(start)) continue
      let count = 1
      while (isIn(start + count)) count++
      runs.push(runAt(of, start, count))
      start += count
    }
  }
  runs.sort((a, b) => b.count - a.count)
  const { reasons, score } = groupOf(runs)
  return { reasons, score, pieces: runs.map(pieceOf) }
}

function runAt(of: Run['of'], start: number, count: number): Run {
  const seats = of.block.seats.slice(start, start + count)
  const wheelchairs = seats.filter(seat => seat.kind === 'wheelchair').length
  for (const run of runsOf(of, count, wheelchairs)) if (run.start === start) return run
  // Chosen by hand, such as a companion seat without its wheelchair place: the rule would not give it.
  const cost = of.block.costs.slice(start, start + count).reduce((sum, each) => sum + each, 0) / count
  return { of, start, count, alone: 0, cost }
}

function pieceOf(run: Run): Piece {
  const seats = run.of.block.seats.slice(run.start, run.start + run.count)
  return {
    areaId: run.of.areaId,
    row: run.of.block.row,
    slots: seats.map(seat => seat.slot),
    labels: seats.map(seat => seat.label),
    fromCentre: Math.abs(middleOf(run).x - run.of.block.axis),
  }
}

/**
 * `count` free seats beside a seat, side by side with it and with those of `places` next to it: nearest to the best
 * point of the house first, so that a group that was chosen by hand grows without moving.
 * @returns undefined where there are not as many
 */
export function besideOf(
  parts: readonly SeatedPart[],
  places: readonly Pick<Place, 'areaId' | 'slot'>[],
  seat: Pick<Place, 'areaId' | 'slot'>,
  count: number,
): { areaId: string; slot: number; zone: string }[] | undefined {
  const own = new Set(places.filter(({ areaId }) => areaId === seat.areaId).map(({ slot }) => slot))
  for (const of of freeBlocks(
    parts.filter(({ areaId }) => areaId === seat.areaId),
    [],
  )) {
    const { seats, costs } = of.block
    let low = seats.findIndex(({ slot }) => slot === seat.slot)
    if (low < 0) continue
    let high = low
    while (own.has(seats[low - 1]?.slot ?? -1)) low--
    while (own.has(seats[high + 1]?.slot ?? -1)) high++
    const isFree = (n: number) => of.free[n] === true && isForAnybody(seats[n]?.kind ?? 'wheelchair')
    const found: number[] = []
    while (found.length < count) {
      const sides = [low - 1, high + 1].filter(isFree)
      const next = sides.sort((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0))[0]
      if (next === undefined) return undefined
      if (next < low) low = next
      else high = next
      found.push(next)
    }
    return found.flatMap(n => {
      const { slot, zone } = seats[n] ?? {}
      return slot === undefined || zone === undefined ? [] : [{ areaId: seat.areaId, slot, zone }]
    })
  }
  return undefined
}
