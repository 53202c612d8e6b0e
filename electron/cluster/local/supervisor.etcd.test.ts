import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultCacheDir } from '../../data-folder'
import { quietLog } from '../../testing/log'
import { connect } from '../connection'
import { put } from '../txn'
import { obtainEtcd, startLocalCluster } from './index'
import { identify, type ProcessIdentity } from './processes'
import type { ProcessRecord } from './supervisor-protocol'

interface Application {
  process: ChildProcess
  endpoints: string[]
  pids: number[]
}

let dataDir: string
const applications: ChildProcess[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'supervisor-'))
})
afterEach(async () => {
  const known = record()
  for (const { pid } of known ? [known.supervisor, ...known.nodes] : []) await kill(pid)
  for (const application of applications.splice(0)) application.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

/** Another process that runs the folder's cluster. */
async function startApplication(): Promise<Application> {
  const command = join(import.meta.dirname, '../../testing/cluster-process.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', command, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  applications.push(child)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { process: child, ...JSON.parse(line) }
}

async function start() {
  const binary = await obtainEtcd({ cacheDir: defaultCacheDir(), log: quietLog })
  return await startLocalCluster({ dataDir, nodes: 3, binary, log: quietLog })
}

function record(): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'etcd', 'processes.json'), 'utf8'))
  } catch {
    return undefined
  }
}

/** The supervisor notes the nodes as they start; this waits until all of them are noted. */
const wholeRecord = (pids: readonly number[]): Promise<ProcessRecord> =>
  vi.waitFor(() => {
    const known = record()
    const noted = known?.nodes.map(node => node.pid).sort()
    expect(noted).toEqual([...pids].sort())
    return known as ProcessRecord
  })

async function kill(pid: number): Promise<void> {
  if (await identify(pid)) process.kill(pid, 'SIGKILL')
}

const untilGone = (pid: number) =>
  vi.waitFor(async () => expect(await identify(pid)).toBeUndefined(), { timeout: 5_000 })

async function withConnection<T>(
  endpoints: string[],
  use: (connection: ReturnType<typeof connect>) => Promise<T>,
): Promise<T> {
  const connection = connect({ endpoints, namespace: 'test/', seed: 'T01', log: quietLog })
  try {
    return await use(connection)
  } finally {
    connection.close()
  }
}

const sell = (endpoints: string[]) =>
  withConnection(endpoints, connection => connection.txn({ compare: [], success: [put('seat', 'sold')] }))

const seat = (endpoints: string[]) =>
  withConnection(endpoints, async connection => (await connection.get('seat'))?.value)

describe('the supervisor', () => {
  it('ends every node when the application is killed', async () => {
    const application = await startApplication()
    const { supervisor } = await wholeRecord(application.pids)
    application.process.kill('SIGKILL')
    for (const pid of [...application.pids, supervisor.pid]) await untilGone(pid)
    expect(record()).toBeUndefined()
  })

  it('leaves nodes behind only when it is killed too, and the next start ends those and keeps the data', async () => {
    const application = await startApplication()
    const { supervisor } = await wholeRecord(application.pids)
    await sell(application.endpoints)
    // Frozen, so that it does not replace the supervisor before it is killed as well.
    application.process.kill('SIGSTOP')
    for (const pid of [supervisor.pid, Number(application.process.pid)]) {
      process.kill(pid, 'SIGKILL')
      await untilGone(pid)
    }
    expect(await Promise.all(application.pids.map(identify))).not.toContain(undefined)

    const cluster = await start()
    try {
      for (const pid of application.pids) expect(await identify(pid)).toBeUndefined()
      expect(cluster.endpoints).toEqual(application.endpoints)
      expect(await seat(cluster.endpoints)).toBe('sold')
    } finally {
      await cluster.stop()
    }
  })

  it('lets the data survive when everything is killed at once', async () => {
    const application = await startApplication()
    const { supervisor } = await wholeRecord(application.pids)
    await sell(application.endpoints)
    application.process.kill('SIGSTOP')
    const everything = [supervisor.pid, Number(application.process.pid), ...application.pids]
    for (const pid of everything) process.kill(pid, 'SIGKILL')
    for (const pid of everything) await untilGone(pid)

    const cluster = await start()
    try {
      expect(await seat(cluster.endpoints)).toBe('sold')
    } finally {
      await cluster.stop()
    }
  })

  it('is replaced when it dies under a running application', async () => {
    const cluster = await start()
    try {
      await sell(cluster.endpoints)
      const before = cluster.nodes.map(node => Number(node.pid))
      const { supervisor } = await wholeRecord(before)
      process.kill(supervisor.pid, 'SIGKILL')
      await vi.waitFor(
        () => {
          const now = cluster.nodes.map(node => node.pid)
          expect(now.some(pid => pid === undefined || before.includes(pid))).toBe(false)
        },
        { timeout: 10_000 },
      )
      for (const pid of before) expect(await identify(pid)).toBeUndefined()
      await vi.waitFor(async () => expect(await seat(cluster.endpoints)).toBe('sold'), { timeout: 10_000 })
    } finally {
      await cluster.stop()
    }
  })

  it('does not end a process that only has the pid of a recorded one', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    applications.push(stranger)
    const pid = Number(stranger.pid)
    const gone: ProcessIdentity = { pid, startedAt: 'long ago' }
    const application = await startApplication()
    await wholeRecord(application.pids)
    const known = record()
    application.process.kill('SIGKILL')
    await vi.waitFor(() => expect(record()).toBeUndefined(), { timeout: 5_000 })
    const path = join(dataDir, 'etcd', 'processes.json')
    writeFileSync(path, JSON.stringify({ ...known, supervisor: gone, nodes: [gone] }))

    const cluster = await start()
    await cluster.stop()
    expect(await identify(pid)).toBeDefined()
  })
})
