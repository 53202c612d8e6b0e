import { ClusterFailure, type Connection, type KeyValue } from '../model'

/** At which revision, of which cluster, everything was read. */
export interface Snapshot {
  revision: number
  clusterId: string
}

/**
 * Reads every key under the prefixes, page by page and side by side, all at one revision: that of the first page, which
 * the others wait for. Nothing is kept: each page is given to `take`, in no particular order.
 * @throws ClusterFailure `compacted` when a page's revision was compacted before it was read; begin again.
 */
export async function takeSnapshot(
  connection: Connection,
  prefixes: readonly string[],
  take: (kvs: readonly KeyValue[]) => void,
): Promise<Snapshot> {
  let snapshot: Snapshot | undefined
  const readAll = async (prefix: string) => {
    for await (const page of connection.pages(prefix, snapshot && { revision: snapshot.revision })) {
      snapshot ??= { revision: page.revision, clusterId: page.clusterId }
      if (page.clusterId !== snapshot.clusterId)
        throw new ClusterFailure('unavailable', 'The cluster changed during the snapshot')
      take(page.kvs)
    }
  }
  const [first, ...others] = prefixes
  if (first !== undefined) await readAll(first)
  await Promise.all(others.map(readAll))
  if (!snapshot) throw new Error('A snapshot needs at least one prefix')
  return snapshot
}
