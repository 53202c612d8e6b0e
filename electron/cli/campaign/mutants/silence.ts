import { ClusterFailure, type Connection, type Txn, type TxnResult } from '../../../cluster/model'
import { contestedSeats, dyingTills, type Hunting, quietTills } from './hunting'
import { isTombstone } from './messages'
import type { Life, Mutant } from './mutant'

/* Engines that draw the wrong conclusion from an answer that is missing. */

const isSilence = (error: unknown) => error instanceof ClusterFailure && error.kind === 'outcome-unknown'

/** What a tombstone would find, without writing it. */
async function onlyRead(connection: Connection, txn: Txn): Promise<TxnResult> {
  const result = await connection.txn({ compare: [], success: txn.failure ?? [] })
  const [read] = result.results
  const found = read?.op === 'get' && read.kvs.length > 0
  return found ? { ...result, succeeded: false } : { ...result, results: [{ op: 'put', count: 1 }] }
}

/** Sends again what was not answered, at once, `times` more: whoever asked only hears the last answer. */
async function again(connection: Connection, txn: Txn, times: number): Promise<TxnResult> {
  try {
    return await connection.txn(txn)
  } catch (error) {
    if (!isSilence(error) || times === 0) throw error
    return again(connection, txn, times - 1)
  }
}

const silent = (
  breaks: string,
  hunting: Hunting,
  txn: (connection: Connection, txn: Txn, life: Life) => Promise<TxnResult>,
): Mutant => ({
  ...{ breaks, hunting },
  wrap: (connection, life) => ({ ...connection, txn: asked => txn(connection, asked, life) }),
})

export const silenceMutants: Record<string, Mutant> = {
  'absent-believed': silent(
    'an order that is not there is taken for one that was never made, without a tombstone',
    quietTills,
    (connection, txn) => (isTombstone(txn) ? onlyRead(connection, txn) : connection.txn(txn)),
  ),
  'recovery-only-reads': silent(
    'a terminal that starts looks what became of its open sales, and buries none',
    dyingTills,
    (connection, txn, { recovering }) =>
      recovering && isTombstone(txn) ? onlyRead(connection, txn) : connection.txn(txn),
  ),
  'blind-retry': silent(
    'the client sends a write without an answer again by itself',
    contestedSeats,
    (connection, txn) => again(connection, txn, 3),
  ),
  'resend-no-believed': silent(
    'a no to the second copy is taken for a no to the first',
    contestedSeats,
    async (connection, txn) => {
      try {
        return await connection.txn(txn)
      } catch (error) {
        if (!isSilence(error)) throw error
        const second = await connection.txn(txn)
        // A yes is told as what it is, one of two.
        if (second.succeeded) throw error
        return second
      }
    },
  ),
  'silence-means-no': silent(
    'a message without an answer is taken for one that never arrived',
    quietTills,
    async (connection, txn) => {
      try {
        return await connection.txn(txn)
      } catch (error) {
        if (!isSilence(error)) throw error
        throw new ClusterFailure('unavailable', 'No answer')
      }
    },
  ),
}
