import { compare, type Pair } from '../measure'

/** One start, in its two halves. */
export interface Start {
  /** Ours: until `npm start` says its address. Raw: until a quorum of bare etcd processes answers. */
  serverMs: number
  /** From there until a new browser shows ours: a counter that answers; raw: a page that is a file. */
  pageMs: number
}

/** As `--json` says it. */
export interface StartResult {
  /** Of both halves together, ours ÷ raw. */
  ratio: number
  interval: [low: number, high: number]
  pairs: number
  ours: Start & { totalMs: number }
  raw: Start & { totalMs: number }
}

export function startResult(pairs: readonly Pair<Start>[]): StartResult {
  const total = compare(pairs, start => start.serverMs + start.pageMs)
  const server = compare(pairs, start => start.serverMs)
  const page = compare(pairs, start => start.pageMs)
  const of = (side: 'ours' | 'raw') => ({
    serverMs: server[side].median,
    pageMs: page[side].median,
    totalMs: total[side].median,
  })
  const { median: ratio, low, high } = total.ratio
  return { ratio, interval: [low, high], pairs: pairs.length, ours: of('ours'), raw: of('raw') }
}

/** The same for a person. */
export function startInWords({ ratio, interval, pairs, ours, raw }: StartResult): string[] {
  return [
    'A second npm start until its counter answers in a new browser, beside the bare start of the same three',
    'etcd processes until a quorum answers and a new browser that shows a page from a file:',
    `${ours.totalMs} ms (${ours.serverMs} to the address, ${ours.pageMs} to the counter) beside`,
    `${raw.totalMs} ms (${raw.serverMs} for the cluster, ${raw.pageMs} for the page),`,
    `${ratio} times as long (${interval.join(' to ')}; median of ${pairs} pairs).`,
  ]
}
