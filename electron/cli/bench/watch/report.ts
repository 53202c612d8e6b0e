import { compare, type Estimate, type Pair } from '../measure'

/** How long sales were under way to where they were seen. */
export interface Delays {
  p50Ms: number
  p95Ms: number
}

/** As `--json` says it. */
export interface WatchResult {
  /** Of the p50, ours ÷ raw. */
  ratio: number
  interval: [low: number, high: number]
  pairs: number
  ours: Delays
  raw: Delays
  p95Ratio: Estimate
}

export function watchResult(pairs: readonly Pair<Delays>[]): WatchResult {
  const p50 = compare(pairs, delays => delays.p50Ms)
  const p95 = compare(pairs, delays => delays.p95Ms)
  const of = (side: 'ours' | 'raw') => ({ p50Ms: p50[side].median, p95Ms: p95[side].median })
  const { median: ratio, low, high } = p50.ratio
  return {
    ...{ ratio, interval: [low, high], pairs: pairs.length },
    ...{ ours: of('ours'), raw: of('raw'), p95Ratio: p95.ratio },
  }
}

/** The same for a person. */
export function watchInWords({ ratio, interval, pairs, ours, raw, p95Ratio }: WatchResult): string[] {
  return [
    'From the begin of a sale at one terminal until it is in the store of a window of another one,',
    'beside a bare transaction and a bare watch of another process, on the same members:',
    `p50 ${ours.p50Ms} beside ${raw.p50Ms} ms, ${ratio} times as long (${interval.join(' to ')}; median of ${pairs} pairs);`,
    `p95 ${ours.p95Ms} beside ${raw.p95Ms} ms, ${p95Ratio.median} times as long (${p95Ratio.low} to ${p95Ratio.high}).`,
  ]
}
