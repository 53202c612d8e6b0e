import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { ClusterFailure, type Connection, type Txn } from '../../cluster/model'
import { openSmallHouse } from '../../testing/house'
import { newSale, seats, startTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

/** A terminal one of whose openings has a copy that is still under way, and whose revocations take their time. */
async function withLateOpening(basketId: string, losing: { revocations: number }) {
  const cluster = await workerCluster()
  const namespace = cluster.freshNamespace()
  const keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  let late: Txn | undefined
  const connection = (): Connection => {
    const real = cluster.connection(namespace, { seed: 'T01' })
    return {
      ...real,
      async txn(txn, options) {
        const opens = txn.success.some(op => op.op === 'put' && op.key === `basket:T01:${basketId}`)
        if (late || !opens) return real.txn(txn, options)
        late = txn
        throw new ClusterFailure('outcome-unknown', 'lost')
      },
      leases: {
        ...real.leases,
        async revoke(leaseId) {
          await pause(200)
          if (losing.revocations-- > 0) throw new ClusterFailure('outcome-unknown', 'lost')
          await real.leases.revoke(leaseId)
        },
      },
    }
  }
  const arrive = () => late && keys.txn(late)
  const till = await startTerminal({ connection }, { namespace, id: 'T01' })
  const again = () => startTerminal(cluster, { namespace, id: 'T01', dataDir: till.dataDir })
  return { till, again, arrive, keys }
}

it('tells that a basket is let go once no late copy of its opening can hold its places again', async () => {
  const sale = newSale()
  const { till, arrive, keys } = await withLateOpening(sale.basketId, { revocations: 1 })
  await using _ = till
  await till.selling.hold(till.seller, { ...sale, wanted: seats(1, 2) })
  await till.selling.release(sale.basketId)
  await expect(arrive()).rejects.toMatchObject({ reason: 'lease-not-found' })
  expect((await keys.range('claim:', 'claim;')).kvs).toEqual([])
})

it('does not tell that it is let go for good when it cannot know that', async () => {
  const sale = newSale()
  const { till } = await withLateOpening(sale.basketId, { revocations: 10 })
  await using _ = till
  await till.selling.hold(till.seller, { ...sale, wanted: seats(1, 2) })
  await expect(till.selling.release(sale.basketId)).rejects.toMatchObject({ kind: 'outcome-unknown' })
})

it('leaves other baskets on a lease that one of them makes doubtful, and takes off it what comes late', async () => {
  const sale = newSale()
  const { till, arrive, keys } = await withLateOpening(sale.basketId, { revocations: 0 })
  await using _ = till
  const other = newSale()
  await till.selling.hold(till.seller, { ...other, wanted: seats(5) })
  await till.selling.hold(till.seller, { ...sale, wanted: seats(1, 2) })
  await till.selling.release(sale.basketId)
  expect(await arrive()).toMatchObject({ succeeded: true })
  await expect.poll(async () => (await keys.range('claim:', 'claim;')).kvs.length).toBe(1)
  expect((await keys.range('basket:', 'basket;')).kvs.map(({ key }) => key)).toEqual([
    `basket:T01:${other.basketId}`,
  ])
})

it('frees what an earlier life left so that no late copy of its opening can hold the places again', async () => {
  const sale = newSale()
  const { till, again, arrive, keys } = await withLateOpening(sale.basketId, { revocations: 0 })
  await using _first = till
  await till.selling.hold(till.seller, { ...sale, wanted: seats(1, 2) })
  const leaseId = (await keys.get(`basket:T01:${sale.basketId}`))?.leaseId ?? ''
  till.crash()

  await using _ = await again()
  await vi.waitFor(() =>
    expect(keys.leases.renew(leaseId)).rejects.toMatchObject({ reason: 'lease-not-found' }),
  )
  await expect(arrive()).rejects.toMatchObject({ reason: 'lease-not-found' })
  expect((await keys.range('claim:', 'claim;')).kvs).toEqual([])
})
