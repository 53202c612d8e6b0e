import { compare, type Pair } from '../measure'
import type { Figures } from './sell-out'

/** As `--json` says it: `ours` asks for the best, `raw` for any. */
export interface BestResult {
  /** Of the orders a second, ours ÷ raw. */
  ratio: number
  interval: [low: number, high: number]
  pairs: number
  ours: Figures
  raw: Figures
  /** Requests to hold that came back with nothing, for each order of ours. */
  conflictsPerOrder: number
}

/** Each figure is the median over the pairs. */
export function bestResult(pairs: readonly Pair<Figures>[]): BestResult {
  const figure = (name: keyof Figures) => compare(pairs, figures => figures[name])
  const rate = figure('ordersPerSecond')
  const of = (side: 'ours' | 'raw'): Figures => ({
    ordersPerSecond: rate[side].median,
    p95Ms: figure('p95Ms')[side].median,
    conflictsPerOrder: figure('conflictsPerOrder')[side].median,
    passedOverPerOrder: figure('passedOverPerOrder')[side].median,
  })
  const ours = of('ours')
  return {
    ...{ ratio: rate.ratio.median, interval: [rate.ratio.low, rate.ratio.high], pairs: pairs.length },
    ...{ ours, raw: of('raw'), conflictsPerOrder: ours.conflictsPerOrder },
  }
}

/** The same for a person. */
export function bestInWords(clients: number, result: BestResult): string[] {
  const { ratio, interval, pairs, ours, raw } = result
  return [
    `${clients} terminals that all ask for the best two seats of a hall, to the last seat, beside the same with any two:`,
    `  ${ratio} times the orders a second (${interval.join(' to ')}; median of ${pairs} pairs):`,
    `  ${ours.ordersPerSecond} beside ${raw.ordersPerSecond} orders a second; p95 ${ours.p95Ms} beside ${raw.p95Ms} ms;`,
    `  ${ours.conflictsPerOrder} conflicts an order beside ${raw.conflictsPerOrder};`,
    `  ${ours.passedOverPerOrder} groups passed over within a request.`,
  ]
}
