import { startCluster } from '../../../testing/cluster'
import type { Invocation } from '../../command'
import { nodesOf, pairsOf } from '../flags'
import type { Pair } from '../measure'
import { measureWatch } from './measure-watch'
import { type Delays, watchInWords, watchResult } from './report'

/**
 * `cli bench watch`: from the moment a terminal begins to commit a sale until the store of a window of another
 * terminal has it, beside a bare transaction and a bare watch of another process, on the same members.
 */
export async function benchWatch({ flags, values, io }: Invocation): Promise<number> {
  const pairs = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const onPair = ({ ours, raw }: Pair<Delays>, index: number) =>
    io.err(`${index + 1}/${pairs}: ${ours.p50Ms.toFixed(1)} ms beside ${raw.p50Ms.toFixed(1)} ms`)
  const measured = await measureWatch(cluster, { pairs, salesPerRun: 25, warmUps: 12, onPair })
  const result = watchResult(measured)
  if (flags.json) io.out(JSON.stringify({ name: 'watch', ...result }))
  else for (const line of watchInWords(result)) io.out(line)
  return 0
}
