import { Etcd3 } from 'etcd3'
import { type Entry, writeAll } from '../../cluster/bulk'
import { startCluster, type TestCluster } from '../../testing/cluster'
import type { Invocation } from '../command'
import { nodesOf, pairsOf } from './flags'
import { compare, interleavedPairs, type Pair, report } from './measure'
import { populationOf } from './population'

/** Enough of each for about half a second. */
const keysAtOnce = 25_600
const keysOneByOne = 256

/** Keys a second: written when they are there already, and drawn while they are written, as populate does. */
interface Rates {
  writing: number
  populating: number
}

/**
 * `cli bench import`: populate's keys by its writer, beside the same keys put one after another by a bare client, as
 * TickETCD did. `ratio` compares the writing; `populating` is the same with the drawing of the keys in ours and not
 * in the other. On a cluster of its own.
 */
export async function benchImport({ flags, values, io }: Invocation): Promise<number> {
  const count = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const client = new Etcd3({ hosts: cluster.endpoints })
  let seed = 0
  try {
    const pairs = await interleavedPairs<Rates>(count, {
      async ours() {
        const drawn = [...entriesOf(++seed, keysAtOnce)]
        const writing = await writeRate(cluster, drawn)
        return { writing, populating: await writeRate(cluster, entriesOf(++seed, keysAtOnce)) }
      },
      async raw() {
        const writing = await putRate(client, cluster.freshNamespace(), [...entriesOf(++seed, keysOneByOne)])
        return { writing, populating: writing }
      },
      onPair: (pair, index) => io.err(`${index + 1}/${count}: ${sentence(pair)}`),
    })
    const writing = report(
      'import',
      pairs.map(({ ours, raw }) => ({ ours: ours.writing, raw: raw.writing })),
    )
    const populating = compare(pairs, rates => rates.populating)
    if (flags.json) io.out(JSON.stringify({ ...writing, populating }))
    else
      io.out(
        `populate writes ${writing.ratio} times as fast as one put after another (${writing.interval.join(' to ')}), ` +
          `${populating.ratio.median} times with the drawing of its keys; median of ${count} pairs.`,
      )
    return 0
  } finally {
    client.close()
  }
}

function sentence({ ours, raw }: Pair<Rates>): string {
  const [written, drawn, put] = [ours.writing, ours.populating, raw.writing].map(Math.round)
  return `${written} keys a second, ${drawn} drawn too, beside ${put}`
}

async function writeRate(cluster: TestCluster, entries: Iterable<Entry>): Promise<number> {
  const connection = cluster.connection()
  await connection.get('connected')
  const startedAt = performance.now()
  const { written } = await writeAll({ connection, entries })
  const perSecond = rate(written, startedAt)
  connection.close()
  return perSecond
}

async function putRate(client: Etcd3, namespace: string, entries: readonly Entry[]): Promise<number> {
  const startedAt = performance.now()
  for (const { key, value } of entries) await client.put(namespace + key).value(value)
  return rate(entries.length, startedAt)
}

const rate = (keys: number, startedAt: number) => (1_000 * keys) / (performance.now() - startedAt)

/** The first keys of a population, in the shares populate has by default. */
function* entriesOf(seed: number, count: number): Generator<Entry> {
  const population = populationOf({ seed, events: 200, users: 1_000, purchases: 4_000 })
  let left = count
  for (const entry of population.entries()) {
    if (left-- <= 0) return
    yield entry
  }
}
