import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { TestCluster } from '../../testing/cluster'
import { workerCluster } from '../../testing/worker-cluster'
import { createBook } from '../book'
import { systemClock } from '../clock'
import { type Codes, createCodes } from '.'

let cluster: TestCluster
let connection: Connection
let codes: Codes
const manager = { username: 'mira', name: 'Mira', role: 'manager' as const }
const half = { code: 'HALF', name: 'Half', discount: { kind: 'percentage' as const, basisPoints: 5_000 } }

beforeAll(async () => {
  cluster = await workerCluster()
})
beforeEach(() => {
  connection = cluster.connection()
  const book = createBook({ connection, terminalId: 'T01', clock: systemClock })
  codes = createCodes({ connection, book })
})

it('issues a gift card once, and writes down who did', async () => {
  const gift = { code: 'G1', amountMinor: 50_00, currency: 'EUR' }
  await codes.issueGift(manager, gift)
  await expect(codes.issueGift(manager, { ...gift, amountMinor: 1 })).rejects.toMatchObject({
    code: 'CODE_TAKEN',
  })
  expect(await codes.gift('G1')).toEqual({ code: 'G1', balanceMinor: 50_00, currency: 'EUR' })
  const record = await connection.get(keyspace.audit.key('T01', '0000000001'))
  expect(record && keyspace.audit.read(record)).toMatchObject({ actor: 'mira', action: 'gift-issued' })
})

it('changes a voucher and keeps how often it was used', async () => {
  await codes.setVoucher(manager, { ...half, maxUses: 3 })
  const key = keyspace.voucher.key('HALF')
  const kv = await connection.get(key)
  const used = { ...(kv && keyspace.voucher.read(kv)), uses: 2 }
  await connection.txn({
    compare: [],
    success: [{ op: 'put', key, value: keyspace.voucher.encode(used as never) }],
  })
  await codes.setVoucher(manager, { ...half, name: 'Half price' })
  expect(await codes.voucher('HALF')).toMatchObject({ name: 'Half price', uses: 2 })
})

it('says so when there is no such card or voucher', async () => {
  await expect(codes.gift('nope')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(codes.voucher('nope')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
