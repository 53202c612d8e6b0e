import { slotState } from '#shared/domain/occupancy'
import type { Place, TicketLine } from '#shared/domain/order'
import { Refusal, type TakenPlace } from '#shared/errors/refusals'
import type { KeyValue, OpResult } from '../../cluster/model'
import { flattened } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import { type ReplicaState, stateOf } from '../../replica'

/** What a refused transaction read, one entry an asked key. */
export function readBack(results: readonly OpResult[]): (KeyValue | undefined)[] {
  return flattened(results).map(result => (result.op === 'get' ? result.kvs[0] : undefined))
}

/** Which of `lines` somebody has, by the claims that were read with the refusal, in the same order. */
export function takenPlaces(
  lines: readonly (Place & Pick<TicketLine, 'placeLabel'>)[],
  claims: readonly (KeyValue | undefined)[],
): TakenPlace[] {
  return lines.flatMap((line, n) => {
    const kv = claims[n]
    if (!kv) return []
    const { eventId, areaId, slot, placeLabel } = line
    const decoded = keyspace.claim.decode(kv.value)
    const claim = decoded.ok ? decoded.value : undefined
    const who =
      claim && claim.state !== 'block' ? { terminalId: claim.terminalId, sellerName: claim.sellerName } : {}
    return [{ eventId, areaId, slot, placeLabel, state: claim?.state ?? 'block', ...who }]
  })
}

/**
 * The refusal of a hold that is over, saying what of it could be held again as far as this terminal sees.
 * @param why `gone`: not its time ended it, and who did is not known here
 */
export function holdExpired(
  state: ReplicaState,
  lines: readonly TicketLine[],
  why: 'ran-out' | 'gone',
): Refusal {
  const stillFree: Place[] = []
  const gone: TakenPlace[] = []
  for (const line of lines) {
    const { eventId, areaId, slot, placeLabel } = line
    const claims = state.houses.get(eventId)?.areas.get(areaId)?.claims
    const shown = claims ? stateOf(claims, slot) : slotState.blocked
    if (shown === slotState.free) stillFree.push({ eventId, areaId, slot })
    else {
      const held = claims?.holders.get(slot)
      gone.push({
        eventId,
        areaId,
        slot,
        placeLabel,
        state: shownState[shown],
        ...(held && { terminalId: held }),
      })
    }
  }
  return new Refusal('HOLD_EXPIRED', { why, stillFree, gone })
}

const shownState = { h: 'hold', r: 'reservation', s: 'sale', b: 'block' } as const
