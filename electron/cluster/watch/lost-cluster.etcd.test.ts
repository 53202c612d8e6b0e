import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { defaultCacheDir } from '../../data-folder'
import { startCluster } from '../../testing/cluster'
import { quietLog } from '../../testing/log'
import { freshPicture, recordMirror } from '../../testing/recorded-mirror'
import { connect } from '../connection'
import { type LocalCluster, obtainEtcd, startLocalCluster } from '../local'
import { put } from '../txn'

/** A cluster of one that can lose everything and come back on the same ports. */
async function startForgetfulCluster() {
  const dataDir = await mkdtemp(join(tmpdir(), 'box-office-test-'))
  const binary = await obtainEtcd({ cacheDir: defaultCacheDir(), log: quietLog })
  const start = () => startLocalCluster({ dataDir, nodes: 1, binary, log: quietLog })
  let cluster: LocalCluster = await start()
  return {
    endpoints: cluster.endpoints,
    async wipe({ token }: { token: 'kept' | 'new' }) {
      await cluster.stop()
      await rm(join(dataDir, 'etcd'), { recursive: true })
      if (token === 'new') {
        const file = join(dataDir, 'cluster.json')
        const drawn = JSON.parse(await readFile(file, 'utf8'))
        await writeFile(file, JSON.stringify({ ...drawn, token: randomUUID() }))
      }
      cluster = await start()
    },
    async [Symbol.asyncDispose]() {
      await cluster.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

describe('a mirror whose cluster was made anew on the same ports', () => {
  it.each([
    { token: 'new', seen: 'by the cluster id' },
    { token: 'kept', seen: 'by the revision, which went back' },
  ] as const)('begins anew: token $token, seen $seen', async ({ token }) => {
    await using cluster = await startForgetfulCluster()
    const connection = connect({ ...cluster, namespace: 'house/', seed: 'T01', log: quietLog })
    const changed = vi.fn()
    connection.onClusterChanged(changed)
    try {
      for (let n = 0; n < 20; n++) await connection.txn({ compare: [], success: [put(`before${n}`, '')] })
      using mirror = recordMirror(connection)
      await vi.waitFor(() => expect(mirror.picture.size).toBe(20))

      await cluster.wipe({ token })
      await vi.waitFor(() => connection.txn({ compare: [], success: [put('after', '')] }), 15_000)
      await vi.waitFor(() => expect(mirror.picture).toEqual(new Map([['after', '']])), 15_000)
      await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
      const { revision } = await connection.txn({ compare: [], success: [put('later', '')] })
      await mirror.reached(revision)
      expect(mirror.picture).toEqual(await freshPicture(connection))
      expect(changed).toHaveBeenCalledTimes(token === 'new' ? 1 : 0)
    } finally {
      connection.close()
    }
  })
})

describe('a mirror on a member that lost its quorum', () => {
  it('says so instead of staying silent, and has lost nothing when the others are back', async () => {
    await using cluster = await startCluster({ nodes: 3 })
    const connection = cluster.connection()
    using mirror = recordMirror(connection)
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'), 15_000)
    const others = cluster.nodes.filter(node => node.endpoint !== mirror.state.endpoint)
    for (const node of others) node.signal('SIGSTOP')
    try {
      // Three election timeouts without a leader: the member ends streams that asked for one.
      await vi.waitFor(() => expect(mirror.state.phase).toBe('reconnecting'), 15_000)
    } finally {
      for (const node of others) node.signal('SIGCONT')
    }
    const { revision } = await vi.waitFor(
      () => connection.txn({ compare: [], success: [put('a', '1')] }),
      15_000,
    )
    await mirror.reached(revision)
    expect(mirror.snapshots).toHaveLength(1)
    expect(mirror.picture).toEqual(await freshPicture(connection))
  })
})
