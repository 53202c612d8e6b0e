import { type Block, blocksOf, isForAnybody, type Point } from './seating-blocks'
import type { Seat, Section, Stage } from './venue'

/** One seated part of an event's house. */
export interface SeatedPart {
  areaId: string
  section: Section
  /** What its seats look at, where the venue says so. */
  stage?: Stage | undefined
  isFree(slot: number): boolean
}

/** A block with what is free of it; each list has an entry a seat. */
export interface FreeBlock {
  areaId: string
  block: Block
  /** Free and for anybody, whatever its zone: what a seat that is left over could still be sold with. */
  free: boolean[]
  /** Free and of a zone that is asked for. */
  wanted: boolean[]
}

/** Seats side by side: `count` of a block, from its seat `start` on. */
export interface Span {
  of: FreeBlock
  start: number
  count: number
}

/** A span that may be given, and what it costs. */
export interface Run extends Span {
  /** Mean distance from the best point of the house, in seat widths, and what leaving a single seat adds to it. */
  cost: number
  /** How many more seats stand alone when these are taken; less than none when a lone seat is taken. */
  alone: number
}

/** Leaving one seat alone is as bad as sitting this many seat widths further away. */
const aloneCost = 8
/** As is a companion who is not beside the wheelchair place. */
const apartCost = 4

/** The blocks of all parts, the one with the best seat first; what is free is looked up block by block. */
export function* freeBlocks(parts: readonly SeatedPart[], zones: readonly string[]): Generator<FreeBlock> {
  const all = parts.flatMap(part => blocksOf(part.section, part.stage).map(block => ({ part, block })))
  if (parts.length > 1) all.sort((a, b) => a.block.lowestCost - b.block.lowestCost)
  for (const { part, block } of all) {
    const isFree = block.seats.map(seat => part.isFree(seat.slot))
    yield {
      areaId: part.areaId,
      block,
      free: block.seats.map((seat, n) => isFree[n] === true && isForAnybody(seat.kind)),
      wanted: block.seats.map((seat, n) => isFree[n] === true && zones.includes(seat.zone)),
    }
  }
}

/** The least that a run of `count` seats of a block can cost: only who comes alone takes a lone seat. */
export const leastCost = (block: Block, count: number) => block.lowestCost - (count === 1 ? aloneCost : 0)

/**
 * The runs of `count` seats of a block that may be given: free, of the right zones, with exactly `wheelchairs`
 * wheelchair places, and companion seats only beside their own wheelchair place.
 */
export function* runsOf(of: FreeBlock, count: number, wheelchairs: number): Generator<Run> {
  const { block, wanted } = of
  if (wheelchairs > 0 && !block.hasWheelchairs) return
  let length = 0
  let sum = 0
  for (let end = 0; end < wanted.length; end++) {
    if (!wanted[end]) {
      length = 0
      sum = 0
      continue
    }
    length++
    sum += block.costs[end] ?? 0
    if (length > count) sum -= block.costs[end - count] ?? 0
    if (length < count) continue
    const start = end - count + 1
    const kinds = block.isPlain ? plain : kindsFit(block.seats.slice(start, end + 1), wheelchairs)
    if (!kinds.fit) continue
    const alone = leftAlone(of, start, count)
    yield { of, start, count, alone, cost: sum / count + aloneCost * alone + apartCost * kinds.apart }
  }
}

export function seatsOf({ of, start, count }: Span): readonly Seat[] {
  return of.block.seats.slice(start, start + count)
}

/** Notes that the seats of a run are not free any more. */
export function take({ of, start, count }: Span): void {
  of.free.fill(false, start, start + count)
  of.wanted.fill(false, start, start + count)
}

/** The middle of a run. */
export function middleOf(run: Span): Point {
  const seats = seatsOf(run)
  return {
    x: seats.reduce((sum, seat) => sum + seat.x, 0) / seats.length,
    y: seats.reduce((sum, seat) => sum + seat.y, 0) / seats.length,
  }
}

const plain = { fit: true, apart: 0 }

/** `apart`: how many wheelchair places go without their companion seat although somebody comes along. */
function kindsFit(seats: readonly Seat[], wheelchairs: number): { fit: boolean; apart: number } {
  if (wheelchairs === 0) return { fit: seats.every(seat => isForAnybody(seat.kind)), apart: 0 }
  const places = seats.filter(seat => seat.kind === 'wheelchair')
  const companions = seats.filter(seat => seat.kind === 'companion')
  const accompanied = new Set(companions.map(seat => seat.companionOf))
  const fit =
    places.length === wheelchairs &&
    companions.every(({ companionOf }) => places.some(place => place.slot === companionOf))
  return { fit, apart: Math.min(wheelchairs, seats.length - wheelchairs) - accompanied.size }
}

function leftAlone({ free }: FreeBlock, start: number, count: number): number {
  const end = start + count
  const before = free[start - 1] && !free[start - 2] ? 1 : 0
  const behind = free[end] && !free[end + 1] ? 1 : 0
  const wasAlone = count === 1 && free[start] && !free[start - 1] && !free[end] ? 1 : 0
  return before + behind - wasAlone
}
