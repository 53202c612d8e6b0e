import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
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
  const gift = { operationId: newId(), code: 'G1', amountMinor: 50_00, currency: 'EUR' }
  await codes.issueGift(manager, gift)
  await expect(
    codes.issueGift(manager, { ...gift, operationId: newId(), amountMinor: 1 }),
  ).rejects.toMatchObject({
    code: 'CODE_TAKEN',
  })
  expect(await codes.gift('G1')).toEqual({ code: 'G1', balanceMinor: 50_00, currency: 'EUR' })
  const record = await connection.get(keyspace.audit.key('T01', '0000000001'))
  expect(record && keyspace.audit.read(record)).toMatchObject({ actor: 'mira', action: 'gift-issued' })
})

it('issues one card, and sets a voucher once, however often the same step is asked for', async () => {
  const gift = { operationId: newId(), code: 'G2', amountMinor: 50_00, currency: 'EUR' }
  await Promise.all([codes.issueGift(manager, gift), codes.issueGift(manager, gift)])
  // At another till, after the answer of this one was lost.
  const book = createBook({ connection, terminalId: 'T02', clock: systemClock })
  const other = createCodes({ connection, book })
  expect(await other.issueGift(manager, gift)).toEqual({ code: 'G2', balanceMinor: 50_00, currency: 'EUR' })
  const first = { ...half, code: 'ONCE', operationId: newId() }
  await codes.setVoucher(manager, first)
  await codes.setVoucher(manager, { ...first, operationId: newId(), name: 'Later' })
  expect(await codes.setVoucher(manager, first)).toMatchObject({ name: 'Later' })
  const { kvs } = await connection.range('audit:', 'audit;')
  const ofG2 = kvs.filter(kv => keyspace.audit.read(kv).subject === keyspace.gift.key('G2'))
  expect(ofG2).toHaveLength(1)
})

it('changes a voucher and keeps how often it was used', async () => {
  await codes.setVoucher(manager, { ...half, operationId: newId(), maxUses: 3 })
  const key = keyspace.voucher.key('HALF')
  const kv = await connection.get(key)
  const used = { ...(kv && keyspace.voucher.read(kv)), uses: 2 }
  await connection.txn({
    compare: [],
    success: [{ op: 'put', key, value: keyspace.voucher.encode(used as never) }],
  })
  await codes.setVoucher(manager, { ...half, operationId: newId(), name: 'Half price' })
  expect(await codes.voucher('HALF')).toMatchObject({ name: 'Half price', uses: 2 })
})

it('says so when there is no such card or voucher', async () => {
  await expect(codes.gift('nope')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(codes.voucher('nope')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
