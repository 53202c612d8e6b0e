import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The etcd processes of a till's embedded cluster, as its supervisor wrote them down. */
export async function nodePids(dataDir: string): Promise<number[]> {
  const record = JSON.parse(await readFile(join(dataDir, 'etcd', 'processes.json'), 'utf8')) as {
    nodes: { pid: number }[]
  }
  return record.nodes.map(node => node.pid)
}
