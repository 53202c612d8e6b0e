import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { TestCluster } from '../../testing/cluster'
import { startFaultProxy } from '../../testing/fault-proxy'
import { freshPicture, recordMirror } from '../../testing/recorded-mirror'
import { workerCluster } from '../../testing/worker-cluster'
import type { Connection } from '../model'
import { absent, nested, packed, put, remove, removePrefix } from '../txn'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await workerCluster()
})

/** Writes at as many revisions, eight in flight. @returns the revisions, in order. */
async function writeRevisions(connection: Connection, count: number, value: string): Promise<number[]> {
  const revisions: number[] = []
  let written = 0
  const worker = async () => {
    while (written < count) {
      const n = written++
      const success = [put(`k${n}`, `${n} ${value}`), remove(`k${n - 20}`)].slice(0, n % 7 === 6 ? 2 : 1)
      revisions.push((await connection.txn({ compare: [], success })).revision)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return revisions.sort((a, b) => a - b)
}

/** Two connections on one namespace: one straight, one through a proxy. */
async function beside() {
  const [endpoint = ''] = cluster.endpoints
  const proxy = await startFaultProxy(endpoint)
  const straight = cluster.connection()
  const through = cluster.connection(straight.namespace, { endpoints: [proxy.address] })
  return { proxy, straight, through }
}

describe('a mirror', () => {
  it('begins with what is there and goes on with what changes, a revision at a time', async () => {
    const connection = cluster.connection()
    await connection.txn({ compare: [], success: [put('a', '1'), put('b', '1')] })
    using mirror = recordMirror(connection)
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    expect(mirror.picture).toEqual(
      new Map([
        ['a', '1'],
        ['b', '1'],
      ]),
    )

    const { revision } = await connection.txn({
      compare: [],
      success: [put('b', '2'), remove('a'), put('c', '1')],
    })
    await mirror.reached(revision)
    expect(mirror.revisions).toEqual([revision])
    expect(mirror.picture).toEqual(
      new Map([
        ['b', '2'],
        ['c', '1'],
      ]),
    )
    expect(mirror.phases).toEqual(['snapshot', 'live'])
    expect(mirror.state).toMatchObject({ revision, endpoint: connection.endpoints[0] })
  })

  it('loses no event and repeats none when it is cut six times while it catches up on 6,000', async () => {
    const { proxy, straight, through } = await beside()
    await using _ = proxy
    const cutAt = new Set([300, 1_200, 2_100, 3_300, 4_400, 5_500])
    let delivered = 0
    using mirror = recordMirror(through, {
      onChanges() {
        if (cutAt.has(++delivered)) proxy.cut()
      },
    })
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    proxy.refuse()
    proxy.cut()
    const written = await writeRevisions(straight, 6_000, 'x'.repeat(2_000))
    await proxy.resume()

    await mirror.reached(written.at(-1) ?? Number.POSITIVE_INFINITY)
    expect(mirror.revisions).toEqual(written)
    expect(mirror.picture).toEqual(await freshPicture(straight))
    expect(mirror.snapshots).toHaveLength(1)
    expect(mirror.phases.filter(phase => phase === 'reconnecting').length).toBeGreaterThanOrEqual(6)
  })

  it('delivers a revision whole that etcd sends in fragments', async () => {
    const connection = cluster.connection()
    const sizes: number[] = []
    using mirror = recordMirror(connection, { onChanges: (_, changes) => sizes.push(changes.length) })
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    // Keys alone make it large: 3 MB of events, where etcd fragments at 2, from one deletion.
    const keys = Array.from({ length: 3_000 }, (_, n) => `seat${n}`.padEnd(1_000, 'x'))
    for (let at = 0; at < keys.length; at += 1_000) {
      const success = keys.slice(at, at + 1_000).map(key => put(key, ''))
      await connection.txn(packed({ compare: [], success }))
    }
    const { revision } = await connection.txn({ compare: [], success: [removePrefix('seat')] })
    await mirror.reached(revision)
    expect(sizes).toEqual([1_000, 1_000, 1_000, 3_000])
  })

  it('takes a new picture when what it missed has been compacted', async () => {
    const { proxy, straight, through } = await beside()
    await using _ = proxy
    await straight.txn({ compare: [], success: [put('k0', 'old'), put('gone', 'old')] })
    using mirror = recordMirror(through)
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    proxy.refuse()
    proxy.cut()
    await straight.txn({ compare: [], success: [remove('gone')] })
    const written = await writeRevisions(straight, 50, 'new')
    await straight.compact(written.at(-1) ?? 0)
    await proxy.resume()

    await mirror.reached(written.at(-1) ?? Number.POSITIVE_INFINITY)
    expect(mirror.snapshots).toHaveLength(2)
    expect(mirror.picture).toEqual(await freshPicture(straight))

    const { revision } = await straight.txn({ compare: [absent('gone')], success: [put('gone', 'back')] })
    await mirror.reached(revision)
    expect(mirror.revisions).toEqual([revision])
    expect(mirror.picture.get('gone')).toBe('back')
  })

  it('begins its picture again when it is compacted between two pages', async () => {
    const connection = cluster.connection()
    await writeRevisions(connection, 30, 'x')
    let compacted = 0
    const compactedUnderway: Connection = {
      ...connection,
      async *pages(prefix, options) {
        for await (const page of connection.pages(prefix, { ...options, pageSize: 10 })) {
          yield page
          if (compacted++ > 0) continue
          const { revision } = await connection.txn({
            compare: [],
            success: [put('z', 'late'), remove('k0')],
          })
          await connection.compact(revision)
        }
      },
    }
    using mirror = recordMirror(compactedUnderway)
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    expect(mirror.snapshots).toHaveLength(1)
    expect(compacted).toBeGreaterThan(3)
    expect(mirror.picture).toEqual(await freshPicture(connection))
  })

  it('reads only some prefixes at first, all of them at one revision, and watches the rest', async () => {
    const connection = cluster.connection()
    await connection.txn({
      compare: [],
      success: [put('claim:1', 'a'), put('order:1', 'b'), put('event:1', 'c')],
    })
    using mirror = recordMirror(connection, { snapshotPrefixes: ['claim:', 'event:'] })
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    expect([...mirror.picture.keys()]).toEqual(['claim:1', 'event:1'])
    const { revision } = await connection.txn({ compare: [], success: [put('order:2', 'd')] })
    await mirror.reached(revision)
    expect(mirror.picture.get('order:2')).toBe('d')
  })

  it('notices a peer that froze, and goes on at another endpoint from where it was', async () => {
    const [endpoint = ''] = cluster.endpoints
    await using first = await startFaultProxy(endpoint)
    await using second = await startFaultProxy(endpoint)
    const straight = cluster.connection()
    const through = cluster.connection(straight.namespace, { endpoints: [first.address, second.address] })
    using mirror = recordMirror(through)
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    const frozen = mirror.state.endpoint === first.address ? first : second
    const other = frozen === first ? second : first

    frozen.stall()
    const { revision } = await straight.txn({ compare: [], success: [put('a', '1')] })
    const began = performance.now()
    await mirror.reached(revision)
    // Keepalive: 6 s of silence and 2 s for the ping.
    expect(performance.now() - began).toBeLessThan(12_000)
    expect(mirror.state.endpoint).toBe(other.address)
    expect(mirror.snapshots).toHaveLength(1)
    expect(mirror.revisions).toEqual([revision])
  })

  it('gives up a member that does not acknowledge the watch', async () => {
    const [endpoint = ''] = cluster.endpoints
    await using first = await startFaultProxy(endpoint)
    await using second = await startFaultProxy(endpoint)
    const straight = cluster.connection()
    const through = cluster.connection(straight.namespace, { endpoints: [first.address, second.address] })
    // Answers reads, and is silent by the time the watch is asked for.
    const silent = {
      ...through,
      openWatch: (request: Parameters<Connection['openWatch']>[0]) => {
        const stream = through.openWatch(request)
        if (!request.avoid) (stream.endpoint === first.address ? first : second).stall('answers')
        return stream
      },
    }
    using mirror = recordMirror(silent)
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'), { timeout: 10_000 })
    expect(mirror.phases).toEqual(['snapshot', 'reconnecting', 'live'])
    expect(mirror.snapshots).toHaveLength(1)
  })

  it('is not disturbed by a deadline that passes on a call to the same member', async () => {
    const { proxy, straight, through } = await beside()
    await using _ = proxy
    using mirror = recordMirror(through)
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    proxy.delayAnswers(300)
    const late = through.txn({ compare: [], success: [put('a', '1')] }, { deadlineMs: 100 })
    await expect(late).rejects.toMatchObject({ kind: 'outcome-unknown' })
    await proxy.resume()
    const { revision } = await straight.txn({ compare: [], success: [put('b', '1')] })
    await mirror.reached(revision)
    expect(mirror.phases).toEqual(['snapshot', 'live'])
    expect(mirror.picture).toEqual(
      new Map([
        ['a', '1'],
        ['b', '1'],
      ]),
    )
  })

  it('ends with its connection', async () => {
    const connection = cluster.connection()
    const openWatch = vi.fn(connection.openWatch)
    using mirror = recordMirror({ ...connection, openWatch })
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    const ended = new Promise(resolve => {
      connection.openWatch({ prefix: '', startRevision: 1, onResponse: () => {}, onEnd: resolve })
    })
    connection.close()
    expect(await ended).toMatchObject({ reason: 'closed' })
    const witness = cluster.connection(connection.namespace)
    await witness.txn({ compare: [], success: [put('a', '1')] })
    using other = recordMirror(witness)
    await vi.waitFor(() => expect(other.picture.size).toBe(1))
    expect(mirror.picture.size).toBe(0)
    expect(openWatch).toHaveBeenCalledTimes(1)
  })

  it('says nothing after it was closed', async () => {
    const connection = cluster.connection()
    const mirror = recordMirror(connection)
    await vi.waitFor(() => expect(mirror.state.phase).toBe('live'))
    mirror[Symbol.dispose]()
    using witness = recordMirror(connection)
    await vi.waitFor(() => expect(witness.state.phase).toBe('live'))
    const { revision } = await connection.txn({
      compare: [],
      success: [nested({ compare: [], success: [put('a', '1')] })],
    })
    await witness.reached(revision)
    expect(mirror.revisions).toEqual([])
  })
})
