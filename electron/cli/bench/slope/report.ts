import { compare, type Estimate, estimate } from '../measure'
import { logLogSlope } from './log-log'

/** The p50 of a commit on each cluster, right after each other: the transaction by a terminal, and by a bare client. */
export type Round = { orders: number; oursMs: number; rawMs: number }[]

/** The exponent with which the p50 of a commit grows with the orders sold before: the median of the rounds'. */
export interface Slope {
  slope: number
  interval: [low: number, high: number]
}

/** As `--json` says it. */
export interface SlopeResult extends Slope {
  rounds: number
  /** The p50 of a commit where most was sold, ours ÷ raw. */
  ratio: number
  ours: Slope
  raw: Slope
  /** The p50 of a commit in milliseconds. */
  sizes: { orders: number; ours: Estimate; raw: Estimate }[]
}

export function slopeResult(rounds: readonly Round[]): SlopeResult {
  const slopeOf = (side: 'oursMs' | 'rawMs'): Slope => {
    const { median, low, high } = estimate(
      rounds.map(round => logLogSlope(round.map(each => ({ x: each.orders, y: each[side] })))),
    )
    return { slope: median, interval: [low, high] }
  }
  const sizes = (rounds[0] ?? []).map(({ orders }, n) => ({
    orders,
    ours: estimate(rounds.map(round => round[n]?.oursMs ?? Number.NaN)),
    raw: estimate(rounds.map(round => round[n]?.rawMs ?? Number.NaN)),
  }))
  const fullest = rounds.map(round => round.at(-1)).filter(each => each !== undefined)
  const { ratio } = compare(
    fullest.map(({ oursMs, rawMs }) => ({ ours: oursMs, raw: rawMs })),
    p50Ms => p50Ms,
  )
  const ours = slopeOf('oursMs')
  return { ...ours, rounds: rounds.length, ratio: ratio.median, ours, raw: slopeOf('rawMs'), sizes }
}

/** The same for a person. */
export function slopeInWords({ slope, interval, rounds, raw, sizes }: SlopeResult): string[] {
  return [
    `The p50 of a commit grows with the orders sold before to the power of ${slope} ` +
      `(${interval.join(' to ')}; median of ${rounds} rounds); the bare transaction's to that of ${raw.slope}:`,
    ...sizes.map(
      each => `  ${each.orders} orders: ${each.ours.median} ms, the bare transaction ${each.raw.median} ms`,
    ),
  ]
}
