import { isDefinedError, safe } from '@orpc/client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TerminalClient } from '#shared/contract/index'
import { newId } from '#shared/domain/ids'
import { startApp, type TestApp } from '../testing/app'
import { openSmallHouse, smallHouse } from '../testing/house'
import { cash, newSale, seats, standing } from '../testing/terminal'
import { workerCluster } from '../testing/worker-cluster'

const { eventId, floor } = smallHouse
const password = 'correct horse'

let north: TestApp
let south: TestApp
/** A cashier at each, and a manager. */
let [mira, jonas, ines]: TerminalClient[] = []

beforeAll(async () => {
  const cluster = await workerCluster()
  const namespace = cluster.freshNamespace()
  await openSmallHouse(cluster.connection(namespace))
  north = await startApp(cluster, { namespace })
  south = await startApp(cluster, { namespace })
  const chief = north.page()
  await chief.session.setUp({ username: 'chief', name: 'Chief', password })
  const signedIn = async (app: TestApp, username: string, role: 'cashier' | 'manager') => {
    await chief.users.create({ username, name: username, role, password })
    const page = app.page()
    await page.session.signIn({ username, password })
    return page
  }
  mira = await signedIn(north, 'mira', 'cashier')
  jonas = await signedIn(south, 'jonas', 'cashier')
  ines = await signedIn(south, 'ines', 'manager')
})

afterAll(async () => {
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
})

const page = (client: TerminalClient | undefined): TerminalClient => {
  if (!client) throw new Error('nobody is signed in')
  return client
}

/** The first thing a feed says that `found` finds something in. */
async function firstIn<T, R>(feed: AsyncIterable<T>, found: (item: T) => R | undefined): Promise<R> {
  for await (const item of feed) {
    const result = found(item)
    if (result !== undefined) return result
  }
  throw new Error('the feed ended')
}

it('carries a basket from one till to the other, aside and back, until it is sold', async () => {
  const [first, aside, second] = [newSale(), newId(), newSale()]
  await page(mira).selling.hold({ ...first, wanted: seats(0, 1) })
  await page(mira).baskets.extend({ basketId: first.basketId, newBasketId: newId() })
  await page(mira).baskets.putAside({
    ...{ basketId: first.basketId, newBasketId: aside, customerName: 'Ms Okafor' },
  })
  const waiting = await firstIn(await page(jonas).baskets.aside({}), ({ value }) =>
    value.baskets.find(({ basketId }) => basketId === aside),
  )
  expect(waiting).toMatchObject({ customerName: 'Ms Okafor', places: [{ count: 2 }], terminalPresent: true })
  const { terminalId, basketId } = waiting
  await page(jonas).baskets.recall({
    ...{ terminalId, basketId, newBasketId: second.basketId, orderId: second.orderId },
  })

  const handed = newId()
  await page(jonas).baskets.handOver({
    ...{ basketId: second.basketId, newBasketId: handed, toTerminalId: terminalId },
  })
  const back = await firstIn(await page(mira).selling.baskets({}), ({ value }) =>
    value.baskets.find(basket => basket.basketId === handed),
  )
  const { order } = await page(mira).selling.commit({
    ...{ basketId: handed, orderId: newId(), payments: cash(back.totalMinor) },
  })
  expect(order.lines).toHaveLength(2)
})

it('lets a manager take a basket, and tells its cashier who it was', async () => {
  const [sale, taken] = [newSale(), newSale()]
  await page(mira).selling.hold({ ...sale, wanted: standing(3) })
  const { terminalId, basketId } = await firstIn(await page(ines).baskets.everywhere({}), ({ value }) =>
    value.baskets.find(basket => basket.basketId === sale.basketId),
  )
  await page(ines).baskets.takeOver({
    ...{ terminalId, basketId, newBasketId: taken.basketId, orderId: taken.orderId },
  })
  const [error] = await safe(page(mira).selling.commit({ ...sale, payments: cash(3 * floor.adultMinor) }))
  expect(isDefinedError(error) && error.code === 'BASKET_TAKEN' && error.data).toMatchObject({
    ...{ how: 'taken-over', byName: 'ines' },
  })
  const { terminalId: here } = (error as { data: { terminalId: string } }).data
  await page(ines).baskets.free({ terminalId: here, basketId: taken.basketId })
})

it('holds a group for a page', async () => {
  const any = { pick: 'any' as const, eventId, ticketType: floor.ticketType, priceType: 'adult' }
  const held = await page(mira).baskets.holdGroup({
    ...{ ...newSale(), parts: [{ ...any, count: 150 }], ifNotAll: 'let-go' },
  })
  expect(held.basket.lines).toHaveLength(150)
  const [error] = await safe(
    page(jonas).baskets.holdGroup({
      ...{ ...newSale(), parts: [{ ...any, count: 150 }], ifNotAll: 'let-go' },
    }),
  )
  expect(isDefinedError(error) && error.code).toBe('GROUP_NOT_HELD')
})
