import { setImmediate as immediate } from 'node:timers/promises'
import type { Connection, Op } from '../model'
import { absent, get, put, valueAt } from '../txn'
import { drawnAhead } from './ahead'
import { batchesOf, type Entry } from './batches'
import { sendUntilAnswered } from './patient'

export type { Entry } from './batches'
export { sendUntilAnswered } from './patient'

/** etcd's `--max-txn-ops`. */
const operationsPerTxn = 128
const txnsInFlight = 8

/** A key that is compared was there already and is somebody else's, so nothing of its batch was written. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken'
  constructor(readonly key: string) {
    super(`${key} is there already, and is not from here`)
  }
}

export interface BulkOptions {
  connection: Connection
  /** Each key once; the same stream, key by key, when a stopped run goes on. */
  entries: Iterable<Entry>
  /** A key that notes in passing how many batches from the start are surely there. Removing it is the caller's. */
  marker?: { key: string; encode(batchesDone: number): string } | undefined
  /** What the marker of an earlier run said: so many batches are passed over without being sent. */
  batchesDone?: number
  /** Stops taking new batches; those on their way are waited for. */
  signal?: AbortSignal | undefined
  /** Called after each batch with all keys that are there by now, those of earlier runs included. */
  onProgress?(keys: number): void
}

export interface BulkResult {
  outcome: 'complete' | 'stopped'
  /** Written by this run; the rest was there with the same value, or passed over. */
  written: number
  /** All keys of the stream that are there now. */
  keys: number
}

/**
 * Creates many keys: transactions of 128 operations, eight in flight.
 *
 * A batch is written as a whole or not at all, so its first key stands for all of it: every transaction compares that
 * this one does not exist. That is why a lost answer may be met by sending it again, a late copy does nothing, and a
 * stopped run may send what it is not sure of. The first batch goes ahead alone and compares every one of its keys:
 * it shows that the stream is the caller's. Comparing all keys of all batches would cost a fifth of the speed.
 *
 * @param options.entries names keys that nobody else makes once the keys of its first batch are taken
 * @throws KeyTaken, or ClusterFailure when the cluster refuses or stays away for about a minute.
 */
export async function writeAll(options: BulkOptions): Promise<BulkResult> {
  const { connection, marker, batchesDone = 0, signal, onProgress } = options
  const cut = batchesOf(options.entries, operationsPerTxn - (marker ? 1 : 0))
  const batches = drawnAhead(numbered(cut), txnsInFlight)
  const done = completedRun(batchesDone)
  const result: BulkResult = { outcome: 'stopped', written: 0, keys: 0 }
  let failed = false

  const write = async (batchNumber: number, batch: readonly Entry[]) => {
    if (batchNumber < batchesDone) await immediate()
    else {
      const note = marker ? [put(marker.key, marker.encode(done.count()))] : []
      const compared = batchNumber === 0 ? batch : batch.slice(0, 1)
      if (await create(connection, batch, compared, note)) result.written += batch.length
      done.add(batchNumber)
    }
    result.keys += batch.length
    onProgress?.(result.keys)
  }

  const writeNext = async () => {
    const next = batches.next()
    if (next.done) result.outcome = 'complete'
    else await write(...next.value)
  }
  const work = async () => {
    while (!failed && !signal?.aborted && result.outcome !== 'complete') await writeNext()
  }

  await writeNext()
  const workers = Array.from({ length: txnsInFlight }, () =>
    work().catch((error: unknown) => {
      failed = true
      throw error
    }),
  )
  const failure = (await Promise.allSettled(workers)).find(worker => worker.status === 'rejected')
  if (failure) throw failure.reason
  return result
}

/** @returns whether this call created the batch; false when it was there already, key by key as it is here. */
async function create(
  connection: Connection,
  batch: readonly Entry[],
  compared: readonly Entry[],
  note: readonly Op[],
): Promise<boolean> {
  const { succeeded } = await sendUntilAnswered(connection, {
    compare: compared.map(({ key }) => absent(key)),
    success: [...batch.map(({ key, value }) => put(key, value)), ...note],
  })
  if (succeeded) return true
  const found = await sendUntilAnswered(connection, {
    compare: [],
    success: batch.map(({ key }) => get(key)),
  })
  const values = batch.map((_, index) => valueAt(found.results, index)?.value)
  if (batch.every(({ value }, index) => value === values[index])) return false
  const isOther = ({ value }: Entry, index: number) => values[index] !== undefined && values[index] !== value
  const taken = batch.find(isOther) ?? batch.find((_, index) => values[index] !== undefined)
  if (taken) throw new KeyTaken(taken.key)
  // Whoever had one of them removed it in the meantime.
  return create(connection, batch, compared, note)
}

/** Items with their place in the stream. */
function* numbered<T>(items: Iterable<T>): Generator<[number, T]> {
  let index = 0
  for (const item of items) yield [index++, item]
}

/** Counts how many batches from the start are complete, whatever order they complete in. */
function completedRun(from: number): { add(batchNumber: number): void; count(): number } {
  const ahead = new Set<number>()
  let count = from
  return {
    add(batchNumber) {
      ahead.add(batchNumber)
      while (ahead.delete(count)) count++
    },
    count: () => count,
  }
}
