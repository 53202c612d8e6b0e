import { startCluster, type TestCluster } from '../../../testing/cluster'
import type { Invocation } from '../../command'
import { countOf, nodesOf, pairsOf } from '../flags'
import type { Way } from './client-process'
import { besideCounter, type Round, rivalsResult, rivalsTable } from './report'
import { startSellers } from './sell-out'

const ways: readonly Way[] = ['ours', 'counter', 'getThenPut']
/** A hot event: everybody wants it, and it is sold to its last ticket. */
const places = 1_000
/** A way that collapses is not waited for. */
const forMs = 10_000

/**
 * `cli bench rivals`: a hot event is sold out by claims, by a counter with compare-and-swap, and by get-then-put, in
 * turns on one cluster, by 1, 8 and 32 clients.
 */
export async function benchRivals({ flags, values, io }: Invocation): Promise<number> {
  const counts = values.clients === undefined ? [1, 8, 32] : [countOf(values, 'clients', 32)]
  const rounds = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const results = []
  for (const clients of counts) {
    const onRound = (round: Round, index: number) =>
      io.err(
        `${clients} clients ${index + 1}/${rounds}: ` +
          `${ways.map(way => `${way} ${Math.round(round[way].ordersPerSecond)}`).join(', ')} orders a second`,
      )
    const measured = await measureRivals(cluster, { clients, rounds, places, forMs, onRound })
    results.push(rivalsResult(clients, measured))
  }
  if (flags.json) io.out(JSON.stringify({ name: 'rivals', places, ...besideCounter(results), results }))
  else for (const line of rivalsTable(places, results)) io.out(line)
  return 0
}

/** Rounds of events that are sold each way, after one that does not count. @throws Error when an order is not there. */
export async function measureRivals(
  cluster: TestCluster,
  options: {
    clients: number
    rounds: number
    places: number
    forMs: number
    onRound?(round: Round, index: number): void
  },
): Promise<Round[]> {
  await using sellers = await startSellers(cluster, options)
  const measured: Round[] = []
  for (let index = -1; index < options.rounds; index++) {
    const round: Partial<Round> = {}
    // Each way begins as often as the others.
    for (let turn = 0; turn < ways.length; turn++) {
      const way = ways[(index + 1 + turn) % ways.length]
      if (way) round[way] = await sellers.sellOut(way)
    }
    const { ours, counter, getThenPut } = round
    if (index < 0 || !ours || !counter || !getThenPut) continue
    measured.push({ ours, counter, getThenPut })
    options.onRound?.({ ours, counter, getThenPut }, index)
  }
  return measured
}
