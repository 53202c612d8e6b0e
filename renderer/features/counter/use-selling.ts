import type { TerminalStatus } from '#shared/contract/system'
import { useTerminal } from '../../stores/terminal'
import { type ConnectionState, useConnection } from '../../transport'

/** Whether this till can sell now; why not and since when (instant or epoch milliseconds) where it cannot. */
export type Selling =
  | { is: 'possible' }
  | { is: 'stopped' | 'starting' | 'not-connected'; since: string | number }

/** Whether selling is possible, as a hook. */
export function useSelling(): Selling {
  const connection = useConnection()
  const status = useTerminal(state => state.status)
  return sellingOf(connection, status)
}

/** The same at this moment. */
export function sellingNow(): Selling {
  return sellingOf(useConnection.getState(), useTerminal.getState().status)
}

/** Stale pictures do not stop it: every sale is checked when it is made. */
function sellingOf(connection: ConnectionState, status: TerminalStatus | undefined): Selling {
  if (connection.status === 'connecting') return { is: 'not-connected', since: connection.since }
  if (status?.phase === 'no-quorum') return { is: 'stopped', since: status.since }
  if (status?.phase === 'starting') return { is: 'starting', since: status.since }
  return { is: 'possible' }
}

/** When this page last knew what the cluster knew, while it may not know now; undefined while all is live. */
export function useStaleSince(): string | number | undefined {
  const connection = useConnection()
  const status = useTerminal(state => state.status)
  if (connection.status === 'connecting') return connection.since
  return status && status.phase !== 'selling' ? (status.syncedAt ?? status.since) : undefined
}
