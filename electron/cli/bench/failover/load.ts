import { join } from 'node:path'
import { connect } from '../../../cluster/connection'
import { keyspace } from '../../../keyspace'
import { quietLog } from '../../../testing/log'
import { auditKeyspace } from '../../audit/audit-keyspace'
import type { CampaignCluster } from '../../campaign/cluster'
import { patiently } from '../../campaign/patiently'
import { openArena } from '../arena'
import { startTerminalProcesses } from '../terminal-processes'
import type { FailoverTasks, Side } from './terminal-process'

/** Terminals, and tuned bare clients beside them, on a cluster whose nodes are killed. */
export interface FailoverLoad extends AsyncDisposable {
  /** Has one side sell for as long as `during` takes. @returns when each order was acknowledged. */
  under(side: Side, during: () => Promise<void>): Promise<number[]>
  /** Looks for every order that a terminal was told of. */
  verify(): Promise<{ acknowledged: number; lost: string[]; untold: string[]; violations: string[] }>
}

/** Places of each event: far more than are sold while one leader is away. */
const capacity = 60_000

/** @param cluster its namespace is the terminals' */
export async function startFailoverLoad(cluster: CampaignCluster, count: number): Promise<FailoverLoad> {
  const { endpoints, direct: house } = cluster
  const { namespace } = house
  const bareNamespace = `bare-${namespace}`
  const bareHouse = connect({ endpoints, namespace: bareNamespace, seed: 'bare', log: quietLog })
  const processes = await startTerminalProcesses<FailoverTasks>(
    join(import.meta.dirname, 'terminal-process.ts'),
    count,
    (process, ids) => process.ask('start', { endpoints, namespace, bareNamespace, ids }),
  )
  const acknowledged = new Set<string>()
  let events = 0
  return {
    async under(side, during) {
      const eventId = `evening-${++events}`
      const bareRevision = await patiently(() => openArena(bareHouse, eventId, capacity))
      const revision = await patiently(() => openArena(house, eventId, capacity))
      await processes.ask('begin', { side, arena: { eventId, revision, bareRevision } })
      await during()
      const loads = await processes.ask('end', undefined)
      for (const { orderIds } of loads) for (const orderId of orderIds) acknowledged.add(orderId)
      return loads.flatMap(({ at }) => at)
    },

    async verify() {
      const stored = new Set<string>()
      for await (const { kvs } of house.pages(keyspace.order.prefix()))
        for (const order of kvs.map(keyspace.order.read))
          if (order.status === 'sold') stored.add(order.orderId)
      const { violations } = await auditKeyspace(house)
      return {
        acknowledged: acknowledged.size,
        lost: [...acknowledged].filter(orderId => !stored.has(orderId)),
        untold: [...stored].filter(orderId => !acknowledged.has(orderId)),
        violations: violations.map(({ rule, keys }) => `${rule}: ${keys.join(', ')}`),
      }
    },

    async [Symbol.asyncDispose]() {
      bareHouse.close()
      await processes[Symbol.asyncDispose]()
    },
  }
}
