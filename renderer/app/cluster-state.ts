import type { TerminalStatus } from '#shared/contract/system'
import { useTerminal } from '../stores/terminal'
import { useConnection } from '../transport'

/** How selling stands at this till, for the chip and the banners: one state, the worst first. */
export type ClusterState =
  | { is: 'disconnected'; since: number }
  | { is: 'unknown' }
  | { is: TerminalStatus['phase']; status: TerminalStatus }

/** The worst thing that is true now, as a hook. */
export function useClusterState(): ClusterState {
  const connection = useConnection()
  const status = useTerminal(state => state.status)
  if (connection.status === 'connecting') return { is: 'disconnected', since: connection.since }
  return status ? { is: status.phase, status } : { is: 'unknown' }
}

/** How many nodes answer, of how many. */
export function answering(status: TerminalStatus): { answering: number; all: number } {
  return { answering: status.nodes.filter(node => node.answers).length, all: status.nodes.length }
}

/** How many of `all` nodes must answer for anything to be written. */
export function majorityOf(all: number): number {
  return Math.floor(all / 2) + 1
}
