import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { ClusterFailure } from '../../cluster/model'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse, smallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal, type TestTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'
import { systemClock } from '../clock'

const { hall } = smallHouse

let cluster: TestCluster
let namespace: string
let till: TestTerminal
/** What becomes of the till's calls: carried out and never answered, or not even taken. */
let line: 'whole' | 'answers-lost' | 'down'
let aheadMs: number

beforeAll(async () => {
  cluster = await workerCluster()
})

beforeEach(async () => {
  namespace = cluster.freshNamespace()
  await openSmallHouse(cluster.connection(namespace))
  line = 'whole'
  aheadMs = 0
  const clock = { ...systemClock, monotonic: () => systemClock.monotonic() + aheadMs }
  till = await startTerminal({ connection: behindTheLine }, { namespace, clock })
})

afterEach(() => till[Symbol.asyncDispose]())

const behindTheLine: TestCluster['connection'] = (...wanted) => {
  const connection = cluster.connection(...wanted)
  const notTaken = () => Promise.reject(new ClusterFailure('unavailable', 'nobody took it'))
  return {
    ...connection,
    get: (...call) => (line === 'down' ? notTaken() : connection.get(...call)),
    async txn(...call) {
      if (line === 'down') return notTaken()
      const result = await connection.txn(...call)
      if (line === 'whole') return result
      // So long that nobody sends it again.
      aheadMs += 60_000
      throw new ClusterFailure('outcome-unknown', 'the answer is lost')
    },
  }
}

async function held(...slots: number[]) {
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(...slots) })
  return { ...sale, payments: cash(slots.length * hall.adultMinor) }
}

it('does not call a sale undone, while a copy may arrive, because the next try reached nobody', async () => {
  const sale = await held(0)
  line = 'answers-lost'
  await expect(till.selling.commit(till.seller, sale)).rejects.toMatchObject({ kind: 'outcome-unknown' })
  line = 'down'
  await expect(till.selling.commit(till.seller, sale)).rejects.toMatchObject({ kind: 'outcome-unknown' })
  line = 'whole'
  expect((await till.selling.settle(sale.orderId))?.order.status).toBe('sold')
})

it('does not call a step undone, while a copy may arrive, because the next try reached nobody', async () => {
  const { orderId, ...sale } = await held(0)
  await till.selling.commit(till.seller, { ...sale, orderId })
  const step = { orderId, operationId: newId() }
  line = 'answers-lost'
  await expect(till.selling.void(till.seller, step)).rejects.toMatchObject({ kind: 'outcome-unknown' })
  line = 'down'
  await expect(till.selling.void(till.seller, step)).rejects.toMatchObject({ kind: 'outcome-unknown' })
  line = 'whole'
  expect((await till.selling.settleStep(step))?.status).toBe('void')
})

it('says of what never left that it was not done', async () => {
  const sale = await held(0)
  line = 'down'
  await expect(till.selling.commit(till.seller, sale)).rejects.toMatchObject({ kind: 'unavailable' })
  line = 'whole'
  await till.selling.commit(till.seller, sale)
  const step = { orderId: sale.orderId, operationId: newId() }
  line = 'down'
  await expect(till.selling.void(till.seller, step)).rejects.toMatchObject({ kind: 'unavailable' })
})

it('starts again with a step in its journal whose order is not there, as after a restore', async () => {
  const { dataDir } = till
  await till.selling.close()
  till.crash()
  const lost = { t: 'step', operationId: newId(), orderId: newId(), at: new Date().toISOString() }
  await appendFile(join(dataDir, 'journal.ndjson'), `${JSON.stringify(lost)}\n`)
  await using again = await startTerminal(cluster, { namespace, dataDir })
  expect(await again.selling.settleStep(lost)).toBeUndefined()
  await again.selling.hold(again.seller, { ...newSale(), wanted: seats(0) })
})
