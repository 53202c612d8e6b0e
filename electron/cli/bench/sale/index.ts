import { startCluster, type TestCluster } from '../../../testing/cluster'
import type { Invocation } from '../../command'
import { countOf, nodesOf, pairsOf } from '../flags'
import { interleavedPairs, type Pair } from '../measure'
import { saleInWords, saleResult } from './report'
import { type Figures, startTerminals, type TerminalsOptions } from './terminals'

/** How long each side of a pair is loaded. */
const loadMs = 1_000
/** Before the first pair: code that has just been loaded takes three times as long. */
const warmUps = 8

/** What is measured, in this order. */
const rows = {
  atOnce: { way: 'at-once', watching: true },
  held: { way: 'held', watching: true },
  transactionsAlone: { way: 'at-once', watching: false },
} as const
type Row = keyof typeof rows

const titles: Record<Row, string> = {
  atOnce: 'Sold at once, in one transaction',
  held: 'Held, then sold',
  transactionsAlone: 'Sold at once, beside bare clients that do not watch',
}

/**
 * `cli bench sale`: orders a second that terminals commit, beside bare clients that ask exactly the same of the
 * cluster: the same transactions, and a watch each.
 */
export async function benchSale({ flags, values, io }: Invocation): Promise<number> {
  const clients = countOf(values, 'clients', 16)
  const pairs = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const measure = async (row: Row) => {
    const onPair = ({ ours, raw }: Pair<Figures>, index: number) =>
      io.err(
        `${titles[row]} ${index + 1}/${pairs}: ` +
          `${Math.round(ours.ordersPerSecond)} beside ${Math.round(raw.ordersPerSecond)} orders a second`,
      )
    return saleResult(
      await measureSale(cluster, { ...rows[row], count: clients, pairs, loadMs, warmUps, onPair }),
    )
  }
  const atOnce = await measure('atOnce')
  const held = await measure('held')
  const transactionsAlone = await measure('transactionsAlone')
  if (flags.json) {
    io.out(JSON.stringify({ name: 'sale', clients, ...atOnce, held, transactionsAlone }))
    return 0
  }
  io.out(
    `${clients} terminals, each with its replica and its journal, sell two places an order. Beside them,`,
  )
  io.out('through the same members, bare clients make the same transactions, with a watch each:')
  for (const [row, measured] of Object.entries({ atOnce, held, transactionsAlone }))
    for (const line of saleInWords(titles[row as Row], measured)) io.out(line)
  return 0
}

/** Pairs of loads, after both sides have been warmed up. @throws Error when an acknowledged order is not there. */
export async function measureSale(
  cluster: TestCluster,
  options: TerminalsOptions & {
    pairs: number
    loadMs: number
    warmUps: number
    onPair?(pair: Pair<Figures>, index: number): void
  },
): Promise<Pair<Figures>[]> {
  const { pairs, loadMs, warmUps, onPair } = options
  await using terminals = await startTerminals(cluster, options)
  const ours = () => terminals.sell(loadMs)
  const raw = () => terminals.repeat(loadMs)
  for (let n = 0; n < warmUps; n++) {
    await ours()
    await raw()
  }
  const measured = await interleavedPairs(pairs, { ours, raw, ...(onPair && { onPair }) })
  await terminals.verify()
  return measured
}
