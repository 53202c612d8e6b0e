import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConnectOptions, connect } from '../cluster/connection'
import { type LocalNode, obtainEtcd, startLocalCluster } from '../cluster/local'
import type { Connection } from '../cluster/model'
import { defaultCacheDir } from '../data-folder'
import { quietLog } from './log'

export interface TestCluster extends AsyncDisposable {
  readonly endpoints: string[]
  readonly nodes: LocalNode[]
  /** A connection of its own; the cluster's end closes it. Default: a fresh namespace, seed `T01`, its endpoints. */
  connection(namespace?: string, options?: Partial<Pick<ConnectOptions, 'seed' | 'endpoints'>>): Connection
  /** A namespace that no other test has. */
  freshNamespace(): string
  /** Ends every connection that was asked for so far. */
  closeConnections(): void
}

/**
 * Real etcd processes with an empty folder: `await using cluster = await startCluster({ nodes: 3 })`.
 * @param options.under where that folder is made
 */
export async function startCluster(
  options: { nodes?: 1 | 3 | 5; under?: string } = {},
): Promise<TestCluster> {
  const { nodes = 1, under = tmpdir() } = options
  const binary = await obtainEtcd({ cacheDir: defaultCacheDir(), log: quietLog })
  const dataDir = await mkdtemp(join(under, 'box-office-test-'))
  const removeFolder = () => rm(dataDir, { recursive: true, force: true })
  const cluster = await startLocalCluster({ dataDir, nodes, binary, log: quietLog }).catch(async failure => {
    await removeFolder()
    throw failure
  })
  const connections = new Set<Connection>()
  const freshNamespace = () => `test-${randomUUID()}/`
  const closeConnections = () => {
    for (const connection of connections) connection.close()
    connections.clear()
  }
  return {
    endpoints: cluster.endpoints,
    nodes: cluster.nodes,
    freshNamespace,
    closeConnections,
    connection(namespace = freshNamespace(), { seed = 'T01', endpoints = cluster.endpoints } = {}) {
      const connection = connect({ endpoints, namespace, seed, log: quietLog })
      connections.add(connection)
      return connection
    },
    async [Symbol.asyncDispose]() {
      closeConnections()
      await cluster.stop()
      await removeFolder()
    },
  }
}
