import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { auditKeyspace } from '../../cli/audit/audit-keyspace'
import type { Connection, Txn } from '../../cluster/model'
import { keyspace, slotPart } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { startFaultProxy } from '../../testing/fault-proxy'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { quietLog } from '../../testing/log'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { systemClock } from '../clock'
import { keepPresence } from '../terminal/presence'
import { freeStep } from './move-transactions'

const { eventId, hall } = smallHouse
const chief = { username: 'ines', name: 'Ines Calder' }

let cluster: TestCluster
let namespace: string
let keys: Connection

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  namespace = cluster.freshNamespace()
  keys = cluster.connection(namespace)
  await openSmallHouse(keys)
})

/** Whatever was done: at the end the books are in order. */
afterEach(async () => {
  expect((await auditKeyspace(keys)).violations).toEqual([])
})

const start = (id: string, endpoints?: string[]) =>
  startTerminal(cluster, { id, namespace, ...(endpoints && { endpoints }) })

const isClaimed = async (slot: number) =>
  (await keys.get(keyspace.claim.key(eventId, hall.areaId, slotPart(slot)))) !== undefined

const held = async (till: TestTerminal, ...slots: number[]) => {
  const sale = newSale()
  const basket = await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  return { ...sale, basket }
}

const takenOver = async (till: TestTerminal, basketId: string) => {
  const sale = newSale()
  const name = { terminalId: 'T01', basketId, newBasketId: sale.basketId, orderId: sale.orderId }
  await till.selling.baskets.takeOver(chief, name)
  return sale
}

const tillOf = async (till: TestTerminal) => {
  for await (const item of till.selling.till.follow(undefined, undefined)) return item.value.baskets
  throw new Error('the till told nothing')
}

/** T01, whose message that deletes the basket `basketId()` is always a moment behind `others`. */
const startTooLate = (basketId: () => string, others: () => Promise<unknown>) => {
  const deletes = (txn: Txn) =>
    txn.success.some(op => op.op === 'delete' && op.key === keyspace.basket.key('T01', basketId()))
  const late = (): Connection => {
    const real = cluster.connection(namespace, { seed: 'T01' })
    return {
      ...real,
      async txn(txn, options) {
        if (deletes(txn)) await others()
        return real.txn(txn, options)
      },
    }
  }
  return startTerminal({ connection: late }, { namespace, id: 'T01' })
}

describe('a basket that is let go while somebody else changes it', () => {
  it('is let go as it is then', async () => {
    await using south = await start('T02')
    let basketId = ''
    let places = [{ eventId, areaId: hall.areaId, slot: 1 }]
    await using north = await startTooLate(
      () => basketId,
      async () => {
        if (places.length > 0)
          await south.selling.baskets.free(chief, { terminalId: 'T01', basketId, places })
        places = []
      },
    )
    basketId = (await held(north, 0, 1)).basketId
    await north.selling.release(basketId)
    expect(await tillOf(north)).toEqual([])
    expect(await isClaimed(0)).toBe(false)
    expect(await keys.get(keyspace.basket.key('T01', basketId))).toBeUndefined()
  })

  it('is not called let go when it was taken over', async () => {
    await using south = await start('T02')
    let basketId = ''
    await using north = await startTooLate(
      () => basketId,
      async () => {
        await takenOver(south, basketId)
        await north.caughtUp()
      },
    )
    basketId = (await held(north, 0)).basketId
    await expect(north.selling.release(basketId)).rejects.toMatchObject({
      code: 'BASKET_TAKEN',
      data: { how: 'taken-over', byName: chief.name, terminalId: 'T02' },
    })
    expect(await isClaimed(0)).toBe(true)
    expect(await tillOf(south)).toHaveLength(1)
  })

  it('stays open, and says so, when others are faster every time', async () => {
    let basketId = ''
    let busy = true
    await using north = await startTooLate(
      () => basketId,
      async () => {
        const key = keyspace.basket.key('T01', basketId)
        const kv = await keys.get(key)
        if (!kv || !busy) return
        const stored = keyspace.basket.read(kv)
        await keys.txn(freeStep({ key, stored, modRevision: kv.modRevision }, stored, []))
      },
    )
    basketId = (await held(north, 0)).basketId
    await expect(north.selling.release(basketId)).rejects.toMatchObject({ code: 'BASKET_CHANGED' })
    expect(await tillOf(north)).toMatchObject([{ basketId, lines: [{ slot: 0 }] }])
    busy = false
    await north.selling.release(basketId)
    expect(await isClaimed(0)).toBe(false)
  })
})

describe('what a crash left', () => {
  it('of a basket that this terminal had recalled or taken over is free at the next start', async () => {
    await using north = await start('T01')
    const south = await start('T02')
    const aside = await north.selling.baskets.putAside(north.seller, {
      ...{ basketId: (await held(north, 0)).basketId, newBasketId: newId(), customerName: 'Ms Okafor' },
    })
    const { basketId: newBasketId, orderId } = newSale()
    await south.selling.baskets.recall(south.seller, {
      ...{ terminalId: 'T01', basketId: aside.stored.basketId, newBasketId, orderId },
    })
    await takenOver(south, (await held(north, 1)).basketId)
    south.crash()
    await using again = await start('T02')
    expect([await isClaimed(0), await isClaimed(1)]).toEqual([false, false])
    await again.caughtUp()
    await expect.poll(() => tillOf(again)).toEqual([])
  })

  it('does not include what was handed over to it', async () => {
    await using north = await start('T01')
    const south = await start('T02')
    const presence = await keepPresence({
      ...{
        connection: keys,
        terminalId: 'T02',
        folder: 'T02',
        clock: systemClock,
        log: quietLog,
        onBeat() {},
      },
    })
    const { basketId } = await held(north, 0)
    const newBasketId = newId()
    await north.selling.baskets.handOver(north.seller, { basketId, newBasketId, toTerminalId: 'T02' })
    await presence.close()
    south.crash()
    await using again = await start('T02')
    expect(await tillOf(again)).toMatchObject([{ basketId: newBasketId }])
  })
})

describe('a till that was not connected while its basket was taken', () => {
  it('says who has it, and that it does not know where it is sold already', { timeout: 30_000 }, async () => {
    await using proxy = await startFaultProxy(cluster.endpoints[0] ?? '')
    await using north = await start('T01', [proxy.address])
    await using south = await start('T02')
    const [kept, sold] = [await held(north, 0), await held(north, 1)]
    proxy.refuse()
    proxy.cut()
    await takenOver(south, kept.basketId)
    const { basketId, orderId } = await takenOver(south, sold.basketId)
    await south.selling.commit(chief, { basketId, orderId, payments: cash(hall.adultMinor) })
    // What it missed is not to be had any more: it has to take a new picture.
    const { revision } = await keys.range('', '\0', { limit: 1 })
    await keys.compact(revision)
    await proxy.resume()
    await north.replica.reached(revision)
    await expect.poll(() => tillOf(north), { timeout: 10_000 }).toEqual([])

    const commit = (from: { basketId: string }) =>
      north.selling.commit(north.seller, {
        ...{ basketId: from.basketId, orderId: newId(), payments: cash(hall.adultMinor) },
      })
    await expect(commit(kept)).rejects.toMatchObject({
      code: 'BASKET_TAKEN',
      data: { how: 'taken-over', byName: chief.name, terminalId: 'T02' },
    })
    await expect(commit(sold)).rejects.toMatchObject({
      code: 'HOLD_EXPIRED',
      data: { why: 'gone', stillFree: [], gone: [{ slot: 1, state: 'sale' }] },
    })
  })
})
