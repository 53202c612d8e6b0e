import { setTimeout as pause } from 'node:timers/promises'
import type { Connection, Txn, TxnResult } from '../../cluster/model'
import { ClusterFailure } from '../../cluster/model'
import type { Clock } from '../clock'
import { isUnanswered } from '../refusing'

/** Between two tries of the same message; the connection has already waited for its deadline. */
const pauseMs = 100

/**
 * Sends the very same transaction until there is an answer, for at most `forMs`. Whoever sends must know that every
 * copy without an answer may still be carried out: `onUnanswered` is told of each.
 * @throws ClusterFailure `outcome-unknown` when no copy was answered in time; any other kind only when no copy is
 * left without an answer.
 */
export async function sendUntilAnswered(
  connection: Connection,
  clock: Clock,
  txn: Txn,
  forMs: number,
  onUnanswered: (failure: ClusterFailure) => void = () => {},
): Promise<TxnResult> {
  const giveUpAt = clock.monotonic() + forMs
  let unanswered: ClusterFailure | undefined
  for (;;) {
    try {
      return await connection.txn(txn)
    } catch (error) {
      if (isUnanswered(error)) {
        unanswered = error
        onUnanswered(error)
      }
      if (!unanswered || !(error instanceof ClusterFailure)) throw error
      if (clock.monotonic() >= giveUpAt) throw unanswered
      await pause(pauseMs)
    }
  }
}
