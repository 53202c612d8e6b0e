import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { TestCluster } from '../../testing/cluster'
import { startFaultProxy } from '../../testing/fault-proxy'
import { quietLog } from '../../testing/log'
import { workerCluster } from '../../testing/worker-cluster'
import type { ClusterFailure } from '../model'
import { put } from '../txn'
import { keepLease } from '.'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await workerCluster()
})

const options = { ttlSeconds: 3, log: quietLog }

describe('a lease that is kept', () => {
  it('outlives its time, and ends its keys when it is closed', async () => {
    const connection = cluster.connection()
    const onLost = vi.fn()
    const lease = await keepLease(connection, { ...options, onLost })
    await connection.txn({ compare: [], success: [put('presence', '', { leaseId: lease.leaseId })] })
    const granted = performance.now()
    await vi.waitFor(
      () => expect(performance.now() - granted).toBeGreaterThan(2 * options.ttlSeconds * 1_000),
      10_000,
    )
    expect(await connection.get('presence')).toBeDefined()
    await lease.close()
    expect(await connection.get('presence')).toBeUndefined()
    expect(onLost).not.toHaveBeenCalled()
  })

  it('says that it was ended by somebody else', async () => {
    const connection = cluster.connection()
    const onLost = vi.fn<(failure: ClusterFailure) => void>()
    const lease = await keepLease(connection, { ...options, onLost })
    await connection.leases.revoke(lease.leaseId)
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1), 3_000)
    expect(onLost.mock.calls[0]?.[0]).toMatchObject({ kind: 'refused', reason: 'lease-not-found' })
  })

  it('says that it was not renewed when its time is over by our own clock', async () => {
    const [endpoint = ''] = cluster.endpoints
    await using proxy = await startFaultProxy(endpoint)
    const connection = cluster.connection(undefined, { endpoints: [proxy.address] })
    const onLost = vi.fn<(failure: ClusterFailure) => void>()
    const asked = performance.now()
    await keepLease(connection, { ...options, onLost })
    proxy.stall()
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1), 5_000)
    expect(onLost.mock.calls[0]?.[0]).toMatchObject({ kind: 'unavailable' })
    const afterMs = performance.now() - asked
    expect(afterMs).toBeGreaterThanOrEqual(options.ttlSeconds * 1_000)
    expect(afterMs).toBeLessThan(options.ttlSeconds * 1_000 + 1_000)
  })

  it('is not granted where nobody answers', async () => {
    const [endpoint = ''] = cluster.endpoints
    await using proxy = await startFaultProxy(endpoint)
    proxy.refuse()
    const connection = cluster.connection(undefined, { endpoints: [proxy.address] })
    const granted = keepLease(connection, { ...options, onLost: vi.fn() })
    await expect(granted).rejects.toMatchObject({ kind: 'unavailable' })
  })
})
