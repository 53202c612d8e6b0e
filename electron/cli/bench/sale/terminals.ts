import { join } from 'node:path'
import type { Connection } from '../../../cluster/model'
import { keyspace } from '../../../keyspace'
import type { TestCluster } from '../../../testing/cluster'
import { CommandFailure } from '../../command'
import { openArena, ticketsPerOrder } from '../arena'
import { percentile } from '../latencies'
import { startTerminalProcesses } from '../terminal-processes'
import type { Load } from './closed-loop'
import type { TerminalTasks, Way } from './terminal-process'

/** What a load comes to. */
export interface Figures {
  ordersPerSecond: number
  p50Ms: number
  p95Ms: number
}

/** Terminals in processes of their own, and beside each a bare client. */
export interface Terminals extends AsyncDisposable {
  /** All of them sell an event of their own, for `forMs` or until half of it is sold. */
  sell(forMs: number): Promise<Figures>
  /** The bare clients make the same transactions as those that sold before, for at most `forMs`. */
  repeat(forMs: number): Promise<Figures>
  /** Both once, whatever comes of it: at first a computer that is busy may get nothing done in time. */
  warmUp(forMs: number): Promise<void>
  /** @throws Error unless the cluster has each acknowledged order, and no other. */
  verify(): Promise<void>
}

export interface TerminalsOptions {
  count: number
  /** How they sell. */
  way: Way
  /** Whether each bare client has a bare watch, as each terminal has its own. */
  watching: boolean
}

/** Places of each event. */
const capacity = 8_000

export async function startTerminals(cluster: TestCluster, options: TerminalsOptions): Promise<Terminals> {
  const { count, way, watching } = options
  const namespace = cluster.freshNamespace()
  const bareNamespace = cluster.freshNamespace()
  const house: Connection = cluster.connection(namespace)
  const bareHouse: Connection = cluster.connection(bareNamespace)
  const { endpoints } = cluster
  const processes = await startTerminalProcesses<TerminalTasks>(
    join(import.meta.dirname, 'terminal-process.ts'),
    count,
    (process, ids) => process.ask('start', { endpoints, namespace, bareNamespace, ids, way, watching }),
  )

  let events = 0
  let acknowledged = 0
  const sell = async (forMs: number): Promise<Load[]> => {
    const eventId = `evening-${++events}`
    const bareRevision = await openArena(bareHouse, eventId, capacity)
    const arena = { eventId, revision: await openArena(house, eventId, capacity), bareRevision }
    const ordersAtMost = Math.floor(capacity / 2 / ticketsPerOrder / count)
    const loads = await processes.ask('sell', { arena, forMs, ordersAtMost })
    for (const { sold } of loads) acknowledged += sold
    return loads
  }
  const repeat = (forMs: number): Promise<Load[]> => processes.ask('repeat', { forMs })
  return {
    sell: async forMs => figuresOf(await sell(forMs)),
    repeat: async forMs => figuresOf(await repeat(forMs)),
    async warmUp(forMs) {
      await sell(forMs)
      await repeat(forMs)
    },
    async verify() {
      const prefix = keyspace.order.prefix()
      const { count: stored } = await house.range(prefix, `${prefix}~`, { countOnly: true })
      if (stored !== acknowledged)
        throw new Error(`${acknowledged} orders were acknowledged, and the cluster has ${stored}`)
    },
    [Symbol.asyncDispose]: () => processes[Symbol.asyncDispose](),
  }
}

function figuresOf(loads: readonly Load[]): Figures {
  const latencies = loads.flatMap(load => load.latenciesMs)
  if (latencies.length === 0) throw new CommandFailure('This computer is too busy: nothing was done in time.')
  return {
    // Each process has its own window, and stops a little earlier or later than the others.
    ordersPerSecond: loads.reduce(
      (sum, { latenciesMs, elapsedMs }) => sum + (latenciesMs.length * 1_000) / elapsedMs,
      0,
    ),
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
  }
}
