import { ClusterFailure, type Connection, type KeyValue } from '../model'

export interface Snapshot {
  revision: number
  clusterId: string
  kvs: KeyValue[]
}

/**
 * Every key under the prefixes, page by page, all at one revision: that of the first page, which the others wait for.
 * @throws ClusterFailure `compacted` when a page's revision was compacted before it was read; begin again.
 */
export async function takeSnapshot(connection: Connection, prefixes: readonly string[]): Promise<Snapshot> {
  const [first, ...others] = prefixes
  if (first === undefined) throw new Error('A snapshot needs at least one prefix')
  const { revision, clusterId, kvs } = await readAll(connection, first)
  const rest = await Promise.all(others.map(prefix => readAll(connection, prefix, revision)))
  if (rest.some(part => part.clusterId !== clusterId))
    throw new ClusterFailure('unavailable', 'The cluster changed during the snapshot')
  return { revision, clusterId, kvs: [kvs, ...rest.map(part => part.kvs)].flat() }
}

async function readAll(connection: Connection, prefix: string, revision?: number): Promise<Snapshot> {
  let first: Pick<Snapshot, 'revision' | 'clusterId'> | undefined
  const kvs: KeyValue[] = []
  for await (const page of connection.pages(prefix, revision === undefined ? {} : { revision })) {
    first ??= page
    if (page.clusterId !== first.clusterId)
      throw new ClusterFailure('unavailable', 'The cluster changed during the snapshot')
    for (const kv of page.kvs) kvs.push(kv)
  }
  if (!first) throw new Error('etcd answered a range with no page')
  return { revision: first.revision, clusterId: first.clusterId, kvs }
}
