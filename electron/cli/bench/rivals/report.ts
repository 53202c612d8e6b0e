import { compare, type Estimate, estimate } from '../measure'
import type { Way } from './client-process'
import type { Figures } from './sell-out'

/** The same work, each way, right after each other. */
export type Round = Record<Way, Figures>

/** So many clients, as `--json` says it: each figure is the median over the rounds. */
export interface RivalsResult extends Record<Way, Figures> {
  clients: number
  rounds: number
  /** Of the orders a second, ours ÷ the other's: the median of the rounds' ratios. */
  beside: Record<Exclude<Way, 'ours'>, Estimate>
}

const ways: Record<Way, string> = {
  ours: 'a claim for each place, sold at once',
  counter: 'a counter, compare-and-swap',
  getThenPut: 'a counter, get, then put',
}

export function rivalsResult(clients: number, rounds: readonly Round[]): RivalsResult {
  const of = (way: Way): Figures => {
    const median = (name: keyof Figures) => estimate(rounds.map(round => round[way][name])).median
    return {
      ordersPerSecond: median('ordersPerSecond'),
      p50Ms: median('p50Ms'),
      p95Ms: median('p95Ms'),
      triesPerOrder: median('triesPerOrder'),
      soldTooOften: median('soldTooOften'),
    }
  }
  const beside = (way: Way) =>
    compare(
      rounds.map(round => ({ ours: round.ours, raw: round[way] })),
      figures => figures.ordersPerSecond,
    ).ratio
  return {
    ...{ clients, rounds: rounds.length },
    ...{ ours: of('ours'), counter: of('counter'), getThenPut: of('getThenPut') },
    beside: { counter: beside('counter'), getThenPut: beside('getThenPut') },
  }
}

/** In short: the most clients, ours ÷ the counter with compare-and-swap. */
export function besideCounter(results: readonly RivalsResult[]) {
  const most = results.at(-1)
  if (!most) return {}
  const { median: ratio, low, high } = most.beside.counter
  return { clients: most.clients, ratio, interval: [low, high], ours: most.ours, raw: most.counter }
}

/** The same for a person, and for a document: a table. */
export function rivalsTable(places: number, results: readonly RivalsResult[]): string[] {
  const rows = results.flatMap(result =>
    (Object.keys(ways) as Way[]).map(way => {
      const { ordersPerSecond, p50Ms, p95Ms, triesPerOrder, soldTooOften } = result[way]
      const cells = [ordersPerSecond, p50Ms, p95Ms, triesPerOrder].map(figure => figure.toPrecision(3))
      return `| ${result.clients} | ${ways[way]} | ${cells.map(plain).join(' | ')} | ${soldTooOften} |`
    }),
  )
  return [
    `| clients | way | orders/s | p50 ms | p95 ms | tries an order | sold beyond ${places} tickets |`,
    '| ---: | --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
  ]
}

/** Three digits without an exponent. */
const plain = (text: string) => String(Number(text))
