import { startCluster, type TestCluster } from '../../../testing/cluster'
import type { Invocation } from '../../command'
import { countOf, nodesOf, pairsOf } from '../flags'
import { interleavedPairs, type Pair } from '../measure'
import { bestInWords, bestResult } from './report'
import { type Figures, type House, startTills } from './sell-out'

/** 2,000 seats. */
const house: House = { rows: 40, blocks: [15, 20, 15] }

/**
 * `cli bench best`: orders a second of terminals that all ask for the best two of one hall, to its last seat, beside
 * the same terminals that take any two of as many places.
 */
export async function benchBest({ flags, values, io }: Invocation): Promise<number> {
  const clients = countOf(values, 'clients', 32)
  const pairs = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const onPair = ({ ours, raw }: Pair<Figures>, index: number) =>
    io.err(
      `${index + 1}/${pairs}: ${Math.round(ours.ordersPerSecond)} beside ${Math.round(raw.ordersPerSecond)} ` +
        `orders a second, ${ours.conflictsPerOrder.toFixed(3)} conflicts an order`,
    )
  const result = bestResult(await measureBest(cluster, { clients, pairs, house, onPair }))
  if (flags.json) io.out(JSON.stringify({ name: 'best', clients, ...result }))
  else for (const line of bestInWords(clients, result)) io.out(line)
  return 0
}

/** Pairs of events that are sold out. @throws Error when a place was not sold, or not once. */
export async function measureBest(
  cluster: TestCluster,
  options: {
    clients: number
    pairs: number
    house: House
    onPair?(pair: Pair<Figures>, index: number): void
  },
): Promise<Pair<Figures>[]> {
  const { clients, pairs, onPair } = options
  await using tills = await startTills(cluster, clients, options.house)
  return await interleavedPairs(pairs, {
    ours: () => tills.sellOut('best'),
    raw: () => tills.sellOut('random'),
    ...(onPair && { onPair }),
  })
}
