import type { Connection, Txn } from '../../cluster/model'
import { sharedNow } from './clock'

export interface Sent {
  txn: Txn
  /** When it was handed to the connection. */
  at: number
}

/** A connection that remembers the transactions which were carried out, so that they can be made again. */
export interface Recorded {
  connection: Connection
  /** What was carried out since the last time. */
  take(): Sent[]
}

export function recorded(connection: Connection): Recorded {
  let carriedOut: Sent[] = []
  return {
    connection: {
      ...connection,
      async txn(txn, options) {
        const at = sharedNow()
        const result = await connection.txn(txn, options)
        if (result.succeeded) carriedOut.push({ txn, at })
        return result
      },
    },
    take() {
      const taken = carriedOut
      carriedOut = []
      return taken
    },
  }
}
