import { ExponentialBackoff, handleWhen, retry } from 'cockatiel'
import { ClusterFailure, type Connection, type Txn, type TxnResult } from '../model'

/** With the connection's own patience for every try, this rides out about a minute without a quorum. */
const maxAttempts = 20

/** Bulk transactions are large and eight go side by side: their answers take longer than a sale's. */
const deadlineMs = 10_000

/** A full or a closed store does not come back by itself. */
const passes = (error: Error) =>
  error instanceof ClusterFailure &&
  error.kind !== 'refused' &&
  error.reason !== 'no-space' &&
  error.reason !== 'closed'

const again = retry(handleWhen(passes), {
  maxAttempts,
  backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 2_000 }),
})

/**
 * Sends `txn` until it is answered. Only for a transaction whose compares no longer hold once it was carried out, so
 * that of any number of copies at most one counts. `succeeded: false` may then mean that an earlier copy did it.
 */
export function sendUntilAnswered(connection: Connection, txn: Txn): Promise<TxnResult> {
  return again.execute(() => connection.txn(txn, { deadlineMs }))
}
