import type { Wanted } from '#shared/contract/selling'
import type { Connection } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { Replica } from '../../replica'
import type { Clock } from '../clock'

/** How long the picture is given to catch up with what the cluster counts. */
const catchUpMs = 250

/**
 * Whether this terminal's picture may be believed when it says that too little is left: it has as many claims of the
 * events as the cluster counts now. If it has not, this settles after its next change, or shortly.
 */
export async function isPictureWhole(
  { connection, replica, clock }: { connection: Connection; replica: Replica; clock: Clock },
  wanted: readonly Wanted[],
): Promise<boolean> {
  const changed = nextChange(replica, clock)
  try {
    for (const eventId of new Set(wanted.map(want => want.eventId))) {
      const prefix = keyspace.claim.prefix(eventId)
      // As it was when it was believed: while the count is under way it may move on.
      const shown = claimsShown(replica, eventId)
      const { count } = await connection.range(prefix, `${prefix}~`, { countOnly: true })
      if (count === shown) continue
      await changed.happened
      return false
    }
    return true
  } finally {
    changed.stop()
  }
}

function claimsShown(replica: Replica, eventId: string): number {
  const areas = [...(replica.state.houses.get(eventId)?.areas.values() ?? [])]
  return areas.reduce((sum, { claims: { counts } }) => {
    return sum + counts.held + counts.reserved + counts.sold + counts.blocked
  }, 0)
}

function nextChange(replica: Replica, clock: Clock): { happened: Promise<void>; stop(): void } {
  let stop = () => {}
  const happened = new Promise<void>(resolve => {
    const stopListening = replica.onChange(() => resolve())
    const stopWaiting = clock.after(catchUpMs, resolve)
    stop = () => {
      stopListening()
      stopWaiting()
    }
  })
  return { happened, stop }
}
