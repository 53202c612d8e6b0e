import { beforeAll, expect, it } from 'vitest'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, standing, startTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

const { floor } = smallHouse
const lateMs = 150

let cluster: TestCluster

beforeAll(async () => {
  cluster = await workerCluster()
})

/** A connection whose watch tells everything a little later. */
const lateWatch: TestCluster['connection'] = (...wanted) => {
  const connection = cluster.connection(...wanted)
  return {
    ...connection,
    openWatch: request =>
      connection.openWatch({
        ...request,
        onResponse: response => void setTimeout(() => request.onResponse(response), lateMs),
      }),
  }
}

it('does not call a house sold out, in a sale at once, by a picture that is behind', async () => {
  const namespace = cluster.freshNamespace()
  await openSmallHouse(cluster.connection(namespace), 2)
  await using north = await startTerminal({ connection: lateWatch }, { id: 'T01', namespace })
  await using south = await startTerminal(cluster, { id: 'T02', namespace })
  const { stored } = await south.selling.hold(south.seller, { ...newSale(), wanted: standing(2) })
  await north.caughtUp()
  const atOnce = { wanted: standing(2), expectedMinor: 2 * floor.adultMinor }
  const sell = () => {
    const { orderId } = newSale()
    return north.selling.sellAtOnce(north.seller, {
      ...{ ...atOnce, orderId },
      payments: cash(2 * floor.adultMinor),
    })
  }
  await expect(sell()).rejects.toMatchObject({ code: 'SOLD_OUT', data: { left: 0 } })

  await south.selling.release(stored.basketId)
  expect((await sell()).order.lines).toHaveLength(2)
})
