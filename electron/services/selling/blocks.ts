import type { SessionUser } from '#shared/contract/session'
import {
  type BlockKind,
  blockedAtOnce,
  rangesOf,
  type SlotRange,
  slotCount,
  slotsOf,
} from '#shared/domain/block'
import { slotState } from '#shared/domain/occupancy'
import type { Place } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { Connection, KeyValue } from '../../cluster/model'
import { claimKey, keyspace } from '../../keyspace'
import { type Replica, stateOf } from '../../replica'
import type { Book } from '../book'
import type { Clock } from '../clock'
import {
  areasAtOnce,
  type Block,
  blockStep,
  changeStep,
  comparedAtOnce,
  type Guarded,
  placeOfClaim,
  unblockStep,
} from './block-transactions'
import { blockIn, isLiftable, readClaims } from './claim-reads'
import { readBack, takenPlaces } from './conflicts'
import { placeAt } from './places'

interface BlockStep {
  operationId: string
  eventId: string
  ranges: readonly SlotRange[]
}

type Actor = Pick<SessionUser, 'username'>

/** A block that frees itself, as the replica shows it. */
export interface DueBlock {
  key: string
  modRevision: number
  releaseAt: string
}

/** Keeping places from sale. A step sent again with its `operationId` is the same step. */
export interface Blocks {
  /** All of the places or none. */
  block(
    by: Actor,
    step: BlockStep & { kind: BlockKind; reason: string; releaseAt?: string | undefined },
  ): Promise<{ count: number }>
  /** In parts of a hundred places, each whole. */
  change(
    by: Actor,
    step: BlockStep & {
      kind?: BlockKind | undefined
      reason?: string | undefined
      releaseAt?: string | null | undefined
    },
  ): Promise<{ count: number }>
  /** In parts of a hundred places, each whole; none when one of the places is not blocked to begin with. */
  unblock(by: Actor, step: BlockStep): Promise<{ count: number }>
  /**
   * Frees blocks whose time is over, at most a hundred of an event, if all of them still are the ones that were seen.
   * @returns how many.
   */
  releaseDue(due: readonly DueBlock[]): Promise<number>
}

/** How often a step is looked at anew because somebody else was faster. */
const tries = 8

export function createBlocks(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  book: Book
}): Blocks {
  const { connection, replica, terminalId, clock, book } = options

  /**
   * The places as this terminal knows them, and the revision at which all of them are free there, or 0.
   * @throws Refusal `NOT_FOUND`, `LIMIT_EXCEEDED`
   */
  const findPlaces = (eventId: string, ranges: readonly SlotRange[]) => {
    if (slotCount(ranges) > blockedAtOnce)
      throw new Refusal('LIMIT_EXCEEDED', { name: 'one step', limit: blockedAtOnce })
    const house = replica.state.houses.get(eventId)
    if (!house?.event) throw new Refusal('NOT_FOUND', { what: 'event', id: eventId })
    const places = slotsOf(ranges).map(place => {
      const found = placeAt(replica.state, house, place)
      if (!found) throw new Refusal('NOT_FOUND', { what: 'place', id: `${place.areaId} ${place.slot}` })
      return { eventId, ...place, placeLabel: found.placeLabel }
    })
    const areas = [...new Set(places.map(({ areaId }) => areaId))].flatMap(
      areaId => house.areas.get(areaId)?.area ?? [],
    )
    if (areas.length > areasAtOnce)
      throw new Refusal('LIMIT_EXCEEDED', { name: 'the areas of one step', limit: areasAtOnce })
    const shownFree = places.every(({ areaId, slot }) => {
      const claims = house.areas.get(areaId)?.claims
      return !claims || stateOf(claims, slot) === slotState.free
    })
    return { places, areas, seenAt: shownFree ? replica.state.revision : 0 }
  }

  const requireAhead = (instant: string | null | undefined) => {
    if (instant && Date.parse(instant) <= clock.now()) throw new Refusal('IN_THE_PAST', {})
  }

  const entry = (by: string, action: string, eventId: string, places: readonly Place[], more: object) => ({
    actor: by,
    action,
    subject: keyspace.event.key(eventId),
    detail: { ...more, count: places.length, places: shortly(places) },
  })

  /** @returns the blocks on `places`, or the places that have none which may be lifted by itself. */
  const lookAt = async (places: readonly Place[]): Promise<{ blocks: KeyValue[]; others: Place[] }> => {
    const blocks: KeyValue[] = []
    const others: Place[] = []
    const claims = await readClaims(connection, places)
    places.forEach((place, n) => {
      const kv = claims[n]
      if (kv && isLiftable(kv)) blocks.push(kv)
      else others.push({ eventId: place.eventId, areaId: place.areaId, slot: place.slot })
    })
    return { blocks, others }
  }

  /**
   * Does a step on blocked places part by part. A part whose blocks are not there (any more) is done when `wasDone`
   * says that this very part did it.
   */
  const inParts = async (
    { operationId, eventId, ranges }: BlockStep,
    part: {
      wasDone(partId: string, blocks: readonly KeyValue[], others: readonly Place[]): Promise<boolean>
      guarded(partId: string, blocks: readonly KeyValue[]): Guarded & { operationId?: string }
      entry(partId: string, places: readonly Place[]): ReturnType<typeof entry>
    },
  ): Promise<{ count: number }> => {
    const places = slotsOf(ranges).map(place => ({ eventId, ...place }))
    const parts = Array.from({ length: Math.ceil(places.length / comparedAtOnce) }, (_, n) => ({
      partId: `${operationId}.${n + 1}`,
      places: places.slice(n * comparedAtOnce, (n + 1) * comparedAtOnce),
    }))
    await book.settled()
    const open: typeof parts = []
    const done: Place[] = []
    const notBlocked: Place[] = []
    for (const one of parts) {
      const { blocks, others } = await lookAt(one.places)
      if (await part.wasDone(one.partId, blocks, others)) {
        done.push(...one.places)
        continue
      }
      open.push(one)
      notBlocked.push(...others)
    }
    /** Says what stays done of the parts before, and what of the others nobody else has. */
    const refuse = (taken: readonly Place[]) => {
      const isDone = new Set([...done, ...taken].map(claimKey))
      const left = places.filter(place => !isDone.has(claimKey(place)))
      return new Refusal('NOT_BLOCKED', {
        places: [...taken],
        ...(done.length > 0 && { done: [...done], left }),
      })
    }
    if (notBlocked.length > 0) throw refuse(notBlocked)
    for (const { partId, places: own } of open) {
      for (let attempt = 1; ; attempt++) {
        const { blocks, others } = await lookAt(own)
        // The same step, asked for twice at once, may have done it meanwhile.
        if (others.length > 0 && (await part.wasDone(partId, blocks, others))) break
        if (others.length > 0) throw refuse(others)
        const step = { ...part.guarded(partId, blocks), entry: part.entry(partId, own) }
        if ((await book.administer(step)).succeeded) break
        if (attempt >= tries) throw new Refusal('EDITED_MEANWHILE', { what: eventId })
      }
      done.push(...own)
    }
    return { count: places.length }
  }

  return {
    async block(by, { operationId, eventId, ranges, kind, reason, releaseAt }) {
      requireAhead(releaseAt)
      await book.settled()
      for (let attempt = 1; attempt <= tries; attempt++) {
        const { places, areas, seenAt } = findPlaces(eventId, ranges)
        const until = releaseAt ? { releaseAt } : {}
        const block: Block = { state: 'block', kind, reason, by: by.username, ...until, operationId }
        const guarded = blockStep({ eventId, areas, places, seenAt, block })
        const detail = { operationId, kind, reason, ...until }
        const result = await book.administer({
          ...guarded,
          entry: entry(by.username, 'blocked', eventId, places, detail),
        })
        if (result.succeeded) return { count: places.length }
        const claims = readBack(result.results).slice(areas.length)
        // An earlier copy of this very step may have done it.
        if (claims.some(kv => kv && blockIn(kv)?.operationId === operationId)) return { count: places.length }
        const taken = takenPlaces(places, claims)
        if (taken.length > 0) throw new Refusal('SEAT_TAKEN', { taken })
        await replica.reached(result.revision)
      }
      throw new Refusal('EDITED_MEANWHILE', { what: eventId })
    },

    change(by, { kind, reason, releaseAt, ...step }) {
      requireAhead(releaseAt)
      const changes = { ...(kind && { kind }), ...(reason !== undefined && { reason }) }
      return inParts(step, {
        wasDone: async (partId, blocks, others) =>
          others.length === 0 && blocks.every(kv => blockIn(kv)?.operationId === partId),
        guarded: (partId, blocks) =>
          changeStep(blocks, ({ releaseAt: before, ...block }) => {
            const until = releaseAt === undefined ? before : releaseAt
            return { ...block, ...changes, ...(until && { releaseAt: until }), operationId: partId }
          }),
        entry: (operationId, places) =>
          entry(by.username, 'block-changed', step.eventId, places, {
            ...changes,
            ...(releaseAt !== undefined && { releaseAt }),
            operationId,
          }),
      })
    },

    unblock: (by, step) =>
      inParts(step, {
        wasDone: async (partId, _, others) => others.length > 0 && (await book.wasAdministered(partId)),
        guarded: (operationId, blocks) => ({ ...unblockStep(blocks), operationId }),
        entry: (operationId, places) =>
          entry(by.username, 'unblocked', step.eventId, places, { operationId }),
      }),

    async releaseDue(due) {
      const byEvent = new Map<string, DueBlock[]>()
      for (const one of due) {
        const { eventId } = placeOfClaim(one.key)
        byEvent.set(eventId, [...(byEvent.get(eventId) ?? []), one])
      }
      let released = 0
      for (const [eventId, all] of byEvent) {
        const together = all.slice(0, comparedAtOnce)
        const places = together.map(({ key }) => placeOfClaim(key))
        const { succeeded } = await book.administer({
          ...unblockStep(together),
          entry: entry(terminalId, 'block-ran-out', eventId, places, {}),
        })
        if (succeeded) released += together.length
      }
      return released
    },
  }
}

/** `{ hall: '0–19 25' }`: short enough for a record that nobody sorts through. */
function shortly(places: readonly Place[]): Record<string, string> {
  const byArea: Record<string, string> = {}
  for (const { areaId, first, last } of rangesOf(places)) {
    const named = first === last ? String(first) : `${first}–${last}`
    byArea[areaId] = byArea[areaId] ? `${byArea[areaId]} ${named}` : named
  }
  return byArea
}
