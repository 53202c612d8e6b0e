import type { TestCluster } from '../../../testing/cluster'
import type { Io } from '../../command'
import { interleavedPairs, type Pair } from '../measure'
import { type SaleResult, saleResult } from './report'
import { type Figures, startTerminals, type TerminalsOptions } from './terminals'

/** How long each side of a pair is loaded. */
const loadMs = 1_000
/** Before the first pair: code that has just been loaded takes three times as long. */
const warmUps = 8

/** What can be measured of a sale. */
const rows = {
  atOnce: { way: 'at-once', watching: true },
  held: { way: 'held', watching: true },
  transactionsAlone: { way: 'at-once', watching: false },
} as const
export type Row = keyof typeof rows

export const titles: Record<Row, string> = {
  atOnce: 'Sold at once, in one transaction',
  held: 'Held, then sold',
  transactionsAlone: 'Sold at once, beside bare clients that do not watch',
}

/** Measures one row, telling of each pair as it goes. */
export async function measureRow(
  cluster: TestCluster,
  row: Row,
  { clients, pairs, io }: { clients: number; pairs: number; io: Io },
): Promise<SaleResult> {
  const onPair = ({ ours, raw }: Pair<Figures>, index: number) =>
    io.err(
      `${titles[row]} ${index + 1}/${pairs}: ` +
        `${Math.round(ours.ordersPerSecond)} beside ${Math.round(raw.ordersPerSecond)} orders a second`,
    )
  return saleResult(
    await measureSale(cluster, { ...rows[row], count: clients, pairs, loadMs, warmUps, onPair }),
  )
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
  for (let n = 0; n < warmUps; n++) await terminals.warmUp(loadMs)
  const measured = await interleavedPairs(pairs, { ours, raw, ...(onPair && { onPair }) })
  await terminals.verify()
  return measured
}
