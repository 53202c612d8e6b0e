import { beforeAll, describe, expect, it } from 'vitest'
import type { TestCluster } from '../../testing/cluster'
import { workerCluster } from '../../testing/worker-cluster'
import type { Connection, Op } from '../model'
import {
  absent,
  flattened,
  get,
  getPrefix,
  nested,
  packed,
  present,
  put,
  rangeAt,
  remove,
  removePrefix,
  unchanged,
  valueAt,
} from '.'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await workerCluster()
})

const puts = (count: number, prefix = 'k'): Op[] =>
  Array.from({ length: count }, (_, n) => put(`${prefix}${String(n).padStart(5, '0')}`, String(n)))

async function countOf(connection: Connection, prefix: string): Promise<number> {
  const { results } = await connection.txn({ compare: [], success: [getPrefix(prefix, { countOnly: true })] })
  return rangeAt(results, 0).count
}

describe('a transaction', () => {
  it('creates a key once, and tells the second who has it', async () => {
    const connection = cluster.connection()
    const claim = (owner: string) =>
      connection.txn({ compare: [absent('claim')], success: [put('claim', owner)], failure: [get('claim')] })

    const first = await claim('north')
    const second = await claim('south')

    expect(first).toMatchObject({ succeeded: true, results: [{ op: 'put' }] })
    expect(second.succeeded).toBe(false)
    expect(valueAt(second.results, 0)).toEqual({
      key: 'claim',
      value: 'north',
      createRevision: first.revision,
      modRevision: first.revision,
      version: 1,
      leaseId: undefined,
    })
  })

  it('takes 0 as the revision of a key that is absent', async () => {
    const connection = cluster.connection()
    const write = (modRevision: number) =>
      connection.txn({ compare: [unchanged('basket', modRevision)], success: [put('basket', 'x')] })

    const first = await write(0)
    expect(first.succeeded).toBe(true)
    expect((await write(0)).succeeded).toBe(false)
    expect((await write(first.revision)).succeeded).toBe(true)
  })

  it('keeps a key on its lease, or takes it off', async () => {
    const connection = cluster.connection()
    const leaseId = await connection.leases.grant(60)
    const leaseAfter = async (op: Op) => {
      await connection.txn({ compare: [], success: [op] })
      return (await connection.get('basket'))?.leaseId
    }

    expect(await leaseAfter(put('basket', '1', { leaseId }))).toBe(leaseId)
    expect(await leaseAfter(put('basket', '2', { ignoreLease: true }))).toBe(leaseId)
    expect(await leaseAfter(put('basket', '3'))).toBeUndefined()
  })

  it('removes one key or all under a prefix, and no others', async () => {
    const connection = cluster.connection()
    await connection.txn({ compare: [], success: [...puts(3, 'a'), ...puts(3, 'b')] })
    const { results } = await connection.txn({
      compare: [present('a00000')],
      success: [removePrefix('a'), remove('b00000'), remove('absent')],
    })
    expect(results).toEqual([
      { op: 'delete', count: 3 },
      { op: 'delete', count: 1 },
      { op: 'delete', count: 0 },
    ])
    expect(await countOf(connection, '')).toBe(2)
  })

  it('sees nothing of another namespace', async () => {
    const [north, south] = [cluster.connection(), cluster.connection()]
    await north.txn({ compare: [], success: puts(3) })
    const { succeeded, results } = await south.txn({
      compare: [absent('k00000')],
      success: [removePrefix(''), getPrefix('')],
    })
    expect({ succeeded, results }).toEqual({
      succeeded: true,
      results: [
        { op: 'delete', count: 0 },
        { op: 'get', kvs: [], count: 0 },
      ],
    })
    expect(await countOf(north, '')).toBe(3)
  })

  it('compares a whole range of keys at once', async () => {
    const connection = cluster.connection()
    const freeBelow = (rangeEnd: string) => ({
      compare: [{ key: 'k00000', rangeEnd, target: 'create', is: '=', revision: 0 } as const],
      success: [],
    })
    await connection.txn({ compare: [], success: [put('k00005', 'taken')] })
    expect((await connection.txn(freeBelow('k00005'))).succeeded).toBe(true)
    expect((await connection.txn(freeBelow('k00006'))).succeeded).toBe(false)
  })
})

describe('a packed transaction', () => {
  it('writes 2,000 keys at one revision, or none of them', async () => {
    const connection = cluster.connection()
    const sale = packed({ compare: [absent('order')], success: [put('order', 'sold'), ...puts(2_000)] })

    const { succeeded, results, revision } = await connection.txn(sale)
    expect(succeeded).toBe(true)
    expect(flattened(results)).toEqual(Array.from({ length: 2_001 }, () => ({ op: 'put', count: 1 })))
    for await (const page of connection.pages('k'))
      expect(page.kvs.every(kv => kv.createRevision === revision)).toBe(true)
    expect(await countOf(connection, 'k')).toBe(2_000)

    await connection.txn({ compare: [], success: [removePrefix('k')] })
    expect((await connection.txn(sale)).succeeded).toBe(false)
    expect(await countOf(connection, 'k')).toBe(0)
  })

  it('is as large as two levels carry, beside few compares and beside many', async () => {
    const connection = cluster.connection()
    const carries = async (compares: number, count: number) => {
      const compare = Array.from({ length: compares }, (_, n) => absent(`free${n}`))
      await connection.txn(packed({ compare, success: [removePrefix('big')] }))
      await connection.txn(packed({ compare, success: puts(count, 'big') }))
      return countOf(connection, 'big')
    }
    expect(await carries(1, 4_096)).toBe(4_096)
    expect(await carries(100, 2_800)).toBe(2_800)
  })

  it('reads both lists in the order they were given', async () => {
    const connection = cluster.connection()
    await connection.txn(packed({ compare: [], success: puts(300) }))
    const reads = puts(300).map(op => get('key' in op ? op.key : ''))
    const { results } = await connection.txn(
      packed({ compare: [absent('k00000')], success: reads, failure: reads }),
    )
    expect(flattened(results).map((_, n, all) => valueAt(all, n)?.value)).toEqual(
      Array.from({ length: 300 }, (_, n) => String(n)),
    )
  })

  it('runs what was nested by hand too', async () => {
    const connection = cluster.connection()
    const { results } = await connection.txn({
      compare: [],
      success: [nested({ compare: [present('nobody')], success: [], failure: [put('a', '1'), get('a')] })],
    })
    expect(results).toMatchObject([{ op: 'txn', succeeded: false }])
    expect(valueAt(flattened(results), 1)?.value).toBe('1')
  })
})
