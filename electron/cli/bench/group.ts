import type { Op } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import { startCluster, type TestCluster } from '../../testing/cluster'
import { cash, newSale, startTerminal } from '../../testing/terminal'
import { CommandFailure, type Invocation } from '../command'
import { groupOf, openArena, ticketTypeKey } from './arena'
import { startBareClient } from './bare-client'
import { nodesOf, pairsOf } from './flags'
import { percentile } from './latencies'
import { compare, interleavedPairs, type Pair, report } from './measure'
import { recorded, type Sent } from './recorded'

const groupSize = 500
/** As much as is not half sold by one group. */
const capacity = 2 * groupSize + 200
/** Before the first pair: code that has just been loaded takes three times as long. */
const warmUps = 5

/** What one group took, from the first message to the last answer. */
export interface GroupTimes {
  holdMs: number
  commitMs: number
  totalMs: number
}

/**
 * `cli bench group`: a group of 500 held in steps and sold in one transaction by one terminal on an idle cluster,
 * beside a bare client that sends the very same transactions.
 */
export async function benchGroup({ flags, values, io }: Invocation): Promise<number> {
  const count = pairsOf(values)
  await using cluster = await startCluster({ nodes: nodesOf(values) })
  const pairs = await measureGroup(cluster, {
    ...{ pairs: count, size: groupSize, warmUps },
    onPair: ({ ours, raw }, index) =>
      io.err(`${index + 1}/${count}: ${Math.round(ours.totalMs)} ms beside ${Math.round(raw.totalMs)} ms`),
  })
  const total = report(
    'group',
    pairs.map(({ ours, raw }) => ({ ours: ours.totalMs, raw: raw.totalMs })),
  )
  const p50Ms = percentile(
    pairs.map(({ ours }) => ours.totalMs),
    0.5,
  )
  const result = {
    ...total,
    ...{ size: groupSize, commitTransactions: 1, p50Ms },
    hold: compare(pairs, times => times.holdMs),
    commit: compare(pairs, times => times.commitMs),
  }
  if (flags.json) io.out(JSON.stringify(result))
  else
    io.out(
      `A group of ${groupSize} is held and sold in ${Math.round(p50Ms)} ms (p50), the sale in one transaction of ` +
        `${Math.round(result.commit.ours.median)} ms; the same transactions alone take ` +
        `${Math.round(total.raw.median)} ms, ratio ${total.ratio} (${total.interval.join(' to ')}).`,
    )
  return 0
}

/** @throws CommandFailure when a sale took more than one transaction. */
export async function measureGroup(
  cluster: TestCluster,
  options: {
    pairs: number
    size: number
    warmUps: number
    onPair?(pair: Pair<GroupTimes>, index: number): void
  },
): Promise<Pair<GroupTimes>[]> {
  const { size, onPair } = options
  const namespace = cluster.freshNamespace()
  const bareNamespace = cluster.freshNamespace()
  const bareHouse = cluster.connection(bareNamespace)
  const sent = recorded(cluster.connection(namespace))
  await using terminal = await startTerminal({ connection: () => sent.connection }, { id: 'T01', namespace })
  const [endpoint = ''] = sent.connection.endpoints
  const bare = await startBareClient({ endpoint, namespace: bareNamespace })
  // What a pair's own side sold last, if the other has not sent it yet.
  const unsent: { eventId: string; holds: Sent[]; commit: Sent }[] = []
  let events = 0

  const ours = async (): Promise<GroupTimes> => {
    const eventId = `evening-${++events}`
    const revision = await openArena(cluster.connection(namespace), eventId, capacity)
    await terminal.replica.reached(revision)
    const { parts, totalMinor } = groupOf(eventId, size)
    const ids = newSale()
    sent.take()
    const startedAt = performance.now()
    await terminal.selling.baskets.holdGroup(terminal.seller, { ...ids, parts, ifNotAll: 'let-go' })
    const heldAt = performance.now()
    await terminal.selling.commit(terminal.seller, { ...ids, payments: cash(totalMinor) })
    const soldAt = performance.now()
    const transactions = sent.take()
    const commits = transactions.filter(({ txn }) => writesOrder(txn.success))
    const [commit] = commits
    if (!commit || commits.length > 1)
      throw new CommandFailure(`The sale of a group took ${commits.length} transactions.`)
    unsent.push({ eventId, holds: transactions.filter(each => each !== commit), commit })
    return { holdMs: heldAt - startedAt, commitMs: soldAt - heldAt, totalMs: soldAt - startedAt }
  }

  const raw = async (): Promise<GroupTimes> => {
    const sale = unsent.shift()
    if (!sale) throw new Error('Nothing was sold that could be sent again')
    bare.learn(ticketTypeKey(sale.eventId), await openArena(bareHouse, sale.eventId, capacity))
    const holds = sale.holds.map(({ txn }) => bare.prepare(txn))
    const commit = bare.prepare(sale.commit.txn)
    const startedAt = performance.now()
    for (const hold of holds) await bare.send(hold)
    const heldAt = performance.now()
    await bare.send(commit)
    const soldAt = performance.now()
    return { holdMs: heldAt - startedAt, commitMs: soldAt - heldAt, totalMs: soldAt - startedAt }
  }

  try {
    // One ahead, so that either side may begin a pair.
    await ours()
    for (let n = 0; n < options.warmUps; n++) {
      await ours()
      await raw()
    }
    return await interleavedPairs(options.pairs, { ours, raw, ...(onPair && { onPair }) })
  } finally {
    bare.close()
  }
}

function writesOrder(ops: readonly Op[]): boolean {
  return ops.some(op =>
    op.op === 'txn'
      ? writesOrder(op.txn.success)
      : op.op === 'put' && op.key.startsWith(keyspace.order.prefix()),
  )
}
