import { join } from 'node:path'
import { keyspace } from '../../../keyspace'
import type { TestCluster } from '../../../testing/cluster'
import { openHall } from '../../../testing/hall'
import { openArena, ticketsPerOrder } from '../arena'
import { percentile } from '../latencies'
import { startTerminalProcesses } from '../terminal-processes'
import type { BestTasks, Choosing } from './terminal-process'

/** What selling an event out comes to. */
export interface Figures {
  ordersPerSecond: number
  p95Ms: number
  conflictsPerOrder: number
  passedOverPerOrder: number
}

/** Terminals that sell one event after another, each to its last place. */
export interface Tills extends AsyncDisposable {
  /** @throws Error unless every place was sold once. */
  sellOut(choosing: Choosing): Promise<Figures>
}

/** A hall with two aisles, and as many places to stand. */
export interface House {
  rows: number
  blocks: readonly number[]
}

export async function startTills(cluster: TestCluster, count: number, house: House): Promise<Tills> {
  const namespace = cluster.freshNamespace()
  const keys = cluster.connection(namespace)
  const { endpoints } = cluster
  const processes = await startTerminalProcesses<BestTasks>(
    join(import.meta.dirname, 'terminal-process.ts'),
    count,
    (process, ids) => process.ask('start', { endpoints, namespace, ids }),
  )

  const seats = house.rows * house.blocks.reduce((sum, block) => sum + block, 0)
  let events = 0
  return {
    async sellOut(choosing) {
      const eventId = `evening-${++events}`
      const revision =
        choosing === 'best'
          ? await openHall(keys, { eventId, ...house })
          : await openArena(keys, eventId, seats)
      const loads = await processes.ask('sellOut', { eventId, revision, choosing })
      const sum = (of: 'orders' | 'conflicts' | 'passedOver') =>
        loads.reduce((all, load) => all + load[of], 0)
      const orders = sum('orders')
      const claims = keyspace.claim.prefix(eventId)
      const { count: claimed } = await keys.range(claims, `${claims}~`, { countOnly: true })
      if (claimed !== seats || orders * ticketsPerOrder !== seats)
        throw new Error(`${orders} orders of ${ticketsPerOrder} were sold, and ${claimed} of ${seats} places`)
      const elapsedMs = Math.max(...loads.map(load => load.elapsedMs))
      return {
        ordersPerSecond: (orders * 1_000) / elapsedMs,
        p95Ms: percentile(
          loads.flatMap(load => load.latenciesMs),
          0.95,
        ),
        conflictsPerOrder: sum('conflicts') / orders,
        passedOverPerOrder: sum('passedOver') / orders,
      }
    },
    [Symbol.asyncDispose]: () => processes[Symbol.asyncDispose](),
  }
}
