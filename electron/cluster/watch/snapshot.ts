import { ClusterFailure, type Connection, type KeyValue } from '../model'

export interface Snapshot {
  revision: number
  clusterId: string
  kvs: KeyValue[]
}

/**
 * Every key under the prefixes, page by page, all at one revision.
 * @throws ClusterFailure `compacted` when a page's revision was compacted before it was read; begin again.
 */
export async function takeSnapshot(connection: Connection, prefixes: readonly string[]): Promise<Snapshot> {
  let first: { revision: number; clusterId: string } | undefined
  const kvs: KeyValue[] = []
  for (const prefix of prefixes) {
    for await (const page of connection.pages(prefix, first && { revision: first.revision })) {
      first ??= page
      if (page.clusterId !== first.clusterId)
        throw new ClusterFailure('unavailable', 'The cluster changed during the snapshot')
      for (const kv of page.kvs) kvs.push(kv)
    }
  }
  if (!first) throw new Error('A snapshot needs at least one prefix')
  return { revision: first.revision, clusterId: first.clusterId, kvs }
}
