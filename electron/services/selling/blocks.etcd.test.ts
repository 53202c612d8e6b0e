import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '#shared/domain/ids'
import { isRefusal, type RefusalCode, type RefusalData } from '#shared/errors/refusals'
import { ClusterFailure, type Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
import { keyspace, slotPart } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

const { eventId, hall } = smallHouse
const by = { username: 'ines', name: 'Ines Calder' }
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

let cluster: TestCluster
let namespace: string
let keys: Connection
let north: TestTerminal
let south: TestTerminal

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys, 3_000)
  north = await startTerminal(cluster, { id: 'T01', namespace })
  south = await startTerminal(cluster, { id: 'T02', namespace })
})

afterEach(async () => {
  await north[Symbol.asyncDispose]()
  await south[Symbol.asyncDispose]()
})

const range = (areaId: string, first: number, last = first) => ({ areaId, first, last })
const step = (...ranges: ReturnType<typeof range>[]) => ({ operationId: newId(), eventId, ranges })
const press = { kind: 'press' as const, reason: 'The evening paper' }

const claimOf = async (slot: number, areaId: string = hall.areaId) => {
  const kv = await keys.get(keyspace.claim.key(eventId, areaId, slotPart(slot)))
  return kv && { ...keyspace.claim.read(kv), modRevision: kv.modRevision, leaseId: kv.leaseId }
}

const claims = async () => {
  const found = []
  for await (const { kvs } of keys.pages(keyspace.claim.prefix(eventId))) found.push(...kvs)
  return found
}

const trail = async (terminalId = 'T01') => {
  const found = []
  for await (const { kvs } of keys.pages(keyspace.audit.prefix(terminalId)))
    found.push(...kvs.map(kv => ({ ...keyspace.audit.read(kv), modRevision: kv.modRevision })))
  return found
}

async function refusedWith(code: RefusalCode, work: Promise<unknown>): Promise<unknown> {
  const outcome = await work.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  )
  if (!('error' in outcome) || !isRefusal(outcome.error))
    throw new Error(`not refused with ${code}`, { cause: outcome })
  expect(outcome.error.code).toBe(code)
  return outcome.error.data
}

const wantedBlock = (slot: number) => {
  const { areaId, ticketType } = hall
  return { eventId, areaId, slot, ticketType, priceType: 'adult' }
}

describe('blocking', () => {
  it('keeps places from sale, with its audit record at the same revision', async () => {
    await north.selling.blocks.block(by, { ...step(range('hall', 0, 2)), ...press, releaseAt: inAnHour() })
    const claim = await claimOf(1)
    expect(claim).toMatchObject({ state: 'block', ...press, by: 'ines', leaseId: undefined })
    expect(await trail()).toMatchObject([
      {
        actor: 'ines',
        action: 'blocked',
        detail: { ...press, count: 3, places: { hall: '0–2' } },
        modRevision: claim?.modRevision,
      },
    ])
    await south.caughtUp()
    const data = await refusedWith(
      'SEAT_TAKEN',
      south.selling.hold(south.seller, { ...newSale(), wanted: seats(2, 3) }),
    )
    expect(data).toMatchObject({ taken: [{ slot: 2, placeLabel: 'Row A, seat 3', state: 'block' }] })
  })

  it('takes all places or none, and says who has what', async () => {
    await south.selling.hold(south.seller, { ...newSale(), wanted: seats(4) })
    const data = await refusedWith(
      'SEAT_TAKEN',
      north.selling.blocks.block(by, { ...step(range('hall', 0, 9)), ...press }),
    )
    expect(data).toMatchObject({
      taken: [{ slot: 4, placeLabel: 'Row A, seat 5', state: 'hold', terminalId: 'T02' }],
    })
    expect(await claims()).toHaveLength(1)
    expect(await trail()).toEqual([])
  })

  it('takes two thousand places in one transaction', async () => {
    const blocked = await north.selling.blocks.block(by, {
      ...step(range('floor', 0, 1_979), range('hall', 0, 19)),
      ...press,
    })
    expect(blocked).toEqual({ count: 2_000 })
    const found = await claims()
    expect(found).toHaveLength(2_000)
    expect(new Set(found.map(kv => kv.modRevision)).size).toBe(1)
  })

  it('takes every second place, more runs than a transaction has compares for, and still none that is taken', async () => {
    const every = (first: number) => Array.from({ length: 400 }, (_, n) => range('floor', first + n * 2))
    await keys.txn({
      compare: [],
      success: [put(keyspace.claim.key(eventId, 'floor', slotPart(400)), 'planted by hand')],
    })
    const data = await refusedWith(
      'SEAT_TAKEN',
      north.selling.blocks.block(by, { ...step(...every(0)), ...press }),
    )
    expect(data).toMatchObject({ taken: [{ slot: 400, placeLabel: 'Floor', state: 'block' }] })
    expect(await claims()).toHaveLength(1)
    expect(await north.selling.blocks.block(by, { ...step(...every(1)), ...press })).toEqual({ count: 400 })
    expect(await claims()).toHaveLength(401)
  })

  it('gives a contested seat to a block or to a basket, every time', async () => {
    for (let slot = 0; slot < 20; slot++) {
      const tries = await Promise.allSettled([
        north.selling.blocks.block(by, { ...step(range('hall', slot)), ...press }),
        south.selling.hold(south.seller, { ...newSale(), wanted: seats(slot) }),
      ])
      expect(tries.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
    }
  })

  it.each([
    ['a slot outside the area', range('floor', 2_999, 3_000), 'NOT_FOUND'],
    ['a seat that is none', range('hall', 20), 'NOT_FOUND'],
    ['an area that is none', range('balcony', 0), 'NOT_FOUND'],
    ['too many', range('floor', 0, 2_000), 'LIMIT_EXCEEDED'],
  ] as const)('refuses %s', async (_what, asked, code) => {
    await refusedWith(code, north.selling.blocks.block(by, { ...step(asked), ...press }))
    expect(await claims()).toEqual([])
  })

  it('refuses to end in the past', async () => {
    const releaseAt = new Date(Date.now() - 1).toISOString()
    await refusedWith(
      'IN_THE_PAST',
      north.selling.blocks.block(by, { ...step(range('hall', 0)), ...press, releaseAt }),
    )
  })

  it('reports a claim planted by hand, and neither sells nor blocks nor frees over it', async () => {
    const key = keyspace.claim.key(eventId, hall.areaId, slotPart(7))
    await keys.txn({ compare: [], success: [put(key, '{"v":1,"state":"mine"}')] })
    await north.caughtUp()
    expect([...north.replica.state.unreadable.keys()]).toEqual([key])
    const taken = { taken: [{ slot: 7, state: 'block' }] }
    const hold = north.selling.hold(north.seller, { ...newSale(), wanted: seats(7) })
    expect(await refusedWith('SEAT_TAKEN', hold)).toMatchObject(taken)
    const block = north.selling.blocks.block(by, { ...step(range('hall', 5, 8)), ...press })
    expect(await refusedWith('SEAT_TAKEN', block)).toMatchObject(taken)
    await refusedWith('NOT_BLOCKED', north.selling.blocks.unblock(by, step(range('hall', 7))))
    expect((await keys.get(key))?.value).toBe('{"v":1,"state":"mine"}')
  })
})

describe('a block', () => {
  it('is changed and lifted as long as it is one', async () => {
    await north.selling.blocks.block(by, { ...step(range('hall', 0, 4)), ...press, releaseAt: inAnHour() })
    await north.selling.blocks.change(by, {
      ...step(range('hall', 0, 1)),
      kind: 'technical',
      reason: 'A camera stands here',
      releaseAt: null,
    })
    expect(await claimOf(0)).toMatchObject({ kind: 'technical', reason: 'A camera stands here' })
    expect(await claimOf(0)).not.toHaveProperty('releaseAt')
    expect(await claimOf(2)).toMatchObject(press)

    expect(await south.selling.blocks.unblock(by, step(range('hall', 0, 3)))).toEqual({ count: 4 })
    expect(await claims()).toHaveLength(1)
    const data = await refusedWith('NOT_BLOCKED', north.selling.blocks.unblock(by, step(range('hall', 3, 4))))
    expect(data).toEqual({ places: [{ eventId, areaId: 'hall', slot: 3 }] })
    expect((await trail()).map(({ action }) => action)).toEqual(['blocked', 'block-changed'])
    expect(await trail('T02')).toMatchObject([{ action: 'unblocked', detail: { count: 4 } }])
  })

  it('of a thousand places is lifted in parts', async () => {
    await north.selling.blocks.block(by, { ...step(range('floor', 0, 999)), ...press })
    expect(await north.selling.blocks.unblock(by, step(range('floor', 0, 999)))).toEqual({ count: 1_000 })
    expect(await claims()).toEqual([])
    expect(await trail()).toHaveLength(11)
  })

  it('is lifted once, however often that is asked for, and however long after', async () => {
    await north.selling.blocks.block(by, { ...step(range('hall', 0, 3)), ...press })
    const lift = step(range('hall', 0, 3))
    const both = [north.selling.blocks.unblock(by, lift), north.selling.blocks.unblock(by, lift)]
    expect(await Promise.all(both)).toEqual([{ count: 4 }, { count: 4 }])
    const entry = { actor: 'mira', action: 'sale', subject: 'order:o', detail: {} }
    for (let n = 0; n < 250; n++) await north.book.administer({ compare: [], success: [], entry })
    await south.selling.blocks.block(by, { ...step(range('hall', 0)), ...press })
    expect(await north.selling.blocks.unblock(by, lift)).toEqual({ count: 4 })
    expect(await claimOf(0)).toMatchObject({ state: 'block' })
    await refusedWith('NOT_BLOCKED', north.selling.blocks.unblock(by, step(range('hall', 0, 3))))
  })

  it('of which a part is lifted by somebody else on the way says what was freed, and what was not', async () => {
    await north.selling.blocks.block(by, { ...step(range('floor', 0, 249)), ...press })
    let raced = false
    const behind = (): Connection => {
      const real = cluster.connection(namespace, { seed: 'T03' })
      return {
        ...real,
        async txn(txn, options) {
          const result = await real.txn(txn, options)
          if (!raced && txn.success.some(op => op.op === 'delete')) {
            raced = true
            await south.selling.blocks.unblock(by, step(range('floor', 120, 121)))
          }
          return result
        },
      }
    }
    await using slow = await startTerminal({ connection: behind }, { id: 'T03', namespace })
    const data = await refusedWith(
      'NOT_BLOCKED',
      slow.selling.blocks.unblock(by, step(range('floor', 0, 249))),
    )
    const { places, done, left } = data as RefusalData<'NOT_BLOCKED'>
    expect(places.map(place => place.slot)).toEqual([120, 121])
    expect([done?.length, left?.length]).toEqual([100, 148])
    expect((await claims()).map(({ key }) => Number(key.slice(-6)))).toEqual(left?.map(place => place.slot))
  })

  it('goes into a basket in one step, opened or already open', async () => {
    await north.selling.blocks.block(by, { ...step(range('hall', 0, 4)), ...press })
    await north.caughtUp()
    const sale = newSale()
    const opened = await north.selling.blocks.unblockIntoBasket(by, {
      ...sale,
      operationId: newId(),
      wanted: [wantedBlock(0), wantedBlock(1)],
    })
    expect(await claimOf(0)).toMatchObject({
      state: 'hold',
      basketId: sale.basketId,
      leaseId: opened.leaseId,
      modRevision: opened.modRevision,
    })
    await north.selling.hold(north.seller, { ...sale, wanted: seats(9) })
    await north.selling.blocks.unblockIntoBasket(by, {
      ...sale,
      operationId: newId(),
      wanted: [wantedBlock(2)],
    })
    const receipt = await north.selling.commit(north.seller, { ...sale, payments: cash(4 * hall.adultMinor) })
    expect(receipt.order.lines.map(line => line.slot)).toEqual([0, 1, 9, 2])
    expect(await claimOf(2)).toMatchObject({ state: 'sale', orderId: sale.orderId })
    expect(await claimOf(3)).toMatchObject({ state: 'block' })
    await refusedWith(
      'NOT_BLOCKED',
      north.selling.blocks.unblockIntoBasket(by, {
        ...newSale(),
        operationId: newId(),
        wanted: [wantedBlock(3), wantedBlock(2)],
      }),
    )
    expect(await claimOf(3)).toMatchObject({ state: 'block' })
  })

  it('goes into one of two baskets that want it', async () => {
    await north.selling.blocks.block(by, { ...step(range('hall', 0, 19)), ...press })
    await Promise.all([north.caughtUp(), south.caughtUp()])
    for (let slot = 0; slot < 10; slot++) {
      const tries = await Promise.allSettled(
        [north, south].map(till =>
          till.selling.blocks.unblockIntoBasket(by, {
            ...newSale(),
            operationId: newId(),
            wanted: [wantedBlock(slot)],
          }),
        ),
      )
      expect(tries.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
    }
  })
})

describe('when the answer is lost', () => {
  /** Does `work` with the answers to its next two writes lost, though both reach the cluster. */
  const unheard = async <T>(work: () => Promise<T>): Promise<T> => {
    const send = north.connection.txn.bind(north.connection)
    const lose: typeof send = async (...message) => {
      await send(...message)
      throw new ClusterFailure('outcome-unknown', 'the answer was lost')
    }
    const sent = vi.spyOn(north.connection, 'txn').mockImplementationOnce(lose).mockImplementationOnce(lose)
    const result = await work()
    expect(sent.mock.calls.length).toBeGreaterThan(2)
    sent.mockRestore()
    return result
  }

  it('a step is done once, and the same step asked for again is the same', async () => {
    const block = { ...step(range('hall', 0, 4)), ...press }
    await unheard(() => north.selling.blocks.block(by, block))
    const { modRevision } = (await claimOf(0)) ?? {}
    expect(await north.selling.blocks.block(by, block)).toEqual({ count: 5 })
    expect((await claimOf(0))?.modRevision).toBe(modRevision)

    const change = { ...step(range('hall', 0, 4)), reason: 'Another paper' }
    await unheard(() => north.selling.blocks.change(by, change))
    expect(await north.selling.blocks.change(by, change)).toEqual({ count: 5 })

    const unblock = step(range('hall', 0, 4))
    await unheard(() => north.selling.blocks.unblock(by, unblock))
    await south.caughtUp()
    await south.selling.hold(south.seller, { ...newSale(), wanted: seats(0) })
    expect(await north.selling.blocks.unblock(by, unblock)).toEqual({ count: 5 })
    expect(await claimOf(0)).toMatchObject({ state: 'hold', terminalId: 'T02' })
    expect((await trail()).map(({ action }) => action)).toEqual(['blocked', 'block-changed', 'unblocked'])
  })

  it('a block is in the basket once', async () => {
    await north.selling.blocks.block(by, { ...step(range('hall', 0)), ...press })
    await north.caughtUp()
    const into = { ...newSale(), operationId: newId(), wanted: [wantedBlock(0)] }
    const basket = await unheard(() => north.selling.blocks.unblockIntoBasket(by, into))
    expect(basket.stored.lines.map(line => line.slot)).toEqual([0])
    const again = await north.selling.blocks.unblockIntoBasket(by, into)
    expect(again.stored.lines).toHaveLength(1)
    expect(await claimOf(0)).toMatchObject({ state: 'hold', basketId: into.basketId })
  })
})
