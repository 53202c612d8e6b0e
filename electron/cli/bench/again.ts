import { newId } from '#shared/domain/ids'
import type { Txn } from '../../cluster/model'

/** How often the transactions of an order can be made again; the arena's slots leave their first digit free. */
export const timesAgain = 9

const anyId = /\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
const claimedSlot = /(claim:[^":]+:[^":]+:)0(?=\d{5})/g

/**
 * The transactions of an order, for another order and other slots: as many operations and bytes, on fresh keys.
 * @param time from 1 to `timesAgain`: each of an order's copies claims slots of its own
 */
export function again(txns: readonly Txn[], time: number): Txn[] {
  const ids = new Map<string, string>()
  const renewed = (id: string) => {
    const fresh = ids.get(id) ?? newId()
    ids.set(id, fresh)
    return fresh
  }
  // In keys and in the values' texts alike.
  return JSON.parse(JSON.stringify(txns).replace(anyId, renewed).replace(claimedSlot, `$1${time}`)) as Txn[]
}
