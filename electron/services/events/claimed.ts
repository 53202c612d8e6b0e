import { Refusal } from '#shared/errors/refusals'
import type { Compare, Connection } from '../../cluster/model'
import { keyspace, prefixEnd } from '../../keyspace'

/** Nobody has a place of the event, or of one of its areas: nothing is sold, reserved, held or blocked. */
export function nothingClaimed(eventId: string, areaId?: string): Compare {
  const { key, rangeEnd } = claimsOf(eventId, areaId)
  return { key, rangeEnd, target: 'create', is: '=', revision: 0 }
}

/** @throws Refusal `STILL_CLAIMED` when somebody has such a place now */
export async function requireNothingClaimed(
  connection: Connection,
  { name, eventId, areaId }: { name: string; eventId: string; areaId?: string },
): Promise<void> {
  const { key, rangeEnd } = claimsOf(eventId, areaId)
  const { count } = await connection.range(key, rangeEnd, { limit: 1 })
  if (count > 0) throw new Refusal('STILL_CLAIMED', { name, claimed: count })
}

/** How many places of an event somebody has on this ticket type. Reads all its claims. */
export async function claimedOf(connection: Connection, eventId: string, type: string): Promise<number> {
  let claimed = 0
  for await (const { kvs } of connection.pages(keyspace.claim.prefix(eventId)))
    for (const kv of kvs) {
      const decoded = keyspace.claim.decode(kv.value)
      // One that nobody can read may be of any type.
      if (!decoded.ok || ('ticketType' in decoded.value && decoded.value.ticketType === type)) claimed++
    }
  return claimed
}

function claimsOf(eventId: string, areaId?: string) {
  const key = areaId === undefined ? keyspace.claim.prefix(eventId) : keyspace.claim.prefix(eventId, areaId)
  return { key, rangeEnd: prefixEnd(key) }
}
