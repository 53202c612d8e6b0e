import { setTimeout as pause } from 'node:timers/promises'
import { type CampaignCluster, startCampaignCluster } from '../../campaign/cluster'
import { CommandFailure, type Invocation } from '../../command'
import { sharedNow } from '../clock'
import { countOf, nodesOf, pairsOf } from '../flags'
import { interleavedPairs, type Pair, report } from '../measure'
import { longestGapMs } from './gaps'
import { type FailoverLoad, startFailoverLoad } from './load'
import type { Side } from './terminal-process'

/** When a leader dies, and for how long: without it the others elect one and every client finds it. */
export interface Timing {
  /** Of whole load before the kill, and after the node is back. */
  settleMs: number
  deadMs: number
}
const timing: Timing = { settleMs: 1_500, deadMs: 3_000 }
const quotaBytes = 4 * 1024 ** 3

/**
 * `cli bench failover`: the leader is killed while terminals sell, then while bare clients with the same deadlines and
 * members make the same transactions, in turns: the longest time without an acknowledged order.
 */
export async function benchFailover({ flags, values, io }: Invocation): Promise<number> {
  const clients = countOf(values, 'clients', 16)
  const kills = pairsOf(values)
  const nodes = nodesOf(values)
  if (nodes === 1) throw new CommandFailure('--nodes wants 3 or 5: with one there is nobody to go on.', 2)
  await using cluster = await startCampaignCluster({ nodes, quotaBytes, namespace: 'ticketcd/' })
  const measured = await measureFailover(cluster, {
    ...{ clients, kills, timing },
    onPair: ({ ours, raw }, index) =>
      io.err(
        `Leader killed ${index + 1}/${kills}: ${Math.round(ours)} beside ${Math.round(raw)} ms without an order`,
      ),
  })
  const result = report('failover', measured.gapsMs)
  const { acknowledged } = measured
  if (flags.json) io.out(JSON.stringify({ ...result, clients, acknowledged, lost: 0 }))
  else
    io.out(
      `When the leader is killed, ${clients} terminals are without an acknowledged order for ${result.ours.median} ms ` +
        `(median of ${kills} kills), bare clients tuned the same for ${result.raw.median} ms: ratio ${result.ratio} ` +
        `(${result.interval.join(' to ')}). All of ${acknowledged} acknowledged orders are there.`,
    )
  return 0
}

/**
 * Gaps in milliseconds, kill by kill.
 * @throws CommandFailure when an acknowledged order is lost, one was made that nobody was told of, or the audit finds
 * anything else.
 */
export async function measureFailover(
  cluster: CampaignCluster,
  options: {
    clients: number
    kills: number
    timing: Timing
    onPair?(pair: Pair, index: number): void
  },
): Promise<{ gapsMs: Pair[]; acknowledged: number }> {
  const { timing, onPair } = options
  await using load = await startFailoverLoad(cluster, options.clients)
  // The bare clients send what the terminals sold before, each order ten times.
  await load.under('ours', () => pause(2 * timing.settleMs + timing.deadMs))
  const gapsMs = await interleavedPairs(options.kills, {
    ours: () => gapOf(cluster, load, 'ours', timing),
    raw: () => gapOf(cluster, load, 'raw', timing),
    ...(onPair && { onPair }),
  })
  const { acknowledged, lost, untold, violations } = await load.verify()
  const wrong = [
    lost.length > 0 && `lost: ${lost.join(', ')}`,
    untold.length > 0 && `made, and told as not made: ${untold.join(', ')}`,
    ...violations,
  ].filter(Boolean)
  if (wrong.length > 0)
    throw new CommandFailure(`Of ${acknowledged} acknowledged orders: ${wrong.join('; ')}.`)
  return { gapsMs, acknowledged }
}

async function gapOf(
  cluster: CampaignCluster,
  load: FailoverLoad,
  side: Side,
  { settleMs, deadMs }: Timing,
): Promise<number> {
  let killedAt = 0
  let endedAt = 0
  const times = await load.under(side, async () => {
    await pause(settleMs)
    const leader = await cluster.leader()
    if (!leader) throw new CommandFailure('No node leads.')
    killedAt = sharedNow()
    await cluster.kill(leader)
    await pause(deadMs)
    await cluster.revive(leader)
    await cluster.whole()
    await pause(settleMs)
    endedAt = sharedNow()
  })
  return longestGapMs(times, killedAt, endedAt)
}
