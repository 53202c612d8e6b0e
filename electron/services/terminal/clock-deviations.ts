import type { TerminalStatus } from '#shared/contract/system'
import type { ReplicaState } from '../../replica'

/** A clock that differs by less is as right as a heartbeat can tell. */
const toleratedMs = 5_000

/**
 * Which terminals' clocks differ from this one's: `aheadMs`, in whole seconds, is below zero for one that is behind. A
 * heartbeat says what its clock showed when it was sent, so it is to be looked at as it comes in.
 * @param changed the terminals whose heartbeat came in just now
 */
export function deviationsAfter(
  before: TerminalStatus['clockDeviations'],
  changed: ReadonlySet<string>,
  presences: ReplicaState['presences'],
  own: { terminalId: string; nowMs: number },
): TerminalStatus['clockDeviations'] {
  const kept = before.filter(({ terminalId }) => !changed.has(terminalId))
  const seen = [...changed].flatMap(terminalId => {
    const presence = presences.get(terminalId)
    if (!presence || terminalId === own.terminalId) return []
    const aheadMs = Math.round((Date.parse(presence.clock) - own.nowMs) / 1_000) * 1_000
    return Math.abs(aheadMs) > toleratedMs ? [{ terminalId, aheadMs }] : []
  })
  return [...kept, ...seen].sort((a, b) => (a.terminalId < b.terminalId ? -1 : 1))
}

/** A deviation as a sentence for the admin. */
export function deviationSentence({ terminalId, aheadMs }: { terminalId: string; aheadMs: number }): string {
  const seconds = Math.abs(aheadMs) / 1_000
  const much = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
  const late = aheadMs < 0 ? ' Reservations and timed blocks are let go that much later while it runs.' : ''
  return `The clock of ${terminalId} is ${much} ${aheadMs < 0 ? 'behind' : 'ahead of'} this terminal's.${late}`
}
