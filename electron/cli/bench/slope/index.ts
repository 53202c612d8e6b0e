import type { Invocation } from '../../command'
import { countOf, nodesOf, pairsOf } from '../flags'
import { percentile } from '../latencies'
import { type GrownCluster, growCluster } from './grown-cluster'
import { type Round, slopeInWords, slopeResult } from './report'

/** On each cluster in each round. */
const commitsPerRound = 60
/** Rounds before the first that counts: code that has just been loaded takes three times as long. */
const warmUps = 3

/**
 * `cli bench slope`: whether a commit takes longer the more was sold before.
 *
 * Three clusters that differ in nothing but that, and are measured in turns: were one cluster measured, filled up and
 * measured again, whatever else changed in the minutes between would count as growth; and three namespaces of one
 * cluster would share the one store whose size is the question. A cluster that is not measured is idle.
 */
export async function benchSlope({ flags, values, io }: Invocation): Promise<number> {
  const sold = countOf(values, 'sold', 500_000, 1_000)
  const rounds = pairsOf(values)
  const nodes = nodesOf(values)
  const clusters: GrownCluster[] = []
  try {
    for (const orders of [sold / 100, sold / 10, sold].map(Math.round)) {
      const startedAt = performance.now()
      const cluster = await growCluster(orders, nodes)
      clusters.push(cluster)
      const seconds = Math.round((performance.now() - startedAt) / 1_000)
      io.err(
        `A cluster with ${orders} orders: ${Math.round(cluster.dbSizeBytes / 2 ** 20)} MiB, ${seconds} s`,
      )
    }
    const measured = await measureSlope(clusters, {
      ...{ rounds, warmUps, commitsPerRound },
      onRound: (round, index) =>
        io.err(`${index + 1}/${rounds}: ${round.map(each => `${each.oursMs.toFixed(2)} ms`).join(', ')}`),
    })
    const result = slopeResult(measured)
    if (flags.json) {
      const sizes = result.sizes.map((size, n) => ({ ...size, dbSizeBytes: clusters[n]?.dbSizeBytes }))
      io.out(JSON.stringify({ name: 'slope', ...result, sizes }))
    } else for (const line of slopeInWords(result)) io.out(line)
    return 0
  } finally {
    await Promise.all(clusters.map(cluster => cluster[Symbol.asyncDispose]()))
  }
}

/** Rounds in which each cluster has its turn; each is first as often as the others. */
export async function measureSlope(
  clusters: readonly GrownCluster[],
  options: {
    rounds: number
    warmUps: number
    commitsPerRound: number
    onRound?(round: Round, index: number): void
  },
): Promise<Round[]> {
  const measured: Round[] = []
  for (let index = -options.warmUps; index < options.rounds; index++) {
    const round: Round = []
    for (let turn = 0; turn < clusters.length; turn++) {
      const place = (index + options.warmUps + turn) % clusters.length
      const cluster = clusters[place]
      if (!cluster) continue
      const { oursMs, rawMs } = await cluster.commits(options.commitsPerRound)
      const { orders } = cluster
      round[place] = { orders, oursMs: percentile(oursMs, 0.5), rawMs: percentile(rawMs, 0.5) }
    }
    if (index < 0) continue
    measured.push(round)
    options.onRound?.(round, index)
  }
  return measured
}
