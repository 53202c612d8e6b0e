import { beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '#shared/domain/ids'
import type { Connection } from '../../cluster/model'
import { put } from '../../cluster/txn'
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
  expect(await codes.gift('G1')).toMatchObject({ code: 'G1', balanceMinor: 50_00, issuedMinor: 50_00 })
  const record = await connection.get(keyspace.audit.key('T01', '0000000001'))
  expect(record && keyspace.audit.read(record)).toMatchObject({ actor: 'mira', action: 'gift-issued' })
})

it('issues one card, and sets a voucher once, however often the same step is asked for', async () => {
  const gift = { operationId: newId(), code: 'G2', amountMinor: 50_00, currency: 'EUR' }
  await Promise.all([codes.issueGift(manager, gift), codes.issueGift(manager, gift)])
  // At another till, after the answer of this one was lost.
  const book = createBook({ connection, terminalId: 'T02', clock: systemClock })
  const other = createCodes({ connection, book })
  expect(await other.issueGift(manager, gift)).toMatchObject({ code: 'G2', balanceMinor: 50_00 })
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

it('makes no new voucher under the code of another one', async () => {
  const made = { ...half, code: 'NEW', operationId: newId(), isNew: true }
  await codes.setVoucher(manager, made)
  expect(await codes.setVoucher(manager, made)).toMatchObject({ code: 'NEW', uses: 0 })
  const other = { ...made, operationId: newId(), name: 'Another' }
  await expect(codes.setVoucher(manager, other)).rejects.toMatchObject({ code: 'CODE_TAKEN' })
  expect(await codes.voucher('NEW')).toMatchObject({ name: 'Half' })
})

it('lists the codes of each kind in parts, without those that cannot be read', async () => {
  for (const code of ['B-2', 'A-1', 'A-3', 'A-2', 'A.9'])
    await codes.issueGift(manager, { operationId: newId(), code, amountMinor: 10_00, currency: 'EUR' })
  await codes.setVoucher(manager, { ...half, operationId: newId() })
  await connection.txn({ compare: [], success: [put(keyspace.gift.key('A-2'), '{"v":1,"half')] })
  const codesOf = ({ gifts }: { gifts: { code: string }[] }) => gifts.map(({ code }) => code)
  const first = await codes.gifts({ startsWith: '', limit: 3 })
  expect(codesOf(first)).toEqual(['A-1', 'A-3'])
  expect(first.more).toBe(true)
  const rest = await codes.gifts({ startsWith: '', after: 'A-3', limit: 3 })
  expect([...codesOf(rest), rest.more]).toEqual(['A.9', 'B-2', false])
  expect(codesOf(await codes.gifts({ startsWith: 'B', limit: 3 }))).toEqual(['B-2'])
  expect(await codes.vouchers({ startsWith: '', limit: 3 })).toMatchObject({
    ...{ vouchers: [{ code: 'HALF', uses: 0 }], more: false },
  })
})
