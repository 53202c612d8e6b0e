import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Connection, KeyValue } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import { passwordFits } from '../../services/users/passwords'
import { workerCluster } from '../../testing/worker-cluster'
import { answerOf } from '../testing'

const sizes = ['--events', '120', '--users', '800', '--purchases', '1500', '--to', '2026-11-20']

async function target() {
  const cluster = await workerCluster()
  const connection = cluster.connection()
  const where = ['--endpoints', cluster.endpoints.join(','), '--namespace', connection.namespace]
  return { connection, where }
}

async function everything(connection: Connection): Promise<KeyValue[]> {
  const all: KeyValue[] = []
  for await (const { kvs } of connection.pages('')) all.push(...kvs)
  return all
}

const texts = (kvs: readonly KeyValue[]) => kvs.map(({ key, value }) => `${key} ${value}`)

describe('populate', () => {
  it('fills a cluster in a way that the audit finds nothing wrong with', async () => {
    const { connection, where } = await target()
    const { status, out, err } = await answerOf(['populate', ...sizes, ...where, '--json'])
    expect({ status, err }).toEqual({ status: 0, err: [] })
    const last = JSON.parse(out.at(-1) ?? '') as { keys: number; seconds: number; keysPerSecond: number }
    const lists = 5
    expect(last.keys).toBe((await everything(connection)).length - lists)
    expect(last.keysPerSecond).toBeGreaterThan(0)

    const audit = await answerOf(['audit', ...where, '--json'])
    expect(JSON.parse(audit.out.at(-1) ?? '')).toMatchObject({ ok: true, orders: 1_500, violations: [] })

    const users = await connection.range('user:', 'user;', { limit: 1 })
    const user = users.kvs[0] && keyspace.user.read(users.kvs[0])
    expect(await passwordFits(user?.passwordHash, 'populate')).toBe(true)
  })

  it('killed at any moment and started again, ends with the very same keys', async () => {
    const whole = await target()
    await answerOf(['populate', ...sizes, ...whole.where])

    const { connection, where } = await target()
    const started = spawn(
      process.execPath,
      ['--import', 'tsx', 'electron/cli/main.ts', 'populate', ...sizes, ...where],
      { stdio: 'ignore' },
    )
    const count = async () => (await connection.range('\0', '\uffff', { countOnly: true })).count
    await vi.waitFor(async () => expect(await count()).toBeGreaterThan(3_000), {
      timeout: 30_000,
      interval: 5,
    })
    started.kill('SIGKILL')
    await once(started, 'exit')

    const before = await count()
    const marker = await connection.get('config:populate')
    const again = await answerOf(['populate', ...sizes, ...where, '--json'])
    expect(again).toMatchObject({ status: 0, err: [] })
    const kvs = await everything(connection)
    expect(texts(kvs)).toEqual(texts(await everything(whole.connection)))

    // It was really cut short, it was really gone on with, and nothing was written twice.
    expect(marker).toBeDefined()
    expect((JSON.parse(again.out.at(-1) ?? '') as { keys: number }).keys).toBe(kvs.length - before + 1)
    expect(kvs.filter(({ version }) => version > 1)).toEqual([])
  })

  it('stops when it is told to, and says how to go on', async () => {
    const { connection, where } = await target()
    const stop = new AbortController()
    const stopped = answerOf(['populate', ...sizes, ...where], stop)
    await vi.waitFor(async () => expect(await connection.get('config:populate')).toBeDefined(), {
      timeout: 10_000,
      interval: 5,
    })
    stop.abort()
    const { status, err } = await stopped
    expect(status).toBe(130)
    expect(err.at(-1)).toMatch(/^Stopped with \d+ keys there\. The same command goes on from here\.$/)
    expect((await answerOf(['populate', ...sizes, ...where])).status).toBe(0)
    expect(await connection.get('config:populate')).toBeUndefined()
  })

  it('adds a second population, and refuses one that would be mixed up with the first', async () => {
    const { connection, where } = await target()
    const small = ['--events', '5', '--users', '20', '--purchases', '10', '--to', '2026-11-20']
    await answerOf(['populate', ...small, ...where])
    const first = await everything(connection)

    const same = await answerOf(['populate', ...small, ...where, '--json'])
    expect(same.status).toBe(0)
    expect(JSON.parse(same.out.at(-1) ?? '')).toMatchObject({ keys: 0 })

    const mixed = await answerOf(['populate', ...small, '--users', '21', ...where])
    expect(mixed.status).toBe(1)
    expect(mixed.err).toEqual([
      expect.stringMatching(/is there already, from other settings: choose another --seed/),
    ])

    const second = ['populate', ...small, '--seed', '2', '--types', 'Talk,Circus', ...where]
    expect((await answerOf(second)).status).toBe(0)
    const kvs = await everything(connection)
    const untouched = texts(first).filter(text => !text.startsWith('config:'))
    expect(texts(kvs)).toEqual(expect.arrayContaining(untouched))
    const types = kvs.find(({ key }) => key === 'config:event-types')
    expect(types && keyspace.config.eventTypes.read(types).names).toEqual(
      expect.arrayContaining(['Concert', 'Talk', 'Circus']),
    )
    expect((await answerOf(['audit', ...where])).status).toBe(0)
  })

  it('takes its settings from a file, flags winning', async () => {
    const { connection, where } = await target()
    const folder = await mkdtemp(join(tmpdir(), 'populate-'))
    const file = join(folder, 'settings.json')
    await writeFile(
      file,
      JSON.stringify({ events: 3, users: 7, purchases: 4, locations: ['Faro'], currency: 'GBP' }),
    )
    expect((await answerOf(['populate', '--config', file, '--users', '2', ...where])).status).toBe(0)
    const events = await connection.range('event:', 'event;')
    expect(events.kvs.map(kv => keyspace.event.read(kv))).toMatchObject(
      Array.from({ length: 3 }, () => ({ location: 'Faro', currency: 'GBP' })),
    )
    const customers = (await connection.range('user:', 'user;')).kvs.filter(
      kv => keyspace.user.read(kv).role !== 'cashier',
    )
    expect(customers.length).toBe(2)

    await writeFile(file, '{"evnts":3}')
    const wrong = await answerOf(['populate', '--config', file, ...where])
    expect(wrong).toMatchObject({
      status: 2,
      err: [expect.stringMatching(/^populate has no setting evnts\. It knows/)],
    })
    await rm(folder, { recursive: true })
  })
})
