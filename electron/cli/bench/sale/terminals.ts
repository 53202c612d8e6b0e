import { join } from 'node:path'
import type { Connection } from '../../../cluster/model'
import { keyspace } from '../../../keyspace'
import type { TestCluster } from '../../../testing/cluster'
import { capacity, openArena, ticketsPerOrder } from '../arena'
import { percentile } from '../latencies'
import { startProcess, type TaskProcess } from '../processes'
import type { Load } from './closed-loop'
import type { TerminalTasks, Way } from './terminal-process'

/** What a load comes to. */
export interface Figures {
  orders: number
  ordersPerSecond: number
  p50Ms: number
  p95Ms: number
}

/** Terminals in processes of their own, and beside each a bare client. */
export interface Terminals extends AsyncDisposable {
  /** All of them sell an event of their own, for `forMs` or until half of it is sold. */
  sell(way: Way, forMs: number): Promise<Figures>
  /** The bare clients repeat what was sold that way, and was not repeated yet, for at most `forMs`. */
  repeat(way: Way, forMs: number): Promise<Figures>
  /** @throws Error unless the cluster has each acknowledged order, and no other. */
  verify(): Promise<void>
}

/** More would wait for each other in their process, which tills at a venue do not; fewer would only take memory. */
const terminalsPerProcess = 4

export async function startTerminals(cluster: TestCluster, count: number): Promise<Terminals> {
  const namespace = cluster.freshNamespace()
  const bareNamespace = cluster.freshNamespace()
  const house: Connection = cluster.connection(namespace)
  const bareHouse: Connection = cluster.connection(bareNamespace)
  const ids = Array.from({ length: count }, (_, n) => `T${String(n + 1).padStart(2, '0')}`)
  const { endpoints } = cluster
  const processes: TaskProcess<TerminalTasks>[] = []
  const end = async () => {
    await Promise.all(processes.map(each => each[Symbol.asyncDispose]()))
  }
  try {
    for (let first = 0; first < count; first += terminalsPerProcess) {
      const started = startProcess<TerminalTasks>(join(import.meta.dirname, 'terminal-process.ts'))
      processes.push(started)
      const mine = ids.slice(first, first + terminalsPerProcess)
      await started.ask('start', { endpoints, namespace, bareNamespace, ids: mine })
    }
  } catch (error) {
    await end()
    throw error
  }

  let events = 0
  let acknowledged = 0
  return {
    async sell(way, forMs) {
      const eventId = `evening-${++events}`
      const bareRevision = await openArena(bareHouse, eventId)
      const arena = { eventId, revision: await openArena(house, eventId), bareRevision }
      const ordersAtMost = Math.floor(capacity / 2 / ticketsPerOrder / count)
      const loads = await Promise.all(
        processes.map(each => each.ask('sell', { arena, way, forMs, ordersAtMost })),
      )
      for (const { sold } of loads) acknowledged += sold
      return figuresOf(loads)
    },
    async repeat(way, forMs) {
      return figuresOf(await Promise.all(processes.map(each => each.ask('repeat', { way, forMs }))))
    },
    async verify() {
      const prefix = keyspace.order.prefix()
      const { count: stored } = await house.range(prefix, `${prefix}~`, { countOnly: true })
      if (stored !== acknowledged)
        throw new Error(`${acknowledged} orders were acknowledged, and the cluster has ${stored}`)
    },
    [Symbol.asyncDispose]: end,
  }
}

function figuresOf(loads: readonly Load[]): Figures {
  const latencies = loads.flatMap(load => load.latenciesMs)
  return {
    orders: latencies.length,
    // Each process has its own window, and stops a little earlier or later than the others.
    ordersPerSecond: loads.reduce(
      (sum, { latenciesMs, elapsedMs }) => sum + (latenciesMs.length * 1_000) / elapsedMs,
      0,
    ),
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
  }
}
