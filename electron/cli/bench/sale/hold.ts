import { startCluster } from '../../../testing/cluster'
import type { Invocation } from '../../command'
import { countOf, nodesOf, pairsOf } from '../flags'
import { besideInWords, saleInWords } from './report'
import { measureRow, titles } from './rows'

/** `cli bench hold`: of `bench sale`, only places that are held and then sold, as most are at a counter. */
export async function benchHold({ flags, values, io }: Invocation): Promise<number> {
  const clients = countOf(values, 'clients', 32)
  const pairs = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const held = await measureRow(cluster, 'held', { clients, pairs, io })
  const lines = [...besideInWords(clients), ...saleInWords(titles.held, held)]
  if (flags.json) io.out(JSON.stringify({ name: 'hold', clients, ...held }))
  else for (const line of lines) io.out(line)
  return 0
}
