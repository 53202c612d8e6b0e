import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import { put } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { openSmallHouse } from '../../testing/house'
import { cash, newSale, seats, startTerminal } from '../../testing/terminal'
import { workerCluster } from '../../testing/worker-cluster'

let cluster: TestCluster
let dataDir: string

beforeAll(async () => {
  cluster = await workerCluster()
})
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'box-office-recovering-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

it.each([
  ['a newer build wrote', JSON.stringify({ v: 99 })],
  ['is damaged', '{"v":1,'],
])('starts and sells beside an order of an earlier life that %s, and keeps it open', async (_, value) => {
  const namespace = cluster.freshNamespace()
  const direct = cluster.connection(namespace)
  await openSmallHouse(direct)
  const orderId = newId()
  const operationId = newId()
  await direct.txn({ compare: [], success: [put(keyspace.order.key(orderId), value)] })
  const begun = [
    { t: 'begin', orderId, at: '' },
    { t: 'step', operationId, orderId, at: '' },
  ]
  const journal = join(dataDir, 'journal.ndjson')
  await appendFile(journal, begun.map(line => `${JSON.stringify(line)}\n`).join(''))

  await using till = await startTerminal(cluster, { namespace, dataDir })
  const sale = newSale()
  await till.selling.hold(till.seller, { ...sale, wanted: seats(0) })
  const { order } = await till.selling.commit(till.seller, { ...sale, payments: cash(40_00) })
  expect(order.status).toBe('sold')
  const lines = (await readFile(journal, 'utf8')).trim().split('\n')
  const ended = lines.map(line => JSON.parse(line)).filter(line => line.t !== 'begin' && line.t !== 'step')
  expect(ended).toMatchObject([{ t: 'sold', orderId: sale.orderId }])
})
