/** A key and the text to store under it. */
export interface Entry {
  key: string
  value: string
}

/** etcd takes 1.5 MiB a request; every key is also named in a compare. */
const maxBatchBytes = 1_000_000

/**
 * Cuts a stream into what one transaction carries: at most `maxKeys` entries and about a megabyte. The same stream is
 * always cut at the same places.
 */
export function* batchesOf(entries: Iterable<Entry>, maxKeys: number): Generator<Entry[]> {
  let batch: Entry[] = []
  let bytes = 0
  for (const entry of entries) {
    const size = 2 * Buffer.byteLength(entry.key) + Buffer.byteLength(entry.value)
    if (batch.length === maxKeys || (batch.length > 0 && bytes + size > maxBatchBytes)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(entry)
    bytes += size
  }
  if (batch.length > 0) yield batch
}
