import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readOrDrawCluster } from '../../../cluster/local/cluster-file'
import {
  type ClusterNode,
  clientUrl,
  nodeArguments,
  nodeDataPath,
  peerUrl,
} from '../../../cluster/local/node-arguments'
import { serveTasks } from '../../bench/processes'

/*
 * The parent of a campaign's etcd nodes. The embedded cluster's own supervisor starts a dead node again at once and
 * with the same arguments; a campaign decides when, and may wipe one. They end with this process, and this process
 * with the campaign.
 */

/** Where a node is; its name is stable, its process is not. */
export interface NodeAddress {
  name: string
  endpoint: string
  peerUrl: string
}

interface StartInput {
  dataDir: string
  nodes: 3 | 5
  binary: { path: string; version: string }
  quotaBytes: number
}

const running = new Map<string, ChildProcess>()
const commands = new Map<string, { command: string; arguments: string[]; folder: string }>()

function begin(name: string, extra: string[] = []): void {
  const plan = commands.get(name)
  if (!plan || running.has(name)) return
  const child = spawn(plan.command, [...plan.arguments, ...extra], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH },
  })
  running.set(name, child)
  child.once('exit', () => {
    if (running.get(name) === child) running.delete(name)
  })
}

async function end(name: string): Promise<void> {
  const child = running.get(name)
  if (!child) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const tasks = {
  async start({ dataDir, nodes, binary, quotaBytes }: StartInput): Promise<NodeAddress[]> {
    const cluster = await readOrDrawCluster(dataDir, nodes)
    const prepare = async (node: ClusterNode) => {
      const folder = join(dataDir, node.name)
      await mkdir(folder, { recursive: true })
      commands.set(node.name, {
        ...{ command: binary.path, folder },
        // Of a flag that is named twice the last one counts.
        arguments: [
          ...nodeArguments(cluster, node, folder, binary.version),
          `--quota-backend-bytes=${quotaBytes}`,
        ],
      })
      return { name: node.name, endpoint: clientUrl(node), peerUrl: peerUrl(node) }
    }
    const addresses = await Promise.all(cluster.nodes.map(prepare))
    for (const { name } of addresses) begin(name)
    return addresses
  },

  /** SIGKILL, and gone. */
  kill: ({ name }: { name: string }) => end(name),

  /** Starts a node that was killed, on what it has on its disk. */
  async revive({ name }: { name: string }): Promise<void> {
    begin(name)
  },

  /** Starts a killed node on an empty disk, as a new member of a cluster that it was just added to. */
  async reviveEmpty({ name }: { name: string }): Promise<void> {
    const plan = commands.get(name)
    if (plan) await rm(nodeDataPath(plan.folder), { recursive: true, force: true })
    begin(name, ['--initial-cluster-state=existing'])
  },

  async signal({ name, signal }: { name: string; signal: 'SIGSTOP' | 'SIGCONT' }): Promise<void> {
    running.get(name)?.kill(signal)
  },
}

export type NodeTasks = typeof tasks

serveTasks(tasks, async () => {
  await Promise.all([...running.keys()].map(end))
})
