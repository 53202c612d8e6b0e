import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Wanted } from '#shared/contract/selling'
import { newId } from '#shared/domain/ids'
import { isRefusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { claimKey, keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { type FaultProxy, startFaultProxy } from '../../testing/fault-proxy'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import type { OpenBasket } from './open-baskets'

const { eventId, hall, floor } = smallHouse
const { areaId, ticketType } = hall
const manager = { username: 'mira' }

let cluster: TestCluster
let keys: Connection
let proxy: FaultProxy
/** Behind the proxy. */
let north: TestTerminal
let south: TestTerminal
/** What happens right before north's next transaction is sent. */
let beforeNext: (() => Promise<unknown>) | undefined

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  const namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
  proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
  beforeNext = undefined
  north = await startTerminal({ connection: disturbed }, { id: 'T01', namespace, endpoints: [proxy.address] })
  south = await startTerminal(cluster, { id: 'T02', namespace })
})

afterEach(async () => {
  await proxy.resume()
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
  await proxy.close()
})

const disturbed: TestCluster['connection'] = (...wanted) => {
  const connection = cluster.connection(...wanted)
  return {
    ...connection,
    async txn(...call) {
      const disturb = beforeNext
      beforeNext = undefined
      await disturb?.()
      return connection.txn(...call)
    },
  }
}

const place = (slot: number) => ({ eventId, areaId, slot })
const toChild = (sale: { basketId: string }, ...slots: number[]) =>
  north.selling.retype({ ...sale, places: slots.map(place), ticketType, priceType: 'child' })
const held = (...slots: number[]) => {
  const sale = newSale()
  return north.selling
    .hold(north.seller, { ...sale, wanted: seats(...slots) })
    .then(basket => ({ ...sale, basket }))
}
const kinds = ({ stored }: OpenBasket) => stored.lines.map(({ slot, priceType }) => `${slot} ${priceType}`)
const stateOf = async (slot: number) => {
  const kv = await keys.get(claimKey(place(slot)))
  const claim = kv && keyspace.claim.read(kv)
  return claim && claim.state !== 'block' ? `${claim.state} ${claim.terminalId} ${claim.priceType}` : 'free'
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'it worked',
    (error: unknown) => (isRefusal(error) ? error.code : error),
  )

describe('a ticket of a basket', () => {
  it('becomes another one on the same seat, which is never free meanwhile', async () => {
    const { basketId, basket } = await held(3, 4, 5)
    const before = await keys.get(claimKey(place(4)))
    const after = await toChild({ basketId }, 4)
    expect(kinds(after)).toEqual(['3 adult', '4 child', '5 adult'])
    expect(north.selling.view(after).totalMinor).toBe(2 * hall.adultMinor + hall.childMinor)
    expect(after.leaseId).toBe(basket.leaseId)
    expect(await stateOf(4)).toBe('hold T01 child')
    const now = await keys.get(claimKey(place(4)))
    // Written over, not deleted and made anew.
    expect(now).toMatchObject({ createRevision: before?.createRevision, leaseId: before?.leaseId })
    expect(now?.modRevision).toBe(after.modRevision)
  })

  it('costs what it costs by now when the price changed at the same moment', async () => {
    const { basketId } = await held(0)
    beforeNext = () =>
      south.events.setPrice(manager, { eventId, type: ticketType, priceType: 'child', priceMinor: 23_00 })
    const { stored } = await toChild({ basketId }, 0)
    expect(stored.lines).toMatchObject([{ priceType: 'child', priceMinor: 23_00 }])
  })

  it('stays what it was when the sale of the other was closed at the same moment', async () => {
    const { basketId, basket } = await held(0)
    beforeNext = () => south.events.setEventState(manager, { eventId, state: 'closed' })
    expect(await codeOf(toChild({ basketId }, 0))).toBe('NOT_ON_SALE')
    expect(kinds(basket)).toEqual(['0 adult'])
    expect(await stateOf(0)).toBe('hold T01 adult')
  })

  it('is not changed under the till that took its basket over', async () => {
    const { basketId } = await held(0)
    await south.caughtUp()
    beforeNext = () =>
      south.selling.baskets.takeOver(south.seller, {
        ...{ terminalId: 'T01', basketId },
        ...{ newBasketId: newId(), orderId: newId() },
      })
    expect(await codeOf(toChild({ basketId }, 0))).toBe('BASKET_TAKEN')
    expect(await stateOf(0)).toBe('hold T02 adult')
  })

  it('is told as changed once when the answer was lost', async () => {
    const { basketId } = await held(0, 1)
    proxy.dropNextAnswer()
    const [basket] = await Promise.all([
      toChild({ basketId }, 1),
      expect
        .poll(() => stateOf(1), { timeout: 10_000 })
        .toBe('hold T01 child')
        .then(() => proxy.resume()),
    ])
    expect(kinds(basket)).toEqual(['0 adult', '1 child'])
    expect((await keys.get(basket.key))?.modRevision).toBe(basket.modRevision)
  })

  it('is refused where it is not in the basket, or not sold as that', async () => {
    const { basketId, basket } = await held(0)
    expect(await codeOf(toChild({ basketId }, 0, 1))).toBe('BASKET_CHANGED')
    const asStanding = { basketId, places: [place(0)], ticketType: floor.ticketType, priceType: 'adult' }
    expect(await codeOf(north.selling.retype(asStanding))).toBe('NOT_FOUND')
    expect(kinds(basket)).toEqual(['0 adult'])
  })
})

describe('a group', () => {
  const best = (...priceTypes: string[]): Wanted[] => [
    { pick: 'best', eventId, areaId, count: priceTypes.length, ticketType, priceTypes },
  ]
  const slotsOf = ({ stored }: OpenBasket) => stored.lines.map(({ slot }) => slot)

  it('grows round its own seats in one step, so that the best of that size is held after each', async () => {
    const sale = newSale()
    let group: number[] = []
    for (const size of [1, 2, 3]) {
      const wanted = best(...['adult', 'adult', 'child'].slice(0, size))
      const basket = await north.selling.hold(north.seller, { ...sale, wanted, instead: group.map(place) })
      const { revision } = await keys.range('claim:', 'claim;')
      group = slotsOf(basket)
      expect(group).toEqual(await bestAlone(size))
      expect(revision).toBe(basket.modRevision)
    }
    expect((await keys.range('claim:', 'claim;')).count).toBe(3)
  })

  /** What a till that holds nothing would be given of an empty house. */
  const bestAlone = async (size: number) => {
    const namespace = cluster.freshNamespace()
    await openSmallHouse(cluster.connection(namespace))
    await using alone = await startTerminal(cluster, { id: 'T09', namespace })
    const wanted = best(...Array<string>(size).fill('adult'))
    return slotsOf(await alone.selling.hold(alone.seller, { ...newSale(), wanted }))
  }

  it('keeps what it has where there is no larger one', async () => {
    await south.selling.hold(south.seller, { ...newSale(), wanted: seats(...range(0, 17)) })
    await north.caughtUp()
    const sale = newSale()
    const two = await north.selling.hold(north.seller, { ...sale, wanted: best('adult', 'adult') })
    const wish = { ...sale, wanted: best('adult', 'adult', 'adult'), instead: slotsOf(two).map(place) }
    const three = await north.selling.hold(north.seller, wish)
    expect(slotsOf(three)).toEqual([17, 18, 19])
    const four = {
      ...sale,
      wanted: best('adult', 'adult', 'adult', 'adult'),
      instead: [17, 18, 19].map(place),
    }
    expect(await codeOf(north.selling.hold(north.seller, four))).toBe('SOLD_OUT')
    expect(slotsOf(three)).toEqual([17, 18, 19])
  })

  it('takes the next when another till is faster, and gives back nothing before it has that', async () => {
    const sale = newSale()
    const one = await north.selling.hold(north.seller, { ...sale, wanted: best('adult') })
    const own = slotsOf(one)
    const others = range(10, 20).filter(slot => !own.includes(slot))
    beforeNext = () => south.selling.hold(south.seller, { ...newSale(), wanted: seats(...others) })
    const two = await north.selling.hold(north.seller, {
      ...{ ...sale, wanted: best('adult', 'child'), instead: own.map(place) },
    })
    expect(kinds(two).map(kind => kind.split(' ')[1])).toEqual(['adult', 'child'])
    expect(slotsOf(two).every(slot => slot < 10)).toBe(true)
    for (const slot of own) expect(await stateOf(slot)).toBe('free')
  })

  it('is told of as it is when the answer was lost', async () => {
    const sale = newSale()
    const one = await north.selling.hold(north.seller, { ...sale, wanted: best('adult') })
    const instead = slotsOf(one).map(place)
    proxy.dropNextAnswer()
    const [two] = await Promise.all([
      north.selling.hold(north.seller, { ...sale, wanted: best('adult', 'child'), instead }),
      expect
        .poll(async () => (await keys.range('claim:', 'claim;')).count, { timeout: 10_000 })
        .toBe(2)
        .then(() => proxy.resume()),
    ])
    expect(slotsOf(two)).toHaveLength(2)
    for (const slot of slotsOf(two)) expect(await stateOf(slot)).toMatch(/^hold T01/)
  })
})

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n)
