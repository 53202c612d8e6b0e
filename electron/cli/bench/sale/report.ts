import { compare, type Estimate, type Pair } from '../measure'
import type { Figures } from './terminals'

/** One way of selling, as `--json` says it. */
export interface SaleResult {
  /** Of the orders a second, ours ÷ raw. */
  ratio: number
  interval: [low: number, high: number]
  pairs: number
  ours: Figures
  raw: Figures
  p95Ratio: Estimate
}

export function saleResult(pairs: readonly Pair<Figures>[]): SaleResult {
  const rate = compare(pairs, figures => figures.ordersPerSecond)
  const p50 = compare(pairs, figures => figures.p50Ms)
  const p95 = compare(pairs, figures => figures.p95Ms)
  const of = (side: 'ours' | 'raw') => ({
    ordersPerSecond: rate[side].median,
    p50Ms: p50[side].median,
    p95Ms: p95[side].median,
  })
  const { median: ratio, low, high } = rate.ratio
  return {
    ...{ ratio, interval: [low, high], pairs: pairs.length },
    ...{ ours: of('ours'), raw: of('raw'), p95Ratio: p95.ratio },
  }
}

/** What is beside what, for a person. */
export const besideInWords = (clients: number): string[] => [
  `${clients} terminals, each with its replica and its journal, sell two places an order. Beside them,`,
  'through the same members, bare clients make the same transactions, with a watch each:',
]

/** The same for a person. */
export function saleInWords(
  title: string,
  { ratio, interval, pairs, ours, raw, p95Ratio }: SaleResult,
): string[] {
  return [
    `${title}: ${ratio} times the orders a second (${interval.join(' to ')}; median of ${pairs} pairs):`,
    `  ${ours.ordersPerSecond} beside ${raw.ordersPerSecond} orders a second; p50 ${ours.p50Ms} beside ${raw.p50Ms} ms;`,
    `  p95 ${ours.p95Ms} beside ${raw.p95Ms} ms, ${p95Ratio.median} times as long (${p95Ratio.low} to ${p95Ratio.high}).`,
  ]
}
