import { describe, expect, it } from 'vitest'
import type { Connection, KeyValue } from '../cluster/model'
import { put } from '../cluster/txn'
import { keyspace, problemWith } from '../keyspace'
import { passwordFits } from '../services/users/passwords'
import { quietLog as log } from '../testing/log'
import { workerCluster } from '../testing/worker-cluster'
import { buildDemo } from './build'
import { demoHouse } from './content'
import { loadDemo } from './load'

const now = Date.parse('2026-11-20T16:45:00.000Z')

async function everything(connection: Connection): Promise<KeyValue[]> {
  const all: KeyValue[] = []
  for await (const { kvs } of connection.pages('')) all.push(...kvs)
  return all
}

const sorted = (entries: readonly { key: string; value: string }[]) =>
  entries.map(({ key, value }) => `${key} ${value}`).sort()

const withoutPeople = (kvs: readonly KeyValue[]) =>
  sorted(kvs.filter(({ key }) => !key.startsWith('user:') && key !== 'config:demo'))

describe('loading the demonstration', () => {
  it('fills an empty cluster with values that can be read, and people who can sign in', async () => {
    const connection = (await workerCluster()).connection()
    const sentences: string[] = []
    const options = { connection, now, seed: 1, log, onProgress: (text: string) => sentences.push(text) }
    const loaded = await loadDemo(options)

    const kvs = await everything(connection)
    expect(loaded).toEqual({ outcome: 'loaded', users: 4, keys: kvs.length })
    expect(kvs.filter(({ key, value }) => problemWith(key, value))).toEqual([])
    expect(withoutPeople(kvs)).toEqual(sorted(buildDemo({ seed: 1, now: new Date(now).toISOString() })))
    expect(sentences.at(-1)).toBe('Moving into The Weighhouse: 100 %')

    for (const { username, role, password } of demoHouse.users) {
      const kv = kvs.find(({ key }) => key === keyspace.user.key(username))
      const user = kv && keyspace.user.read(kv)
      expect(user).toMatchObject({ role, state: 'active' })
      expect(await passwordFits(user?.passwordHash, password)).toBe(true)
    }
  })

  it('leaves a loaded demonstration alone', async () => {
    const connection = (await workerCluster()).connection()
    await loadDemo({ connection, now, seed: 1, log })
    const { revision } = await connection.range('a', 'b')
    expect(await loadDemo({ connection, now: now + 1, seed: 2, log })).toEqual({ outcome: 'already-loaded' })
    expect((await connection.range('a', 'b')).revision).toBe(revision)
  })

  it.each([
    ['somebody who may sign in', 'user:mira'],
    ['an event', 'event:e1'],
    ['settings of its own', 'config:selling'],
  ])('changes nothing in a cluster that has %s', async (_, key) => {
    const connection = (await workerCluster()).connection()
    await connection.txn({ compare: [], success: [put(key, '{"v":1}')] })
    expect(await loadDemo({ connection, now, seed: 1, log })).toEqual({ outcome: 'not-empty' })
    expect(await everything(connection)).toMatchObject([{ key, value: '{"v":1}', version: 1 }])
  })

  it('completes a load that was cut short, as of the moment it began, and lets nobody in before', async () => {
    const cluster = await workerCluster()
    const first = cluster.connection()
    let sentences = 0
    const cut = loadDemo({
      ...{ connection: first, now, seed: 1, log },
      onProgress() {
        sentences++
        if (sentences === 60) first.close()
      },
    })
    await expect(cut).rejects.toMatchObject({ name: 'ClusterFailure', reason: 'closed' })

    const connection = cluster.connection(first.namespace)
    expect((await connection.range('user:', 'user;')).count).toBe(0)
    const before = (await everything(connection)).length
    expect(before).toBeGreaterThan(7_000)

    expect(await loadDemo({ connection, now: now + 86_400_000, seed: 2, log })).toMatchObject({
      outcome: 'loaded',
    })
    const kvs = await everything(connection)
    expect(withoutPeople(kvs)).toEqual(sorted(buildDemo({ seed: 1, now: new Date(now).toISOString() })))
    expect(kvs.filter(({ key, version }) => version > 1 && key !== 'config:demo')).toEqual([])
  })

  it('gives one demonstration to two that load it at once', async () => {
    const cluster = await workerCluster()
    const one = cluster.connection()
    const other = cluster.connection(one.namespace)
    const outcomes = await Promise.all([
      loadDemo({ connection: one, now, seed: 1, log }),
      loadDemo({ connection: other, now: now + 5_000, seed: 2, log }),
    ])
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['loaded', 'loaded'])
    const kvs = await everything(one)
    expect(kvs.filter(({ key, version }) => version > 1 && key !== 'config:demo')).toEqual([])
    expect(kvs.filter(({ key }) => key.startsWith('user:')).length).toBe(20)
  })
})
