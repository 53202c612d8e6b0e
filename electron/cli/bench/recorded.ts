import type { Connection, Txn } from '../../cluster/model'

/** A connection that remembers the transactions which were carried out, so that they can be made again. */
export interface Recorded {
  connection: Connection
  /** What was carried out since the last time. */
  take(): Txn[]
}

export function recorded(connection: Connection): Recorded {
  let carriedOut: Txn[] = []
  return {
    connection: {
      ...connection,
      async txn(txn, options) {
        const result = await connection.txn(txn, options)
        if (result.succeeded) carriedOut.push(txn)
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
