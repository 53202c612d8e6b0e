import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../../../cluster/connection'
import { obtainEtcd } from '../../../cluster/local'
import { waitForQuorum } from '../../../cluster/local/quorum'
import type { Connection } from '../../../cluster/model'
import { defaultCacheDir } from '../../../data-folder'
import { quietLog } from '../../../testing/log'
import { startProcess } from '../../bench/processes'
import type { NodeAddress, NodeTasks } from './nodes-process'

/** A cluster that a campaign may do anything to. */
export interface CampaignCluster extends AsyncDisposable {
  readonly nodes: readonly NodeAddress[]
  readonly endpoints: string[]
  readonly quotaBytes: number
  /** Directly to the nodes, past every proxy. */
  readonly direct: Connection
  kill(node: NodeAddress): Promise<void>
  revive(node: NodeAddress): Promise<void>
  /** Starts a killed node without its data, after it was removed and added again. */
  reviveEmpty(node: NodeAddress): Promise<void>
  freeze(node: NodeAddress): Promise<void>
  thaw(node: NodeAddress): Promise<void>
  /** Who leads as far as anybody answers. */
  leader(): Promise<NodeAddress | undefined>
  /** Waits until every node answers for the cluster. @throws when one does not in time. */
  whole(withinMs?: number): Promise<void>
}

export async function startCampaignCluster(options: {
  nodes: 3 | 5
  quotaBytes: number
  namespace: string
}): Promise<CampaignCluster> {
  const { quotaBytes, namespace } = options
  const { path, version } = await obtainEtcd({ cacheDir: defaultCacheDir(), log: quietLog })
  const dataDir = await mkdtemp(join(tmpdir(), 'box-office-campaign-'))
  const keeper = startProcess<NodeTasks>(join(import.meta.dirname, 'nodes-process.ts'))
  const end = async () => {
    await keeper[Symbol.asyncDispose]()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const binary = { path, version }
    const nodes = await keeper.ask('start', { dataDir, nodes: options.nodes, binary, quotaBytes })
    const endpoints = nodes.map(node => node.endpoint)
    await waitForQuorum(endpoints, AbortSignal.timeout(30_000))
    const direct = connect({ endpoints, namespace, seed: 'campaign', log: quietLog })
    const leader = async () => {
      const members = await direct.members({ deadlineMs: 500 })
      const leading = members.find(member => member.answers && member.leader)
      return nodes.find(node => node.endpoint === leading?.endpoint)
    }
    return {
      ...{ nodes, endpoints, quotaBytes, direct, leader },
      kill: ({ name }) => keeper.ask('kill', { name }),
      revive: ({ name }) => keeper.ask('revive', { name }),
      reviveEmpty: ({ name }) => keeper.ask('reviveEmpty', { name }),
      freeze: ({ name }) => keeper.ask('signal', { name, signal: 'SIGSTOP' }),
      thaw: ({ name }) => keeper.ask('signal', { name, signal: 'SIGCONT' }),
      async whole(withinMs = 30_000) {
        const giveUpAt = performance.now() + withinMs
        for (;;) {
          const members = await direct.members({ deadlineMs: 1_000 })
          const silent = members.find(member => !member.answers)
          if (!silent && members.some(member => member.answers && member.leader)) return
          if (performance.now() > giveUpAt)
            throw new Error(`${silent?.endpoint ?? 'No leader'} does not answer`)
          await pause(100)
        }
      },
      async [Symbol.asyncDispose]() {
        direct.close()
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}
