import { startCluster } from '../../../testing/cluster'
import type { Invocation } from '../../command'
import { countOf, nodesOf, pairsOf } from '../flags'
import { besideInWords, saleInWords } from './report'
import { measureRow, type Row, titles } from './rows'

/**
 * `cli bench sale`: orders a second that terminals commit, beside bare clients that ask exactly the same of the
 * cluster: the same transactions, and a watch each.
 */
export async function benchSale({ flags, values, io }: Invocation): Promise<number> {
  const clients = countOf(values, 'clients', 16)
  const pairs = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const measure = (row: Row) => measureRow(cluster, row, { clients, pairs, io })
  const atOnce = await measure('atOnce')
  const held = await measure('held')
  const transactionsAlone = await measure('transactionsAlone')
  if (flags.json) {
    io.out(JSON.stringify({ name: 'sale', clients, ...atOnce, held, transactionsAlone }))
    return 0
  }
  for (const line of besideInWords(clients)) io.out(line)
  for (const [row, measured] of Object.entries({ atOnce, held, transactionsAlone }))
    for (const line of saleInWords(titles[row as Row], measured)) io.out(line)
  return 0
}
