import { randomInt, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { LocalClusterFailure, messageOf } from './failure'

/**
 * What a data folder's cluster is made of, drawn once and kept in `cluster.json`: the members' data holds the peer
 * addresses, so that new ports would cost the quorum, and a random token keeps two clusters that meet on the same
 * ports from taking each other for one.
 */
export interface ClusterFile {
  v: 1
  token: string
  nodes: { name: string; clientPort: number; peerPort: number }[]
}

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
    const known = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (known !== undefined) return checked(JSON.parse(known))
    const drawn = await drawCluster(nodes)
    await writeWhole(path, `${JSON.stringify(drawn, undefined, 2)}\n`)
    return drawn
  } catch (error) {
    throw new LocalClusterFailure(
      'data-folder',
      `The cluster's file ${path} cannot be used: ${messageOf(error)}`,
      {
        cause: error,
      },
    )
  }
}

async function drawCluster(count: number): Promise<ClusterFile> {
  const ports = await drawPorts(2 * count)
  const nodes = ports.slice(0, count).flatMap((clientPort, index) => {
    const peerPort = ports[count + index]
    return peerPort === undefined ? [] : [{ name: `node-${index + 1}`, clientPort, peerPort }]
  })
  return { v: 1, token: randomUUID(), nodes }
}

function checked(value: unknown): ClusterFile {
  const file = value as Partial<ClusterFile> | null
  const isPort = (port: unknown) => Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536
  const sound =
    file?.v === 1 &&
    typeof file.token === 'string' &&
    Array.isArray(file.nodes) &&
    file.nodes.length > 0 &&
    file.nodes.every(node => /^[\w-]+$/.test(node?.name) && isPort(node.clientPort) && isPort(node.peerPort))
  if (!sound) throw new Error('it does not say what a cluster is made of; restore it from a backup.')
  return file as ClusterFile
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
}
