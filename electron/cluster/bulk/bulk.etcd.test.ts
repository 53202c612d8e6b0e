import { describe, expect, it, vi } from 'vitest'
import { startFaultProxy } from '../../testing/fault-proxy'
import { workerCluster } from '../../testing/worker-cluster'
import type { Connection, KeyValue } from '../model'
import { put } from '../txn'
import { type Entry, KeyTaken, writeAll } from './index'

const entries = (count: number): Entry[] =>
  Array.from({ length: count }, (_, n) => ({
    key: `item:${String(n).padStart(6, '0')}`,
    value: `value ${n}`,
  }))

const marker = { key: 'marker', encode: String }

async function stored(connection: Connection): Promise<KeyValue[]> {
  const all: KeyValue[] = []
  for await (const { kvs } of connection.pages('item:')) all.push(...kvs)
  return all
}

/** Every entry is there, and was written exactly once. */
async function expectWrittenOnce(connection: Connection, expected: readonly Entry[]) {
  const found = await stored(connection)
  expect(found.map(({ key, value }) => ({ key, value }))).toEqual(expected)
  expect(found.every(({ version }) => version === 1)).toBe(true)
}

describe('writing many keys', () => {
  it('creates each of them once', async () => {
    const cluster = await workerCluster()
    const connection = cluster.connection()
    const result = await writeAll({ connection, entries: entries(1_000) })
    expect(result).toEqual({ outcome: 'complete', written: 1_000, keys: 1_000 })
    await expectWrittenOnce(connection, entries(1_000))
  })

  it('neither loses nor doubles one when connections break and answers are lost', async () => {
    const cluster = await workerCluster()
    const direct = cluster.connection()
    await using proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
    const connection = cluster.connection(direct.namespace, { endpoints: [proxy.address] })
    const count = async () => (await direct.range('item:', 'item;', { countOnly: true })).count

    const all = entries(20_000)
    let batches = 0
    let faults = Promise.resolve()
    const result = await writeAll({
      connection,
      entries: all,
      onProgress(keys) {
        batches++
        if (batches % 30 === 0) proxy.cut()
        if (batches !== 70) return
        proxy.dropNextAnswer()
        faults = vi
          .waitFor(async () => expect(await count()).toBeGreaterThan(keys), { timeout: 5_000 })
          .then(() => proxy.resume())
      },
    })
    await faults

    expect(result).toMatchObject({ outcome: 'complete', keys: all.length })
    // Batches whose answer was lost were found when they were sent again.
    expect(result.written).toBeLessThan(all.length)
    await expectWrittenOnce(direct, all)
  })

  it('writes nothing at all where somebody else has a key of its first batch', async () => {
    const cluster = await workerCluster()
    const connection = cluster.connection()
    await connection.txn({ compare: [], success: [put('item:000100', 'somebody else’s')] })
    const writing = writeAll({ connection, entries: entries(1_000) })
    await expect(writing).rejects.toEqual(new KeyTaken('item:000100'))
    const found = await stored(connection)
    expect(found.map(({ value }) => value)).toEqual(['somebody else’s'])
  })

  it('stops at a batch that is there with other values', async () => {
    const cluster = await workerCluster()
    const connection = cluster.connection()
    await connection.txn({ compare: [], success: [put('item:000256', 'somebody else’s')] })
    const writing = writeAll({ connection, entries: entries(1_000) })
    await expect(writing).rejects.toEqual(new KeyTaken('item:000256'))
    expect((await connection.get('item:000256'))?.value).toBe('somebody else’s')
    expect(await connection.get('item:000257')).toBeUndefined()
  })

  it('goes on where a stopped run was, and ends with the same keys', async () => {
    const cluster = await workerCluster()
    const connection = cluster.connection()
    const all = entries(10_000)
    const stop = new AbortController()
    const first = await writeAll({
      ...{ connection, marker, entries: all, signal: stop.signal },
      onProgress: keys => keys > 5_000 && stop.abort(),
    })
    expect(first.outcome).toBe('stopped')
    expect(first.keys).toBeLessThan(7_000)

    const batchesDone = Number((await connection.get('marker'))?.value)
    expect(batchesDone).toBeGreaterThan(20)
    const second = await writeAll({ connection, marker, entries: all, batchesDone })
    expect(second).toEqual({ outcome: 'complete', written: all.length - first.written, keys: all.length })
    await expectWrittenOnce(connection, all)
  })

  it('finds what is there when the marker was lost too', async () => {
    const cluster = await workerCluster()
    const connection = cluster.connection()
    await writeAll({ connection, entries: entries(500) })
    const again = await writeAll({ connection, entries: entries(500) })
    expect(again).toEqual({ outcome: 'complete', written: 0, keys: 500 })
    await expectWrittenOnce(connection, entries(500))
  })
})
