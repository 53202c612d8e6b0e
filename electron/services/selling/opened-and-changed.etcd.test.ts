import { expect, it } from 'vitest'
import { ClusterFailure, type Connection } from '../../cluster/model'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { newSale, seats, startTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

it('shows a basket that was opened without an answer and changed by a supervisor before it was asked again', async () => {
  const cluster = await workerCluster()
  const namespace = cluster.freshNamespace()
  await openSmallHouse(cluster.connection(namespace))
  await using south = await startTerminal(cluster, { namespace, id: 'T02' })
  const { basketId, orderId } = newSale()

  /** The opening is carried out, its answer is lost, and a supervisor frees one of its seats meanwhile. */
  let lost = false
  const losing = (): Connection => {
    const real = cluster.connection(namespace, { seed: 'T01' })
    return {
      ...real,
      async txn(txn, options) {
        const result = await real.txn(txn, options)
        if (lost || !txn.success.some(op => op.op === 'put' && op.key === `basket:T01:${basketId}`))
          return result
        lost = true
        await south.caughtUp()
        const places = [{ eventId: smallHouse.eventId, areaId: smallHouse.hall.areaId, slot: 2 }]
        await south.selling.baskets.free(south.seller, { terminalId: 'T01', basketId, places })
        throw new ClusterFailure('outcome-unknown', 'lost')
      },
    }
  }
  await using north = await startTerminal({ connection: losing }, { namespace, id: 'T01' })

  // Another basket on the same lease, which therefore lives on.
  await north.selling.hold(north.seller, { ...newSale(), wanted: seats(5) })

  const held = await north.selling.hold(north.seller, { basketId, orderId, wanted: seats(1, 2) })
  // What is told is what the basket says, not what was asked.
  expect(held.stored).toMatchObject({ basketId, lines: [{ slot: 1 }] })
  for await (const { value } of north.selling.till.follow(undefined, undefined)) {
    expect(value.baskets).toMatchObject([{ lines: [{ slot: 5 }] }, { basketId, lines: [{ slot: 1 }] }])
    break
  }
  // It can be let go like any other.
  await north.selling.release(basketId)
  expect(await north.connection.get(`claim:${smallHouse.eventId}:hall:000001`)).toBeUndefined()
})
