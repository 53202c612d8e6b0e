import { Etcd3 } from 'etcd3'
import { type Entry, writeAll } from '../../cluster/bulk'
import { startCluster } from '../../testing/cluster'
import { CommandFailure, type Invocation } from '../command'
import { createPopulation } from '../populate/population'
import { completeSettings } from '../populate/settings'
import { interleavedPairs, report } from './measure'

/** Enough of each that starting up does not show: about a third of a second for either. */
const keysAtOnce = 12_800
const keysOneByOne = 256
const nodes = 3

/**
 * `cli bench import`: keys a second of populate, its drawing of keys included, beside the same keys put one after
 * another by a bare client, as TickETCD did. On three nodes of its own.
 */
export async function benchImport({ flags, values, io }: Invocation): Promise<number> {
  const count = values.pairs === undefined ? 12 : Number(values.pairs)
  if (!Number.isInteger(count) || count < 6) throw new CommandFailure('--pairs wants a number from 6.', 2)
  await using cluster = await startCluster({ nodes })
  const client = new Etcd3({ hosts: cluster.endpoints })
  try {
    let run = 0
    const ours = async () => {
      const connection = cluster.connection()
      await connection.get('warm')
      const startedAt = performance.now()
      const { written } = await writeAll({ connection, entries: entriesOf(++run, keysAtOnce) })
      const perSecond = written / ((performance.now() - startedAt) / 1_000)
      connection.close()
      return perSecond
    }
    const raw = async () => {
      const namespace = cluster.freshNamespace()
      const entries = [...entriesOf(++run, keysOneByOne)]
      const startedAt = performance.now()
      for (const { key, value } of entries) await client.put(namespace + key).value(value)
      return entries.length / ((performance.now() - startedAt) / 1_000)
    }
    const onPair = (pair: { ours: number; raw: number }, index: number) =>
      io.err(`${index + 1}/${count}: ${Math.round(pair.ours)} beside ${Math.round(pair.raw)} keys a second`)
    const result = report('import', await interleavedPairs(count, { ours, raw, onPair }))
    if (flags.json) io.out(JSON.stringify(result))
    else
      io.out(
        `populate writes ${result.ratio} times as fast as one put after another ` +
          `(${result.interval.join(' to ')}; median of ${count} pairs).`,
      )
    return 0
  } finally {
    client.close()
  }
}

/** The first keys of a population, in the shares populate has by default. */
function* entriesOf(seed: number, count: number): Generator<Entry> {
  const said = { seed, events: 200, users: 1_000, purchases: 4_000 }
  const population = createPopulation(completeSettings(said, '2026-11-20'), placeholderHash)
  let left = count
  for (const entry of population.entries()) {
    if (left-- <= 0) return
    yield entry
  }
}

/** As long as a real one; nobody signs in to a bench. */
const placeholderHash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`
