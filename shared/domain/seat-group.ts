import { middleOf, type Run, seatsOf } from './free-seats'
import { distance } from './seating-blocks'
import type { Seat } from './venue'

/** Why a group is where it is, for whoever asks. */
export type BestReason =
  | 'side-by-side'
  | 'split'
  | 'good-row'
  | 'central'
  | 'takes-a-lone-seat'
  | 'leaves-a-lone-seat'
  | 'restricted-view'
  | 'companion-beside'

/** Seats that could be given together. */
export interface BestGroup {
  seats: readonly { areaId: string; row: string; seat: Seat }[]
  /** 1: all side by side. */
  pieces: number
  /** From 100 at the best point of the house; 50 is twenty seat widths away from it. */
  score: number
  reasons: readonly BestReason[]
}

/** Where the score has fallen to half, in seat widths from the best point. */
const halfScoreAt = 20
/** A row that is at most so far, in seat widths, from the best one is a good one. */
const goodRowWithin = 3
/** Seats whose middle is at most so far, in seat widths, from the stage's middle are central. */
const centralWithin = 3

/** The group that sits on `runs`, the first of which is what the others are near to. */
export function groupOf(runs: readonly Run[]): BestGroup {
  const seats = runs.flatMap(run =>
    seatsOf(run).map(seat => ({ areaId: run.of.areaId, row: run.of.block.row, seat })),
  )
  const cost = runs.reduce((sum, run) => sum + run.cost * run.count, 0) / seats.length
  return {
    seats,
    pieces: runs.length,
    score: 100 / (1 + Math.max(0, cost + spreadOf(runs)) / halfScoreAt),
    reasons: reasonsFor(runs),
  }
}

/** How far the pieces of a group are from its first one, in seat widths. */
export function spreadOf([first, ...others]: readonly Run[]): number {
  if (!first) return 0
  const middle = middleOf(first)
  return others.reduce((sum, run) => sum + distance(middle, middleOf(run)), 0)
}

function reasonsFor(runs: readonly Run[]): BestReason[] {
  const seats = runs.flatMap(seatsOf)
  const alone = runs.reduce((sum, run) => sum + run.alone, 0)
  const said: [BestReason, boolean][] = [
    ['side-by-side', runs.length === 1 && seats.length > 1],
    ['split', runs.length > 1],
    ['good-row', runs.every(run => run.of.block.rowCost <= goodRowWithin)],
    ['central', runs.every(run => Math.abs(middleOf(run).x - run.of.block.axis) <= centralWithin)],
    ['takes-a-lone-seat', alone < 0],
    ['leaves-a-lone-seat', alone > 0],
    ['restricted-view', seats.some(seat => seat.kind === 'restricted-view')],
    ['companion-beside', seats.some(seat => seat.kind === 'companion')],
  ]
  return said.flatMap(([reason, holds]) => (holds ? [reason] : []))
}
