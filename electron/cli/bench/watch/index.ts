import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../../../cluster/connection'
import type { Txn } from '../../../cluster/model'
import { keyspace } from '../../../keyspace'
import { startCluster, type TestCluster } from '../../../testing/cluster'
import { quietLog } from '../../../testing/log'
import { cash, newSale, startTerminal } from '../../../testing/terminal'
import type { Invocation } from '../../command'
import { openArena, orderMinor, ticketsPerOrder, ticketTypeKey, wanted } from '../arena'
import { startBareClient } from '../bare-client'
import { sharedNow } from '../clock'
import { nodesOf, pairsOf } from '../flags'
import { percentile } from '../latencies'
import { interleavedPairs, type Pair } from '../measure'
import { startProcess } from '../processes'
import { recorded } from '../recorded'
import type { ReaderTasks } from './reader-process'
import { type Delays, watchInWords, watchResult } from './report'
import type { TerminalTasks } from './terminal-process'

/** A sale begins this long after the one before: what is measured is the way of one sale, not a queue. */
const saleEveryMs = 30
const eventId = 'evening'

/**
 * `cli bench watch`: from the moment a terminal begins to commit a sale until the store of a window of another
 * terminal has it, beside a bare transaction and a bare watch of another process, on the same members.
 */
export async function benchWatch({ flags, values, io }: Invocation): Promise<number> {
  const pairs = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const onPair = ({ ours, raw }: Pair<Delays>, index: number) =>
    io.err(`${index + 1}/${pairs}: ${ours.p50Ms.toFixed(1)} ms beside ${raw.p50Ms.toFixed(1)} ms`)
  const measured = await measureWatch(cluster, { pairs, salesPerRun: 25, onPair })
  const result = watchResult(measured)
  if (flags.json) io.out(JSON.stringify({ name: 'watch', ...result }))
  else for (const line of watchInWords(result)) io.out(line)
  return 0
}

export async function measureWatch(
  cluster: TestCluster,
  options: { pairs: number; salesPerRun: number; onPair?(pair: Pair<Delays>, index: number): void },
): Promise<Pair<Delays>[]> {
  const { pairs, salesPerRun, onPair } = options
  const namespace = cluster.freshNamespace()
  const bareNamespace = cluster.freshNamespace()
  const [here = '', there = here] = cluster.endpoints
  // At most half of it is sold: a run beforehand, then one a pair and the one that does not count.
  const capacity = 2 * ticketsPerOrder * salesPerRun * (pairs + 2)

  const sent = recorded(connect({ endpoints: [here], namespace, seed: 'here', log: quietLog }))
  await openArena(sent.connection, eventId, capacity)
  await using terminal = await startTerminal({ connection: () => sent.connection }, { id: 'T99', namespace })
  const bareHouse = cluster.connection(bareNamespace)
  const bare = await startBareClient({ endpoint: here, namespace: bareNamespace, leaseTtlSeconds: 3_600 })
  try {
    bare.learn(ticketTypeKey(eventId), await openArena(bareHouse, eventId, capacity))
    await using other = startProcess<TerminalTasks>(join(import.meta.dirname, 'terminal-process.ts'))
    await using reader = startProcess<ReaderTasks>(join(import.meta.dirname, 'reader-process.ts'))
    const address = await other.ask('start', { endpoint: there, namespace })
    await reader.ask('openHouse', { address, eventId })
    await reader.ask('watch', { endpoint: there, prefix: bareNamespace })

    const toRepeat: Txn[] = []
    const sell = async () => {
      const begun: number[] = []
      const slots: string[] = []
      sent.take()
      for (let n = 0; n < salesPerRun; n++) {
        const sale = { orderId: newSale().orderId, wanted: wanted(eventId), expectedMinor: orderMinor }
        const rest = pause(saleEveryMs)
        begun.push(sharedNow())
        const { order } = await terminal.selling.sellAtOnce(terminal.seller, {
          ...sale,
          payments: cash(orderMinor),
        })
        slots.push(String(order.lines[0]?.slot))
        await rest
      }
      toRepeat.push(...sent.take())
      return delays(begun, await reader.ask('seenInWindow', slots))
    }
    const repeat = async () => {
      const begun: number[] = []
      const keys: string[] = []
      for (const txn of toRepeat.splice(0, salesPerRun)) {
        const prepared = bare.prepare(txn)
        keys.push(claimOf(txn))
        const rest = pause(saleEveryMs)
        begun.push(sharedNow())
        await bare.send(prepared)
        await rest
      }
      return delays(begun, await reader.ask('seenBare', keys))
    }
    await sell()
    return await interleavedPairs(pairs, { ours: sell, raw: repeat, ...(onPair && { onPair }) })
  } finally {
    bare.close()
  }
}

function claimOf(txn: Txn): string {
  const claim = txn.success.find(op => op.op === 'put' && op.key.startsWith(keyspace.claim.prefix()))
  if (claim?.op !== 'put') throw new Error('A sale without a claim')
  return claim.key
}

function delays(begun: readonly number[], seen: readonly number[]): Delays {
  const waits = begun.map((at, n) => (seen[n] ?? Number.NaN) - at)
  return { p50Ms: percentile(waits, 0.5), p95Ms: percentile(waits, 0.95) }
}
