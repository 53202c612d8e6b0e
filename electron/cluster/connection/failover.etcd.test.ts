import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startCluster, type TestCluster } from '../../testing/cluster'
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy'
import type { LocalNode } from '../local'
import { ClusterFailure, type Connection, type FailureKind } from '../model'
import { put } from '../txn'
import { limits } from './limits'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await startCluster({ nodes: 3 })
})
afterAll(() => cluster[Symbol.asyncDispose]())

type Outcome = 'done' | FailureKind

/** Writes keys one after another from several tills, each key once, until it is stopped. */
function keepWriting(connections: Connection[]) {
  const outcomes = new Map<string, Outcome>()
  let stopped = false
  let lastDone = performance.now()
  let longestGapMs = 0

  const till = async (connection: Connection, name: number) => {
    for (let n = 0; !stopped; n++) {
      const key = `order:${name}:${n}`
      try {
        await connection.txn({ compare: [], success: [put(key, 'sold')] })
        outcomes.set(key, 'done')
        longestGapMs = Math.max(longestGapMs, performance.now() - lastDone)
        lastDone = performance.now()
      } catch (error) {
        if (!(error instanceof ClusterFailure)) throw error
        outcomes.set(key, error.kind)
      }
    }
  }
  const tills = connections.map(till)
  return {
    doneSince: (moment: number) => lastDone > moment,
    async stop() {
      stopped = true
      await Promise.all(tills)
      return { outcomes, longestGapMs: Math.round(longestGapMs) }
    },
  }
}

/** What was told of each write must be what the cluster says, whenever it says it. */
async function expectToldTruly(connection: Connection, outcomes: Map<string, Outcome>) {
  const versions = new Map<string, number>()
  for await (const page of connection.pages('order:'))
    for (const kv of page.kvs) versions.set(kv.key, kv.version)
  const wrong = [...outcomes].filter(([key, outcome]) => {
    const version = versions.get(key) ?? 0
    if (outcome === 'done') return version !== 1
    return outcome === 'outcome-unknown' ? version > 1 : version !== 0
  })
  expect(wrong).toEqual([])
}

async function leaderOf(connection: Connection): Promise<LocalNode> {
  return vi.waitFor(async () => {
    const leader = (await connection.members()).find(member => member.answers && member.leader)
    const node = cluster.nodes.find(each => each.endpoint === leader?.endpoint)
    if (!node) throw new Error('No member leads')
    return node
  }, 10_000)
}

function fourTills(endpoints = cluster.endpoints) {
  const namespace = cluster.freshNamespace()
  const connections = ['T01', 'T02', 'T03', 'T04'].map(seed =>
    cluster.connection(namespace, { seed, endpoints }),
  )
  return { connections, witness: cluster.connection(namespace) }
}

async function untilWriting(writing: ReturnType<typeof keepWriting>) {
  const from = performance.now()
  await vi.waitFor(() => expect(writing.doneSince(from)).toBe(true), 15_000)
}

describe('three members', () => {
  it('go on when the leader is killed, and what was told of each write is true', async () => {
    const { connections, witness } = fourTills()
    const leader = await leaderOf(witness)
    const writing = keepWriting(connections)
    await untilWriting(writing)
    leader.signal('SIGKILL')
    const killed = performance.now()
    await vi.waitFor(() => expect(writing.doneSince(killed + 100)).toBe(true), 15_000)
    await untilWriting(writing)
    const result = await writing.stop()
    expect(result.longestGapMs).toBeLessThan(6_000)
    await expectToldTruly(witness, result.outcomes)
  })

  it('go on while the leader is frozen, and what was told stays true when it wakes up', async () => {
    const { connections, witness } = fourTills()
    const leader = await leaderOf(witness)
    const writing = keepWriting(connections)
    await untilWriting(writing)
    leader.signal('SIGSTOP')
    try {
      const frozen = performance.now()
      await vi.waitFor(() => expect(writing.doneSince(frozen + 100)).toBe(true), 15_000)
      await untilWriting(writing)
    } finally {
      leader.signal('SIGCONT')
    }
    await untilWriting(writing)
    const result = await writing.stop()
    expect(result.longestGapMs).toBeLessThan(8_000)
    await vi.waitFor(async () => {
      const members = await witness.members()
      expect(new Set(members.map(member => (member.answers ? member.raftTerm : 0))).size).toBe(1)
    }, 10_000)
    await expectToldTruly(witness, result.outcomes)
  })

  it('go on when the way to one of them is cut', async () => {
    const proxies: FaultProxy[] = []
    for (const endpoint of cluster.endpoints) proxies.push(await startFaultProxy(endpoint))
    try {
      const { connections, witness } = fourTills(proxies.map(proxy => proxy.address))
      const [home] = connections[0]?.endpoints ?? []
      const proxy = proxies.find(each => each.address === home)
      const writing = keepWriting(connections)
      await untilWriting(writing)
      proxy?.refuse()
      proxy?.cut()
      await untilWriting(writing)
      const result = await writing.stop()
      expect(result.longestGapMs).toBeLessThan(2_000)
      expect([...result.outcomes.values()]).not.toContain('unavailable')
      await expectToldTruly(witness, result.outcomes)
    } finally {
      for (const connection of proxies) await connection.close()
    }
  })

  it('say within bounds that there is no quorum, do nothing they denied, and recover', async () => {
    const { connections, witness } = fourTills()
    const [till] = connections
    if (!till) throw new Error('No till')
    await till.txn({ compare: [], success: [put('before', '1')] })
    const frozen = cluster.nodes.slice(0, 2)
    for (const node of frozen) node.signal('SIGSTOP')
    const writing = keepWriting(connections)
    try {
      const began = performance.now()
      await expect(witness.get('before')).rejects.toMatchObject({ kind: 'unavailable' })
      const bound = limits.patienceMs.read + cluster.nodes.length * limits.deadlineMs.read
      expect(performance.now() - began).toBeLessThan(bound + 1_000)
    } finally {
      for (const node of frozen) node.signal('SIGCONT')
    }
    await untilWriting(writing)
    await expect(witness.get('before')).resolves.toMatchObject({ value: '1' })
    const result = await writing.stop()
    expect(new Set(result.outcomes.values())).not.toContain('refused')
    await expectToldTruly(witness, result.outcomes)
  })
})
