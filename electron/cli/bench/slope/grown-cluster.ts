import { join } from 'node:path'
import { writeAll } from '../../../cluster/bulk'
import { keyspace } from '../../../keyspace'
import { startCluster, type TestCluster } from '../../../testing/cluster'
import { openArena } from '../arena'
import { populationOf } from '../population'
import { startProcess, type TaskProcess } from '../processes'
import type { Arena } from '../sale/till'
import type { Commits, SlopeTasks } from './terminal-process'

/** A cluster in which so many orders were sold before, and a terminal that goes on selling. */
export interface GrownCluster extends AsyncDisposable {
  readonly orders: number
  /** Of the fullest member. */
  readonly dbSizeBytes: number
  /** So many orders, one after another. */
  commits(count: number): Promise<Commits>
}

/** Far more than are sold while it is measured. */
const capacity = 60_000

/** Purchases of two or so in house after house, none of which is sold out. */
const populationFor = (orders: number) =>
  populationOf({
    ...{ purchases: orders, users: 1_000, events: Math.max(10, Math.ceil(orders / 2_500)) },
    ...{ seatedProbability: 0, ticketsMin: 10_000, ticketsMax: 20_000 },
  })

export async function growCluster(orders: number, nodes: 1 | 3 | 5): Promise<GrownCluster> {
  const cluster = await startCluster({ nodes })
  const terminal = startProcess<SlopeTasks>(join(import.meta.dirname, 'terminal-process.ts'))
  const end = async () => {
    await terminal[Symbol.asyncDispose]()
    await cluster[Symbol.asyncDispose]()
  }
  try {
    return { ...(await grow(cluster, terminal, orders)), [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  }
}

async function grow(
  cluster: TestCluster,
  terminal: TaskProcess<SlopeTasks>,
  orders: number,
): Promise<Omit<GrownCluster, keyof AsyncDisposable>> {
  const namespace = cluster.freshNamespace()
  const bareNamespace = cluster.freshNamespace()
  const house = cluster.connection(namespace)
  await writeAll({ connection: house, entries: populationFor(orders).entries() })
  const prefix = keyspace.order.prefix()
  const { count } = await house.range(prefix, `${prefix}~`, { countOnly: true })
  if (count !== orders)
    throw new Error(`${orders} orders were to be sold before, and the cluster has ${count}`)
  const { endpoints } = cluster
  await terminal.ask('start', { endpoints, namespace, bareNamespace })
  const eventId = 'evening'
  const bareRevision = await openArena(cluster.connection(bareNamespace), eventId, capacity)
  const arena: Arena = { eventId, revision: await openArena(house, eventId, capacity), bareRevision }
  const members = await house.members()
  return {
    orders,
    dbSizeBytes: Math.max(...members.map(member => (member.answers ? member.dbSizeBytes : 0))),
    commits: count => terminal.ask('commits', { arena, count }),
  }
}
