import { Etcd3 } from 'etcd3'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TestCluster } from '../../testing/cluster'
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy'
import { workerCluster } from '../../testing/worker-cluster'
import type { Connection } from '../model'
import { get, put } from '../txn'
import { limits } from './limits'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await workerCluster()
})

async function timed<T>(work: Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now()
  return { result: await work, ms: performance.now() - began }
}

const write = (connection: Connection, key: string, deadlineMs?: number) =>
  connection.txn({ compare: [], success: [put(key, 'x')] }, { deadlineMs })

describe('a connection', () => {
  it('reads page by page at one revision while others write', async () => {
    const connection = cluster.connection()
    await connection.txn({ compare: [], success: ['a', 'b', 'c', 'd', 'e'].map(key => put(key, 'old')) })
    const seen: string[] = []
    const revisions = new Set<number>()
    for await (const page of connection.pages('', { pageSize: 2 })) {
      seen.push(...page.kvs.map(kv => `${kv.key}=${kv.value}`))
      revisions.add(page.revision)
      await connection.txn({ compare: [], success: [put('e', 'new'), put('f', 'new')] })
    }
    expect(seen).toEqual(['a=old', 'b=old', 'c=old', 'd=old', 'e=old'])
    expect(revisions.size).toBe(1)
  })

  it('counts what its limit left out, and reads the past', async () => {
    const connection = cluster.connection()
    const { revision } = await connection.txn({
      compare: [],
      success: [put('a', '1'), put('b', '1'), put('c', '1')],
    })
    await write(connection, 'a')
    expect(await connection.range('a', 'c', { limit: 1 })).toMatchObject({ count: 2, more: true })
    expect(await connection.range('a', 'd', { countOnly: true })).toMatchObject({ count: 3, kvs: [] })
    expect(await connection.get('a', { revision })).toMatchObject({ value: '1' })
    expect(await connection.get('a')).toMatchObject({ value: 'x', modRevision: revision + 1, version: 2 })
    expect(await connection.get('nothing')).toBeUndefined()
  })

  it('says that a revision has been compacted', async () => {
    const connection = cluster.connection()
    const { revision } = await write(connection, 'a')
    await write(connection, 'a')
    await connection.compact(revision + 1)
    await expect(connection.get('a', { revision })).rejects.toMatchObject({
      kind: 'refused',
      reason: 'compacted',
    })
  })

  it('says of each member what it is, or why it does not answer', async () => {
    const [endpoint = ''] = cluster.endpoints
    await using proxy = await startFaultProxy(endpoint)
    const connection = cluster.connection(undefined, { endpoints: [endpoint, proxy.address] })
    proxy.refuse()
    const members = await connection.members()
    expect(members).toHaveLength(2)
    expect(members).toContainEqual(expect.objectContaining({ endpoint, answers: true, leader: true }))
    expect(members).toContainEqual({
      endpoint: proxy.address,
      answers: false,
      problem: expect.stringContaining('ECONNREFUSED'),
    })
  })

  it('refuses what a lease that is over should hold, and changes nothing', async () => {
    const connection = cluster.connection()
    const leaseId = await connection.leases.grant(1)
    await vi.waitFor(async () => expect(await connection.leases.timeToLive(leaseId)).toBe(-1), {
      timeout: 10_000,
      interval: 200,
    })
    const over = { kind: 'refused', reason: 'lease-not-found' }
    const hold = connection.txn({ compare: [], success: [put('other', ''), put('seat', '', { leaseId })] })
    await expect(hold).rejects.toMatchObject(over)
    await expect(connection.leases.renew(leaseId)).rejects.toMatchObject(over)
    await expect(connection.leases.revoke(leaseId)).rejects.toMatchObject(over)
    expect(await connection.get('other')).toBeUndefined()
  })

  it('says that there is no space, and goes on reading', async () => {
    const connection = cluster.connection()
    await write(connection, 'a')
    const client = new Etcd3({ hosts: cluster.endpoints })
    const alarm = (action: 'Activate' | 'Deactivate') =>
      client.maintenance.alarm({ action, alarm: 'Nospace' })
    try {
      await alarm('Activate')
      // Not `refused`: etcd says the same of the write that went over its quota, which it applied.
      const full = { kind: 'outcome-unknown', reason: 'no-space' }
      await expect(write(connection, 'b')).rejects.toMatchObject(full)
      await expect(connection.leases.grant(60)).rejects.toMatchObject(full)
      expect(await connection.get('a')).toMatchObject({ value: 'x' })
      expect(await connection.get('b')).toBeUndefined()
    } finally {
      await alarm('Deactivate')
      client.close()
    }
    await expect(write(connection, 'b')).resolves.toMatchObject({ succeeded: true })
  })

  it('is closed for good', async () => {
    const connection = cluster.connection()
    connection.close()
    const closed = { kind: 'unavailable', reason: 'closed' }
    await expect(write(connection, 'a')).rejects.toMatchObject(closed)
    await expect(connection.get('a')).rejects.toMatchObject(closed)
    const ended = new Promise(resolve => {
      connection.openWatch({ prefix: '', startRevision: 1, onResponse: () => {}, onEnd: resolve })
    })
    expect(await ended).toMatchObject(closed)
  })
})

describe('a connection to two endpoints of which one fails', () => {
  let proxies: FaultProxy[]
  let first: FaultProxy
  let second: FaultProxy
  let straight: Connection
  let connection: Connection

  /** Both lead to the same member, so that a write sent twice would be seen. */
  beforeEach(async () => {
    const [endpoint = ''] = cluster.endpoints
    proxies = [await startFaultProxy(endpoint), await startFaultProxy(endpoint)]
    straight = cluster.connection()
    connection = cluster.connection(straight.namespace, { endpoints: proxies.map(proxy => proxy.address) })
    await write(connection, 'warm')
    const inOrder = connection.endpoints.flatMap(address =>
      proxies.filter(proxy => proxy.address === address),
    )
    ;[first, second] = inOrder as [FaultProxy, FaultProxy]
  })
  afterEach(async () => {
    connection.close()
    for (const proxy of proxies) await proxy.close()
  })

  it('does not know of a write whose answer was lost, and never sends it again', async () => {
    first.dropNextAnswer()
    await expect(write(connection, 'order', 300)).rejects.toMatchObject({ kind: 'outcome-unknown' })
    expect(await straight.get('order')).toMatchObject({ version: 1 })
    await first.resume()
    await write(connection, 'later')
    expect(await straight.get('order')).toMatchObject({ version: 1 })
  })

  it('does not know of a write whose connection broke under it', async () => {
    first.stall('answers')
    const lost = write(connection, 'order')
    await vi.waitFor(async () => expect(await straight.get('order')).toBeDefined())
    first.cut()
    await expect(lost).rejects.toMatchObject({ kind: 'outcome-unknown' })
    expect(await straight.get('order')).toMatchObject({ version: 1 })
  })

  it('repeats a read whose answer was lost', async () => {
    first.dropNextAnswer()
    const { result, ms } = await timed(connection.get('warm', { deadlineMs: 300 }))
    expect(result).toMatchObject({ value: 'x' })
    expect(ms).toBeLessThan(1_500)
  })

  it('takes a write to the other one when the first cannot be reached, once', async () => {
    first.refuse()
    first.cut()
    // The first write may still meet the connection that was cut; what it says of it is true either way.
    await write(connection, 'probe').catch(failure =>
      expect(failure).toMatchObject({ kind: 'outcome-unknown' }),
    )
    const { ms } = await timed(write(connection, 'order'))
    expect(await straight.get('order')).toMatchObject({ version: 1 })
    expect(ms).toBeLessThan(1_000)
  })

  it('lets one call wait for a member that froze, and no other', async () => {
    first.stall()
    const read = await timed(connection.get('warm'))
    expect(read.ms).toBeGreaterThanOrEqual(limits.deadlineMs.read - 50)
    expect(read.ms).toBeLessThan(limits.deadlineMs.read + 1_000)
    const calls = Array.from({ length: 20 }, (_, n) => write(connection, `order${n}`))
    expect((await timed(Promise.all(calls))).ms).toBeLessThan(1_000)
    expect((await straight.range('order', 'orders', { countOnly: true })).count).toBe(20)
  })

  it('goes back to a member that woke up, without a call of a user to try it', async () => {
    first.stall()
    await connection.get('warm', { deadlineMs: 200 })
    await first.resume()
    second.refuse()
    second.cut()
    const { ms } = await timed(connection.get('warm'))
    expect(ms).toBeLessThan(limits.probeEveryMs + limits.deadlineMs.probe + 1_000)
  })

  it('says within bounds that nobody answers, and that nothing was done', async () => {
    for (const proxy of proxies) {
      proxy.refuse()
      proxy.cut()
    }
    await write(connection, 'probe').catch(() => undefined)
    const { result, ms } = await timed(write(connection, 'order').catch(failure => failure))
    expect(result).toMatchObject({ kind: 'unavailable' })
    expect(ms).toBeLessThan(limits.patienceMs.write + 1_000)
    await expect(connection.get('warm')).rejects.toMatchObject({ kind: 'unavailable' })

    for (const proxy of proxies) await proxy.resume()
    await expect(connection.get('order')).resolves.toBeUndefined()
    await expect(write(connection, 'order')).resolves.toMatchObject({ succeeded: true })
  })

  it('tells a lost renewal from a lease that is over', async () => {
    const leaseId = await connection.leases.grant(60)
    for (const proxy of proxies) proxy.refuse()
    for (const proxy of proxies) proxy.cut()
    await expect(connection.leases.renew(leaseId)).rejects.toMatchObject({ kind: 'unavailable' })
    for (const proxy of proxies) await proxy.resume()
    await expect(connection.leases.renew(leaseId)).resolves.toBe(60)
  })

  it('reads in a transaction what it wrote', async () => {
    const { results } = await connection.txn({ compare: [], success: [put('a', '1'), get('a')] })
    expect(results).toMatchObject([{ op: 'put' }, { op: 'get', kvs: [{ key: 'a', value: '1' }] }])
  })
})
