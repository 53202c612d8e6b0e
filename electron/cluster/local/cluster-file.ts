import { randomInt, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { dataFolderFailure } from './failure'

const port = z.number().int().min(1).max(65_535)

/**
 * What a data folder's cluster is made of, drawn once and kept in `cluster.json`: the members' data holds the peer
 * addresses, so that new ports would cost the quorum, and a random token keeps two clusters that meet on the same
 * ports from taking each other for one.
 */
const clusterFile = z.object({
  v: z.literal(1),
  token: z.string().min(1),
  nodes: z.array(z.object({ name: z.string().regex(/^[\w-]+$/), clientPort: port, peerPort: port })).min(1),
})

export type ClusterFile = z.infer<typeof clusterFile>

export const loopback = '127.0.0.1'

/** Below the ranges from which Linux, macOS and Windows take ports for outgoing connections. */
const portsFrom = 20_000
const portsTo = 32_767

/**
 * Reads the folder's `cluster.json`, or draws one for `nodes` nodes. A cluster keeps the size it was made with.
 * @throws LocalClusterFailure `data-folder`
 */
export async function readOrDrawCluster(dataDir: string, nodes: number): Promise<ClusterFile> {
  const path = join(dataDir, 'cluster.json')
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    const known = await readIfThere(path)
    if (known !== undefined) return parseClusterFile(known)
    const drawn = await drawCluster(nodes)
    await writeWhole(path, `${JSON.stringify(drawn, undefined, 2)}\n`)
    return drawn
  } catch (error) {
    throw dataFolderFailure(path, error)
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parseClusterFile(text: string): ClusterFile {
  const read = clusterFile.safeParse(JSON.parse(text))
  if (!read.success)
    throw new Error(`it does not say what a cluster is made of. ${z.prettifyError(read.error)}`)
  return read.data
}

async function drawCluster(count: number): Promise<ClusterFile> {
  const ports = await drawPorts(2 * count)
  const nodes = ports.slice(0, count).flatMap((clientPort, index) => {
    const peerPort = ports[count + index]
    return peerPort === undefined ? [] : [{ name: `node-${index + 1}`, clientPort, peerPort }]
  })
  return { v: 1, token: randomUUID(), nodes }
}

/** @returns ports that were free a moment ago, all different: each is held until the last one is found. */
async function drawPorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>()
  while (held.size < count) {
    const port = randomInt(portsFrom, portsTo)
    const server = held.has(port) ? undefined : await holdPort(port)
    if (server) held.set(port, server)
  }
  await Promise.all([...held.values()].map(release))
  return [...held.keys()]
}

/** @returns the first of these ports that somebody holds, or undefined when all are free. */
export async function findTakenPort(ports: readonly number[]): Promise<number | undefined> {
  const servers = await Promise.all(ports.map(holdPort))
  await Promise.all(servers.map(server => server && release(server)))
  return ports.find((_, index) => servers[index] === undefined)
}

function holdPort(port: number): Promise<Server | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: loopback, exclusive: true }, () => resolve(server))
  })
}

function release(server: Server): Promise<void> {
  return new Promise(resolve => server.close(() => resolve()))
}

/** Writes so that a power cut leaves the old file or the new one, never half of it. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  // Windows cannot open folders.
  if (process.platform === 'win32') return
  const folder = await open(dirname(path))
  await folder.sync().finally(() => folder.close())
}
