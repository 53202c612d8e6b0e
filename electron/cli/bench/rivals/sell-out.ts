import { join } from 'node:path'
import { keyspace } from '../../../keyspace'
import type { TestCluster } from '../../../testing/cluster'
import { openArena, ticketsPerOrder } from '../arena'
import { bareEtcd } from '../bare-client'
import { percentile } from '../latencies'
import { startTerminalProcesses } from '../terminal-processes'
import type { RivalTasks, Way } from './client-process'
import { countKey, openCount, purchasePrefix, quantityOf } from './ways'

/** What selling one event comes to. */
export interface Figures {
  ordersPerSecond: number
  p50Ms: number
  p95Ms: number
  triesPerOrder: number
  /** Tickets that were sold, and that by the event's own books are somebody else's or still to be had. */
  soldTooOften: number
}

/** Sellers of hot events: so many at once. */
export interface Sellers extends AsyncDisposable {
  /** Sells an event of `places` out, or as far as it comes in `forMs`. @throws Error when an order is not there. */
  sellOut(way: Way): Promise<Figures>
}

export async function startSellers(
  cluster: TestCluster,
  options: { clients: number; places: number; forMs: number },
): Promise<Sellers> {
  const { clients, places, forMs } = options
  const namespace = cluster.freshNamespace()
  const rivals = cluster.freshNamespace()
  const house = cluster.connection(namespace)
  const { endpoints } = cluster
  const client = bareEtcd(endpoints[0] ?? '')
  const processes = await startTerminalProcesses<RivalTasks>(
    join(import.meta.dirname, 'client-process.ts'),
    clients,
    (process, ids) => process.ask('start', { endpoints, namespace, ids }),
  )

  /** How many orders there are of an event, and how many tickets its books say have gone. */
  const booksOf = async (way: Way, event: string) => {
    if (way !== 'ours') {
      const orders = await client.getAll().prefix(purchasePrefix(event)).count()
      return { orders, gone: places - quantityOf(await client.get(countKey(event)).string()) }
    }
    const countOf = async (prefix: string) =>
      (await house.range(prefix, `${prefix}~`, { countOnly: true })).count
    return {
      orders: (await countOf(keyspace.order.prefix())) - before,
      gone: await countOf(keyspace.claim.prefix(event)),
    }
  }

  let events = 0
  /** Orders of the terminals' earlier events. */
  let before = 0
  return {
    async sellOut(way) {
      const name = `evening-${++events}`
      const event = way === 'ours' ? name : `${rivals}${name}/`
      const revision = way === 'ours' ? await openArena(house, event, places) : 0
      if (way !== 'ours') await openCount(client, event, places)
      const loads = await processes.ask('sellOut', { way, event, revision, forMs })
      const latenciesMs = loads.flatMap(load => load.latenciesMs)
      const orders = latenciesMs.length
      const books = await booksOf(way, event)
      if (books.orders !== orders)
        throw new Error(`${orders} orders were acknowledged, and the cluster has ${books.orders} (${way})`)
      if (way === 'ours') before += orders
      return {
        ordersPerSecond: (orders * 1_000) / Math.max(...loads.map(load => load.elapsedMs)),
        p50Ms: percentile(latenciesMs, 0.5),
        p95Ms: percentile(latenciesMs, 0.95),
        triesPerOrder: loads.reduce((sum, load) => sum + load.tries, 0) / orders,
        soldTooOften: orders * ticketsPerOrder - books.gone,
      }
    },
    async [Symbol.asyncDispose]() {
      client.close()
      await processes[Symbol.asyncDispose]()
    },
  }
}
