import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../logging/log'
import { type ClusterFile, findTakenPort, readOrDrawCluster } from './cluster-file'
import { dataFolderFailure, LocalClusterFailure } from './failure'
import { endLeftovers } from './leftovers'
import {
  type ClusterNode,
  clientUrl,
  nodeArguments,
  nodeDataPath,
  peerUrl,
  rotatesItsLog,
} from './node-arguments'
import { nodeStderrPath, putAsideFullLog } from './node-log'
import type { EtcdBinary } from './obtain/binary'
import { findPortHolder } from './port-holder'
import { identify, kill } from './processes'
import { startWatch } from './start-watch'
import { supervise } from './supervision'
import type { NodeEvent, SupervisorPlan } from './supervisor-protocol'

export interface LocalClusterOptions {
  dataDir: string
  /** For a new cluster; one that exists keeps its size. */
  nodes: 1 | 3 | 5
  binary: EtcdBinary
  log: Log
  /** Told of every start and end of a node. */
  onNode?(event: NodeEvent): void
}

export interface LocalNode {
  readonly name: string
  readonly endpoint: string
  /** Undefined while the node is not running. */
  readonly pid: number | undefined
  /** @throws when the node is not running. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void
}

/** The embedded cluster: real etcd processes on this computer's loopback, as children of a supervisor. */
export interface LocalCluster {
  readonly endpoints: string[]
  readonly nodes: LocalNode[]
  stop(): Promise<void>
}

/**
 * Starts the cluster of a data folder and resolves as soon as a quorum of it answers. Its ports, token and data stay
 * the folder's; it ends with this process, however that ends.
 *
 * @throws LocalClusterFailure `data-folder`, `in-use`, `port-taken`, `not-started`
 */
export async function startLocalCluster(options: LocalClusterOptions): Promise<LocalCluster> {
  const { dataDir, log } = options
  const folder = join(dataDir, 'etcd')
  const begun = performance.now()
  const pids = new Map<string, number>()
  const watch = startWatch(folder)
  const supervision = supervise(log, event => {
    if (event.type === 'started') pids.set(event.name, event.pid)
    else pids.delete(event.name)
    logEvent(log, event)
    watch.observe(event)
    options.onNode?.(event)
  })
  try {
    const cluster = await readOrDrawCluster(dataDir, options.nodes)
    if (cluster.nodes.length !== options.nodes) {
      log.info(
        { 'event.action': 'cluster-size-kept' },
        `the cluster was made with ${cluster.nodes.length} nodes and keeps them`,
      )
    }
    supervision.begin(await prepare(cluster, folder, options))
    const endpoints = cluster.nodes.map(clientUrl)
    await watch.untilQuorum(endpoints)
    log.info(
      { 'event.action': 'cluster-started', 'event.duration_ms': Math.round(performance.now() - begun) },
      'the embedded cluster answers',
    )
    return {
      endpoints,
      nodes: cluster.nodes.map(node => localNode(node, pids)),
      stop: () => supervision.end(),
    }
  } catch (error) {
    await supervision.end()
    throw error
  }
}

/** Everything that must be so before the first node starts. */
async function prepare(
  cluster: ClusterFile,
  folder: string,
  options: LocalClusterOptions,
): Promise<SupervisorPlan> {
  const recordPath = join(folder, 'processes.json')
  await endLeftovers(recordPath, options.log)
  await refuseTakenPorts(cluster)
  const owner = await identify(process.pid)
  if (owner === undefined) throw new Error('This process does not find itself among the running ones.')
  const isNew = !cluster.nodes.some(node => existsSync(nodeDataPath(join(folder, node.name))))
  const nodes = cluster.nodes.map(async node => {
    const home = join(folder, node.name)
    await makeFolder(home)
    if (!rotatesItsLog(options.binary.version)) await putAsideFullLog(home)
    return {
      name: node.name,
      command: options.binary.path,
      arguments: nodeArguments(cluster, node, home, options.binary.version),
      // Nodes of a new cluster ask each other who has begun already, and wait one second for each that listens but
      // does not answer yet. Begun one by one they are there in a fraction of that.
      ...(isNew && { answersAt: `${peerUrl(node)}/version` }),
      stderrPath: nodeStderrPath(home),
    }
  })
  return { owner, recordPath, nodes: await Promise.all(nodes) }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw dataFolderFailure(path, error)
  }
}

/** The kernel may need a moment to take back the ports of a node that was just killed; nobody holds them then. */
const portsFreeWithinMs = 3_000

async function refuseTakenPorts(cluster: ClusterFile): Promise<void> {
  const ports = cluster.nodes.flatMap(node => [node.clientPort, node.peerPort])
  const giveUpAt = performance.now() + portsFreeWithinMs
  for (;;) {
    const port = await findTakenPort(ports)
    if (port === undefined) return
    const holder = await findPortHolder(port)
    if (holder === undefined && performance.now() < giveUpAt) {
      await delay(50)
      continue
    }
    throw new LocalClusterFailure(
      'port-taken',
      `Port ${port}, which belongs to this data folder's cluster, is used by ${holder ?? 'another program'}. ` +
        'End that one and start again.',
    )
  }
}

function localNode(node: ClusterNode, pids: ReadonlyMap<string, number>): LocalNode {
  return {
    name: node.name,
    endpoint: clientUrl(node),
    get pid() {
      return pids.get(node.name)
    },
    signal: name => {
      const pid = pids.get(node.name)
      if (pid === undefined) throw new Error(`${node.name} is not running.`)
      kill(pid, name)
    },
  }
}

function logEvent(log: Log, event: NodeEvent): void {
  if (event.type === 'started') {
    log.info(
      { 'event.action': 'node-started', 'service.node.name': event.name, 'process.pid': event.pid },
      'node started',
    )
    return
  }
  log.warn(
    {
      'event.action': 'node-exited',
      'service.node.name': event.name,
      'process.exit_code': event.exitCode,
      'error.message': event.problem ?? event.signal,
    },
    `node ended; started again in ${event.restartInMs} ms`,
  )
}
