import type { Area } from '#shared/domain/event'
import { slotState } from '#shared/domain/occupancy'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { put, remove, unchanged } from '../../cluster/txn'
import { claimKey, keyspace, prefixEnd } from '../../keyspace'
import { type Replica, stateOf } from '../../replica'
import type { Book } from '../book'
import { type Actor, isToSet, readTypes, rewritten } from './edits'

/** What becomes of a standing area: its numbers end at `capacity`, and some below that are kept from sale. */
export interface CapacityPlan {
  capacity: number
  /** Numbers that are blocked now, and numbers whose block goes. */
  withdraw: number[]
  restore: number[]
}

/** How many numbers one step may withdraw and restore. */
const movedAtOnce = 2_000
const tries = 8

/**
 * How an area comes to have `wanted` places. Its numbers were given out at random, so the highest of them is most often
 * somebody's: the end moves down as far as it can, and what is still too much below it is withdrawn, one number each.
 * @param isClaimed whether somebody has a number; a withdrawn one is nobody's
 * @returns nothing when more than `wanted` are claimed
 */
export function planCapacity(
  area: { capacity: number; withdrawn: readonly number[] },
  wanted: number,
  isClaimed: (slot: number) => boolean,
): CapacityPlan | undefined {
  const withdrawn = new Set(area.withdrawn)
  let claimed = 0
  let end = 0
  for (let slot = 0; slot < area.capacity; slot++)
    if (!withdrawn.has(slot) && isClaimed(slot)) {
      claimed++
      end = slot + 1
    }
  if (claimed > wanted) return undefined
  const capacity = Math.max(end, wanted)
  // Those past the new end need no block any more; of those before it as many as are too much stay, or come to it.
  const before = area.withdrawn.filter(slot => slot < capacity).sort((a, b) => a - b)
  const surplus = capacity - wanted
  const kept = before.slice(0, surplus)
  const withdraw: number[] = []
  for (let slot = capacity - 1; slot >= 0 && kept.length + withdraw.length < surplus; slot--)
    if (!withdrawn.has(slot) && !isClaimed(slot)) withdraw.push(slot)
  const stay = new Set(kept)
  return { capacity, withdraw, restore: area.withdrawn.filter(slot => !stay.has(slot)) }
}

/**
 * Makes a standing area larger or smaller, down to what is claimed of it. In one transaction: nobody wrote a claim of the
 * area since it was looked at, and every ticket type is written, so that a hold that was chosen in the old size looks
 * again. Blocks compare the area itself.
 * @throws Refusal `NOT_FOUND`, `CAPACITY_CLAIMED`, `LIMIT_EXCEEDED`, `EDITED_MEANWHILE`
 */
export async function setCapacity(
  { connection, replica, book }: { connection: Connection; replica: Replica; book: Book },
  by: Actor,
  {
    eventId,
    areaId,
    capacity: wanted,
    seenCapacity,
  }: { eventId: string; areaId: string; capacity: number; seenCapacity?: number | undefined },
): Promise<Area> {
  const key = keyspace.area.key(eventId, areaId)
  for (let attempt = 1; attempt <= tries; attempt++) {
    const types = await readTypes(connection, eventId)
    const seenAt = replica.state.revision
    const kept = replica.state.houses.get(eventId)?.areas.get(areaId)
    const area = kept?.area?.value
    if (!kept?.area || area?.kind !== 'general-admission')
      throw new Refusal('NOT_FOUND', { what: 'standing area', id: areaId })
    const places = area.capacity - (area.withdrawn ?? []).length
    if (!isToSet(area.name, { now: places, seen: seenCapacity ?? places, wanted })) return area
    const isClaimed = (slot: number) => stateOf(kept.claims, slot) !== slotState.free
    // One whose block somebody took away by hand is no withdrawn number any more.
    const withdrawn = (area.withdrawn ?? []).filter(slot => stateOf(kept.claims, slot) === slotState.blocked)
    const plan = planCapacity({ capacity: area.capacity, withdrawn }, wanted, isClaimed)
    if (!plan) {
      const { held, reserved, sold, blocked } = kept.claims.counts
      const claimed = held + reserved + sold + blocked - withdrawn.length
      throw new Refusal('CAPACITY_CLAIMED', { areaName: area.name, claimed })
    }
    const { capacity, withdraw, restore } = plan
    if (withdraw.length + restore.length > movedAtOnce)
      throw new Refusal('LIMIT_EXCEEDED', { name: 'the numbers of one step', limit: movedAtOnce })
    const gone = new Set(restore)
    const next: Area = {
      ...area,
      capacity,
      withdrawn: [...withdrawn.filter(slot => !gone.has(slot)), ...withdraw].sort((a, b) => a - b),
    }
    const block = keyspace.claim.encode({
      ...{ state: 'block', kind: 'withdrawn', by: by.username },
      reason: `${area.name} was made smaller`,
    })
    const prefix = keyspace.claim.prefix(eventId, areaId)
    const { succeeded, revision } = await book.administer({
      compare: [
        unchanged(key, kept.area.modRevision),
        ...types.unchanged,
        {
          ...{ key: prefix, rangeEnd: prefixEnd(prefix) },
          ...{ target: 'mod', is: '<', revision: seenAt + 1 },
        },
      ],
      success: [
        put(key, keyspace.area.encode(next)),
        ...rewritten(types),
        ...withdraw.map(slot => put(claimKey({ eventId, areaId, slot }), block)),
        ...restore.map(slot => remove(claimKey({ eventId, areaId, slot }))),
      ],
      entry: {
        ...{ actor: by.username, action: 'capacity-set', subject: key },
        detail: { from: area.capacity - withdrawn.length, to: wanted },
      },
    })
    if (succeeded) return next
    await replica.reached(revision)
  }
  throw new Refusal('EDITED_MEANWHILE', { what: eventId })
}
