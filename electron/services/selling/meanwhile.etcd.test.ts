import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { largestGroup } from '#shared/contract/group'
import { newId } from '#shared/domain/ids'
import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { newSale, seats, standing, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

const { eventId, hall, floor } = smallHouse

let cluster: TestCluster
let keys: Connection
let north: TestTerminal
let south: TestTerminal
/** What happens after north has read a page of baskets, before it acts on it. */
let afterBaskets: () => Promise<unknown>
/** What happens right before north's next transaction arrives. */
let beforeNext: (() => Promise<unknown>) | undefined

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  const namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys, largestGroup + 10)
  afterBaskets = async () => {}
  beforeNext = undefined
  north = await startTerminal({ connection: disturbed }, { id: 'T01', namespace })
  south = await startTerminal(cluster, { id: 'T02', namespace })
})

afterEach(async () => {
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
})

const disturbed: TestCluster['connection'] = (...wanted) => {
  const connection = cluster.connection(...wanted)
  return {
    ...connection,
    async *pages(prefix, ...options) {
      for await (const page of connection.pages(prefix, ...options)) {
        if (prefix === 'basket:') await afterBaskets()
        yield page
      }
    },
    async txn(...call) {
      const disturb = beforeNext
      beforeNext = undefined
      await disturb?.()
      return connection.txn(...call)
    },
  }
}

const basketCount = async () => (await keys.range('basket:', 'basket;', { countOnly: true })).count

it('frees the baskets of a cancelled event, though one of them moves each time when it is about to be freed', async () => {
  let { basketId } = (await south.selling.hold(south.seller, { ...newSale(), wanted: seats(0) })).stored
  let moves = 0
  afterBaskets = async () => {
    if (++moves > 2) return
    const move = { basketId, newBasketId: newId(), customerName: 'Ada' }
    basketId = (await south.selling.baskets.putAside(south.seller, move)).stored.basketId
  }
  await north.caughtUp()
  await north.events.cancel({ username: 'mira' }, eventId)
  await expect
    .poll(() => north.replica.state.houses.get(eventId)?.event?.value.cancellation?.done, { timeout: 10_000 })
    .toBe(true)
  expect(moves).toBeGreaterThan(2)
  expect(await basketCount()).toBe(0)
})

it('lets go of a group and of nothing else, though a place of before it was freed meanwhile', async () => {
  const sale = newSale()
  const { stored } = await north.selling.hold(north.seller, { ...sale, wanted: seats(0, 1) })
  await south.caughtUp()
  const { terminalId, basketId } = stored
  const freed = { eventId, areaId: hall.areaId, slot: 0 }
  const part = { pick: 'any' as const, eventId, ticketType: floor.ticketType, priceType: 'adult', count: 150 }
  const held = north.selling.baskets.holdGroup(north.seller, { ...sale, parts: [part], ifNotAll: 'let-go' })
  beforeNext = async () => {
    // After the first hundred.
    beforeNext = () => south.selling.baskets.free(south.seller, { terminalId, basketId, places: [freed] })
  }

  await expect(held).rejects.toMatchObject({ code: 'BASKET_CHANGED' })
  const left = await keys.get(keyspace.basket.key(terminalId, basketId))
  expect(left && keyspace.basket.read(left).lines.map(({ slot }) => slot)).toEqual([1])
})

it('holds no more in one basket than can be sold in one transaction', async () => {
  const sale = newSale()
  for (let held = 0; held < largestGroup; held += 100)
    await north.selling.hold(north.seller, { ...sale, wanted: standing(100) })
  await expect(north.selling.hold(north.seller, { ...sale, wanted: seats(0) })).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    data: { limit: largestGroup },
  })
})
