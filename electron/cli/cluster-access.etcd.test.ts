import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { put } from '../cluster/txn'
import { claimDataFolder, readRunning } from '../data-folder'
import { loadDemo } from '../demo'
import { quietLog as log } from '../testing/log'
import { workerCluster } from '../testing/worker-cluster'
import { answerOf } from './testing'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cli-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const ask = (question: unknown, ...flags: string[]) =>
  answerOf(['query', JSON.stringify(question), '--data-dir', dataDir, '--json', ...flags])

describe('the cluster of a command', () => {
  it('is the data folder’s own, started for the time it is needed and kept for the next', async () => {
    const small = ['--events', '2', '--users', '3', '--purchases', '1']
    const filled = await answerOf(['populate', ...small, '--data-dir', dataDir])
    expect(filled.status).toBe(0)
    expect(filled.err).toContain(`Starting the cluster of ${dataDir} for the time this takes`)
    expect(await readRunning(dataDir)).toBeUndefined()
    const { out } = await ask({ prefix: 'event:' })
    expect((JSON.parse(out[0] ?? '') as { rows: unknown[] }).rows.length).toBe(2)
  })

  it('is the running application’s, which is not disturbed', async () => {
    const cluster = await workerCluster()
    const connection = cluster.connection()
    await connection.txn({ compare: [], success: [put('event:e1', '{"v":1}')] })
    const claim = await claimDataFolder(dataDir, 'desktop')
    if (claim.outcome !== 'owned') throw new Error('the folder is new')
    await claim.folder.publish({ endpoints: cluster.endpoints })
    const { status, out, err } = await ask({ get: 'event:e1' }, '--namespace', connection.namespace)
    expect({ status, err }).toEqual({ status: 0, err: [] })
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ rows: [{ key: 'event:e1', value: { v: 1 } }] })
    expect(await readRunning(dataDir)).toBeDefined()
    await claim.folder.release()
  })

  it('is found as soon as an application that is starting says where it is', async () => {
    const cluster = await workerCluster()
    const claim = await claimDataFolder(dataDir, 'browser')
    if (claim.outcome !== 'owned') throw new Error('the folder is new')
    const asking = ask({ prefix: 'event:' }, '--namespace', cluster.freshNamespace())
    await claim.folder.publish({ endpoints: cluster.endpoints })
    expect(await asking).toMatchObject({ status: 0, err: [] })
    await claim.folder.release()
  })
})

describe('the audit', () => {
  it('finds nothing wrong with the demonstration', async () => {
    const cluster = await workerCluster()
    const connection = cluster.connection()
    await loadDemo({ connection, now: Date.parse('2026-11-20T16:45:00Z'), seed: 1, log })
    const where = ['--endpoints', cluster.endpoints.join(','), '--namespace', connection.namespace]
    const { out } = await answerOf(['audit', ...where, '--json'])
    expect(JSON.parse(out.at(-1) ?? '')).toMatchObject({ ok: true, violations: [] })
  })
})
