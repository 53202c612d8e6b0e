import { describe, expect, it } from 'vitest'
import { put } from '../cluster/txn'
import { keyspace } from '../keyspace'
import { workerCluster } from '../testing/worker-cluster'
import { answerOf } from './testing'

const passwordHash = '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$secret'
const user = { username: 'mira', name: 'Mira', role: 'cashier', state: 'active', passwordHash } as const

async function filled() {
  const cluster = await workerCluster()
  const connection = cluster.connection()
  const favourite = (at: string) => put('favourite:mira:e1', keyspace.favourite.encode({ at }))
  const { revision } = await connection.txn({
    compare: [],
    success: [
      put('user:mira', keyspace.user.encode({ ...user, pinHash: passwordHash })),
      put('user:nobody', `not JSON ${passwordHash}`),
      favourite('2026-11-20T10:00:00Z'),
    ],
  })
  await connection.txn({ compare: [], success: [favourite('2026-11-20T11:00:00Z')] })
  const where = ['--endpoints', cluster.endpoints.join(','), '--namespace', connection.namespace]
  const ask = (question: unknown, ...flags: string[]) =>
    answerOf(['query', JSON.stringify(question), ...where, ...flags])
  return { connection, revision, ask }
}

const keysOf = (lines: readonly string[]) => lines.map(line => (JSON.parse(line) as { key: string }).key)

describe('query', () => {
  it('prints one row a line, and says when there are more', async () => {
    const { ask } = await filled()
    const all = await ask({ range: ['a', 'z'] })
    expect(keysOf(all.out)).toEqual(['favourite:mira:e1', 'user:mira', 'user:nobody'])
    const one = await ask({ prefix: 'user:', limit: 1 })
    expect(keysOf(one.out)).toEqual(['user:mira'])
    expect(one.err).toEqual(['There are more than these 1: ask with a higher "limit".'])
    expect(await ask({ get: 'user:nobody-else' })).toEqual({ status: 0, out: [], err: [] })
  })

  it('answers with one JSON value when asked to', async () => {
    const { ask } = await filled()
    const { out } = await ask({ get: 'favourite:mira:e1' }, '--json')
    expect(out.length).toBe(1)
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      rows: [{ key: 'favourite:mira:e1', value: { v: 1, at: '2026-11-20T11:00:00Z' } }],
      more: false,
    })
  })

  it('reads the past at a revision, and says when it is no longer known', async () => {
    const { ask, connection, revision } = await filled()
    for (const question of [
      { get: 'favourite:mira:e1', revision },
      { prefix: 'favourite:', revision },
      { range: ['f', 'g'], revision },
    ]) {
      const { out } = await ask(question)
      expect(out.map(line => JSON.parse(line) as unknown)).toMatchObject([
        { value: { at: '2026-11-20T10:00:00Z' }, modRevision: revision },
      ])
    }
    await connection.compact(revision + 1)
    expect(await ask({ get: 'favourite:mira:e1', revision })).toEqual({
      status: 1,
      out: [],
      err: ['That revision is too old: the cluster has compacted it away.'],
    })
  })

  it('never prints a hash', async () => {
    const { ask } = await filled()
    for (const flags of [[], ['--json']]) {
      const { out } = await ask({ prefix: 'user:' }, ...flags)
      expect(out.join('\n')).toContain('Mira')
      expect(out.join('\n')).not.toContain('argon2id')
    }
  })

  it('says when nobody answers', async () => {
    const { status, err } = await answerOf(['query', '{"get":"a"}', '--endpoints', 'http://127.0.0.1:1'])
    expect(status).toBe(1)
    expect(err.at(-1)).toMatch(/^The cluster did not answer: /)
  })
})
