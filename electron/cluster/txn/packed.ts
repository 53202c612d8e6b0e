import type { Op, Txn } from '../model'
import { nested } from './constructors'

/**
 * etcd's `--max-txn-ops`: what a transaction may carry in each of compares, success and failure. A nested one may
 * carry that less its parent's longest list (v3rpc/key.go checkTxnRequest).
 */
const maxOps = 128

/**
 * Nests lists that are longer than etcd takes. The results then come nested too: read them through `flattened`.
 * @throws when it cannot be packed: more than 128 compares (nested ones could not undo what stands beside them; use a
 * compare over a range), or more operations than two levels carry (4,096 beside few compares).
 */
export function packed(txn: Txn): Txn {
  const { compare, success, failure = [] } = txn
  if (compare.length > maxOps) throw new Error(`A transaction cannot carry ${compare.length} compares`)
  if (Math.max(success.length, failure.length) <= maxOps) return txn
  for (let longest = Math.max(1, compare.length); longest < maxOps; longest++) {
    const room = maxOps - longest
    const lists = { success: nestIn(success, longest, room), failure: nestIn(failure, longest, room) }
    if (lists.success && lists.failure) return { compare, success: lists.success, failure: lists.failure }
  }
  throw new Error(`A transaction cannot carry ${success.length} and ${failure.length} operations`)
}

/** @returns the list in at most `longest` nested parts of at most `room`, or nothing when it does not fit. */
function nestIn(ops: readonly Op[], longest: number, room: number): readonly Op[] | undefined {
  if (ops.length <= longest) return ops
  const parts = Math.ceil(ops.length / room)
  if (parts > longest) return undefined
  return Array.from({ length: parts }, (_, part) =>
    nested({ compare: [], success: ops.slice(part * room, (part + 1) * room) }),
  )
}
