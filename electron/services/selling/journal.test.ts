import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Order } from '#shared/domain/order'
import { quietLog } from '../../testing/log'
import { openJournal } from './journal'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'box-office-journal-'))
  path = join(folder, 'journal.ndjson')
})
afterEach(() => rm(folder, { recursive: true }))

const order = (orderId: string): Order => ({
  ...{ orderId, number: 'T01-000001', status: 'sold', terminalId: 'T01', seller: 's', sellerName: 'S' },
  ...{ startedAt: '2026-11-20T12:00:00Z', currency: 'EUR', lines: [], discounts: [], fees: [], taxes: [] },
  ...{ totalMinor: 0, payments: [], refunds: [], operations: [] },
})

it('remembers what was begun and has no end, and what was sold', async () => {
  const first = await openJournal(path, quietLog)
  for (const id of ['a', 'b', 'c']) await first.begin(id, '')
  await first.ended('a', order('a'))
  await first.ended('b', 'refused')
  await first.close()

  const second = await openJournal(path, quietLog)
  expect([...second.open]).toEqual(['c'])
  expect(second.sold.get('a')?.number).toBe('T01-000001')
  await second.close()
})

it('remembers a sale as the last step on it left it', async () => {
  const journal = await openJournal(path, quietLog)
  await journal.begin('a', '')
  await journal.ended('a', order('a'))
  await journal.beginStep({ operationId: 's1', orderId: 'a', at: '' })
  await journal.endedStep('s1', { ...order('a'), status: 'void' })
  await journal.endedStep('s2', { ...order('b'), status: 'void' })
  expect([...journal.sold].map(([id, { status }]) => [id, status])).toEqual([['a', 'void']])
  await journal.close()
})

it('cuts off a line that a crash tore, and goes on after it', async () => {
  const first = await openJournal(path, quietLog)
  await first.begin('a', '')
  await first.close()
  await appendFile(path, '{"t":"begin","orderId":"tor')

  const second = await openJournal(path, quietLog)
  expect([...second.open]).toEqual(['a'])
  await second.begin('b', '')
  await second.close()
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  expect(lines.map(line => (JSON.parse(line) as { orderId: string }).orderId)).toEqual(['a', 'b'])
})

it('skips a line that is no JSON and keeps the others', async () => {
  const first = await openJournal(path, quietLog)
  await first.begin('a', '')
  await first.close()
  await appendFile(path, 'not json\n{"t":"begin","orderId":"b","at":""}\n')
  const second = await openJournal(path, quietLog)
  expect([...second.open]).toEqual(['a', 'b'])
  await second.close()
})
