import type { KeyValue, OpResult } from '../model'

/** The results in the order of the operations as they were before `packed` nested them. */
export function flattened(results: readonly OpResult[]): OpResult[] {
  return results.flatMap(result => (result.op === 'txn' ? flattened(result.results) : [result]))
}

/**
 * What the `get` at this place of the list that ran found: its key's value, or undefined when there is none.
 * @throws when there is no `get` at that place.
 */
export const valueAt = (results: readonly OpResult[], index: number): KeyValue | undefined =>
  rangeAt(results, index).kvs[0]

/** What the `getPrefix` (or `get`) at this place found. `count` also counts what its limit left out. */
export function rangeAt(results: readonly OpResult[], index: number): { kvs: KeyValue[]; count: number } {
  const result = results[index]
  if (result?.op !== 'get') throw new Error(`Operation ${index} of the transaction is not a read`)
  return result
}
