import { percentile } from '../latencies'
import { compare, type Estimate, type Pair } from '../measure'
import type { Sold } from './sales'

/** How long sales were under way to where they were seen. */
export interface Delays {
  p50Ms: number
  p95Ms: number
  /** From when the transaction was sent: without what a terminal does before, its journal above all. */
  sinceSentP50Ms: number
}

/** @param seenAt when each was seen, in the order of `sold` */
export function delays(sold: readonly Sold[], seenAt: readonly number[]): Delays {
  const since = (from: 'begunAt' | 'sentAt') => sold.map((sale, n) => (seenAt[n] ?? Number.NaN) - sale[from])
  return {
    p50Ms: percentile(since('begunAt'), 0.5),
    p95Ms: percentile(since('begunAt'), 0.95),
    sinceSentP50Ms: percentile(since('sentAt'), 0.5),
  }
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
  sinceSentRatio: Estimate
}

export function watchResult(pairs: readonly Pair<Delays>[]): WatchResult {
  const p50 = compare(pairs, delays => delays.p50Ms)
  const p95 = compare(pairs, delays => delays.p95Ms)
  const sent = compare(pairs, delays => delays.sinceSentP50Ms)
  const of = (side: 'ours' | 'raw') => ({
    p50Ms: p50[side].median,
    p95Ms: p95[side].median,
    sinceSentP50Ms: sent[side].median,
  })
  const { median: ratio, low, high } = p50.ratio
  return {
    ...{ ratio, interval: [low, high], pairs: pairs.length },
    ...{ ours: of('ours'), raw: of('raw'), p95Ratio: p95.ratio, sinceSentRatio: sent.ratio },
  }
}

/** The same for a person. */
export function watchInWords(result: WatchResult): string[] {
  const { ratio, interval, pairs, ours, raw, p95Ratio, sinceSentRatio } = result
  return [
    'From the begin of a sale at one terminal until it is in the store of a window of another one,',
    'beside a bare transaction and a bare watch of another process, on the same members:',
    `p50 ${ours.p50Ms} beside ${raw.p50Ms} ms, ${ratio} times as long (${interval.join(' to ')}; median of ${pairs} pairs);`,
    `p95 ${ours.p95Ms} beside ${raw.p95Ms} ms, ${p95Ratio.median} times as long (${p95Ratio.low} to ${p95Ratio.high}).`,
    `From when the transaction is sent: p50 ${ours.sinceSentP50Ms} beside ${raw.sinceSentP50Ms} ms,` +
      ` ${sinceSentRatio.median} times as long (${sinceSentRatio.low} to ${sinceSentRatio.high}).`,
  ]
}
