import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultCacheDir } from '../../data-folder'
import { quietLog } from '../../testing/log'
import { connect } from '../connection'
import type { Connection } from '../model'
import { put } from '../txn'
import { type EtcdBinary, type LocalCluster, obtainEtcd, startLocalCluster } from './index'
import { writeScript } from './obtain/stand-ins'
import { identify } from './processes'

let binary: EtcdBinary
let dataDir: string
const started: LocalCluster[] = []

beforeAll(async () => {
  binary = await obtainEtcd({ cacheDir: defaultCacheDir(), log: quietLog })
})
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'local-cluster-'))
})
afterEach(async () => {
  await Promise.all(started.splice(0).map(cluster => cluster.stop()))
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(options: Partial<Parameters<typeof startLocalCluster>[0]> = {}): Promise<LocalCluster> {
  const cluster = await startLocalCluster({ dataDir, nodes: 3, binary, log: quietLog, ...options })
  started.push(cluster)
  return cluster
}

async function using<T>(cluster: LocalCluster, use: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = connect({ endpoints: cluster.endpoints, namespace: 'test/', seed: 'T01', log: quietLog })
  try {
    return await use(connection)
  } finally {
    connection.close()
  }
}

const write = (cluster: LocalCluster, key: string, value: string) =>
  using(cluster, connection => connection.txn({ compare: [], success: [put(key, value)] }))

const read = (cluster: LocalCluster, key: string) =>
  using(cluster, async connection => (await connection.get(key))?.value)

const clusterFile = () => JSON.parse(readFileSync(join(dataDir, 'cluster.json'), 'utf8'))

/** A port that this very process holds, and is said to. */
async function holdPort(port: number): Promise<Server> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return server
}

describe('the embedded cluster', () => {
  it('answers on loopback with the nodes it was asked for, and ends them all', async () => {
    const cluster = await start()
    const pids = cluster.nodes.map(node => Number(node.pid))
    expect(cluster.endpoints).toHaveLength(3)
    expect(new Set(pids).size).toBe(3)
    for (const endpoint of cluster.endpoints) expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    await write(cluster, 'seat', 'sold')
    expect(await read(cluster, 'seat')).toBe('sold')

    await cluster.stop()
    for (const pid of pids) expect(await identify(pid)).toBeUndefined()
  })

  it('keeps its data, ports and token over a restart, and its size whatever is asked', async () => {
    const first = await start()
    const drawn = clusterFile()
    await write(first, 'seat', 'sold')
    await first.stop()

    const second = await start({ nodes: 1 })
    expect(second.endpoints).toEqual(first.endpoints)
    expect(clusterFile()).toEqual(drawn)
    expect(await read(second, 'seat')).toBe('sold')
  })

  it('gives every cluster a token of its own', async () => {
    await start({ nodes: 1 })
    const { token } = clusterFile()
    const other = mkdtempSync(join(tmpdir(), 'local-cluster-'))
    try {
      const cluster = await start({ dataDir: other, nodes: 1 })
      const { token: otherToken } = JSON.parse(readFileSync(join(other, 'cluster.json'), 'utf8'))
      expect(otherToken).not.toBe(token)
      await cluster.stop()
    } finally {
      rmSync(other, { recursive: true, force: true })
    }
  })

  it('hides everything in the data folder from other users', async () => {
    await start({ nodes: 1 })
    for (const path of ['cluster.json', 'etcd', 'etcd/node-1', 'etcd/processes.json']) {
      expect(statSync(join(dataDir, path)).mode & 0o077).toBe(0)
    }
  })

  it('does not listen to what web pages can send', async () => {
    const cluster = await start({ nodes: 1 })
    const body = JSON.stringify({ key: 'c2VhdA==', value: 'c29sZA==' })
    const answer = await fetch(`${cluster.endpoints[0]}/v3/kv/put`, { method: 'POST', body })
    expect(answer.status).toBe(404)
  })

  it('starts a killed node again, later each time, and serves meanwhile', async () => {
    const waits: number[] = []
    const cluster = await start({
      onNode: event => {
        if (event.type === 'exited') waits.push(event.restartInMs)
      },
    })
    const [node] = cluster.nodes
    for (const round of ['first', 'second']) {
      const killed = node?.pid
      node?.signal('SIGKILL')
      await vi.waitFor(() => expect(node?.pid).not.toBe(killed))
      // If it led the others, they elect another leader first.
      await vi.waitFor(() => write(cluster, 'seat', `sold in the ${round} round`), 10_000)
      await vi.waitFor(() => expect(node?.pid).toBeDefined(), 10_000)
    }
    expect(waits).toEqual([250, 500])
    expect(await read(cluster, 'seat')).toBe('sold in the second round')
  })

  it('ends nodes that are frozen', async () => {
    const cluster = await start()
    const pids = cluster.nodes.map(node => Number(node.pid))
    for (const node of cluster.nodes) node.signal('SIGSTOP')
    await cluster.stop()
    for (const pid of pids) expect(await identify(pid)).toBeUndefined()
  })

  it('comes up when nodes are killed during the start', async () => {
    const killed = new Set<string>()
    const cluster = await start({
      onNode: event => {
        if (event.type !== 'started' || killed.has(event.name)) return
        killed.add(event.name)
        process.kill(event.pid, 'SIGKILL')
      },
    })
    expect(killed.size).toBe(3)
    await write(cluster, 'seat', 'sold')
    expect(await read(cluster, 'seat')).toBe('sold')
  })

  it('is not confused by ETCD_ variables', async () => {
    vi.stubEnv('ETCD_NAME', 'somebody-else')
    vi.stubEnv('ETCD_LISTEN_CLIENT_URLS', 'http://127.0.0.1:1')
    const cluster = await start({ nodes: 1 }).finally(() => vi.unstubAllEnvs())
    await write(cluster, 'seat', 'sold')
  })
})

describe('a cluster that cannot start', () => {
  it('names the port that is taken, and who has it', async () => {
    const cluster = await start({ nodes: 1 })
    await cluster.stop()
    const [{ peerPort }] = clusterFile().nodes
    const server = await holdPort(peerPort)
    const outcome = start()
    await expect(outcome).rejects.toMatchObject({ name: 'LocalClusterFailure', reason: 'port-taken' })
    await expect(outcome).rejects.toThrow(`Port ${peerPort}, which belongs to this data folder's cluster,`)
    if (process.platform === 'linux') await expect(outcome).rejects.toThrow(`(process ${process.pid})`)
    await new Promise(resolve => server.close(resolve))

    await start()
  })

  it('says what the nodes complained of when they keep dying', async () => {
    const broken = writeScript(join(dataDir, 'broken-etcd'), 'echo "the disk is on fire" >&2', 'exit 3')
    await expect(start({ binary: { ...binary, path: broken } })).rejects.toMatchObject({
      reason: 'not-started',
      message: expect.stringMatching(/node-\d: ended with status 3, saying "the disk is on fire"/),
    })
  })

  it('says what etcd logged when its data is damaged', async () => {
    const cluster = await start({ nodes: 1 })
    await cluster.stop()
    writeFileSync(join(dataDir, 'etcd', 'node-1', 'data', 'member', 'snap', 'db'), 'not a database')
    await expect(start()).rejects.toMatchObject({
      reason: 'not-started',
      message: expect.stringMatching(
        /^The embedded cluster does not start\. node-1: ended .+, saying ".+"\.$/,
      ),
    })
  })

  it('says that the program is missing', async () => {
    await expect(start({ binary: { ...binary, path: join(dataDir, 'no-etcd') } })).rejects.toMatchObject({
      reason: 'not-started',
      message: expect.stringContaining('ENOENT'),
    })
  })

  it.each(['not json', '{"v":1,"token":"t","nodes":[]}', '{"v":2}'])(
    'refuses a cluster.json that says %s',
    async text => {
      writeFileSync(join(dataDir, 'cluster.json'), text)
      await expect(start()).rejects.toMatchObject({ reason: 'data-folder' })
      expect(readFileSync(join(dataDir, 'cluster.json'), 'utf8')).toBe(text)
    },
  )

  it('refuses a data folder that is a file', async () => {
    const file = join(dataDir, 'file')
    writeFileSync(file, '')
    await expect(start({ dataDir: file })).rejects.toMatchObject({ reason: 'data-folder' })
  })

  it('leaves the nodes of another running application alone', async () => {
    const owner = await identify(process.ppid)
    const record = JSON.stringify({ owner, supervisor: owner, nodes: [] })
    mkdirSync(join(dataDir, 'etcd'))
    writeFileSync(join(dataDir, 'etcd', 'processes.json'), record)
    await expect(start()).rejects.toMatchObject({
      reason: 'in-use',
      message: expect.stringContaining(String(process.ppid)),
    })
    expect(await identify(process.ppid)).toEqual(owner)
  })
})
