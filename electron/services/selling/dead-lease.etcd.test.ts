import { expect, it } from 'vitest'
import { openSmallHouse } from '../../testing/house'
import { newSale, seats, startTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

it('holds on another lease when the one for new baskets is over', async () => {
  const cluster = await workerCluster()
  const namespace = cluster.freshNamespace()
  await openSmallHouse(cluster.connection(namespace))
  await using till = await startTerminal(cluster, { namespace })
  const first = newSale()
  const { leaseId } = await till.selling.hold(till.seller, { ...first, wanted: seats(1) })
  await till.connection.leases.revoke(leaseId)

  const second = await till.selling.hold(till.seller, { ...newSale(), wanted: seats(2) })
  expect(second.leaseId).not.toBe(leaseId)
  expect(second.stored.lines).toMatchObject([{ slot: 2 }])
  // What hung on it is over, and is not opened again by asking for more.
  const more = till.selling.hold(till.seller, { ...first, wanted: seats(3) })
  await expect(more).rejects.toMatchObject({ code: 'HOLD_EXPIRED' })
})
