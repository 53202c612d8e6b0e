import { rangesOf } from '#shared/domain/block'
import type { Area, TicketType } from '#shared/domain/event'
import type { Place, TicketLine } from '#shared/domain/order'
import type { Compare, KeyValue } from '../../cluster/model'
import { absent, get, put, remove, unchanged } from '../../cluster/txn'
import { type Claim, claimKey, claimTextsOf, keyspace, type StoredBasket } from '../../keyspace'
import type { Versioned } from '../../replica'
import type { AdministrativeStep } from '../book'

/*
 * The transactions of blocks. A block owns itself: whoever makes one compares that the claim is absent, whoever
 * changes or frees one compares its `mod_revision`. etcd can compare absence over a range of keys, but not presence:
 * one step blocks any number, and changes or frees as many as it has compares for.
 */

export type Block = Claim & { state: 'block' }
export type Guarded = Omit<AdministrativeStep, 'entry'>

/** Beside the ledger and the areas; two thousand claims still fit into two levels beside so many. */
const comparedRuns = 90
/** How many areas one step may touch. */
export const areasAtOnce = 10
/** How many claims are changed or freed in one transaction. */
export const comparedAtOnce = 100

const areaKey = (area: Area) => keyspace.area.key(area.eventId, area.areaId)

/**
 * Blocks free places. Reads back when refused: areas, then the claims, in this order.
 * @param step.places ascending in each area
 * @param step.seenAt the revision at which the caller saw all of them free, or 0
 */
export function blockStep(step: {
  eventId: string
  areas: readonly Versioned<Area>[]
  places: readonly { areaId: string; slot: number }[]
  seenAt: number
  block: Block
}): Guarded {
  const { eventId, areas, places, seenAt, block } = step
  const keys = places.map(place => claimKey({ eventId, ...place }))
  const text = keyspace.claim.encode(block)
  return {
    // An area that is made smaller at the same moment must not get a claim past its end.
    compare: [
      ...areas.map(area => unchanged(areaKey(area.value), area.modRevision)),
      ...nobodyHas(eventId, places, seenAt),
    ],
    success: keys.map(key => put(key, text)),
    failure: [...areas.map(area => get(areaKey(area.value))), ...keys.map(get)],
  }
}

/**
 * That no claim is on any of `places`. In more runs than a transaction has compares for, it is that nobody wrote a claim
 * between the first and the last place of an area since `seenAt`, when they were free: stricter, and as certain.
 */
function nobodyHas(
  eventId: string,
  places: readonly { areaId: string; slot: number }[],
  seenAt: number,
): Compare[] {
  const runs = rangesOf(places)
  const over = (areaId: string, first: number, last: number) => ({
    key: claimKey({ eventId, areaId, slot: first }),
    rangeEnd: `${claimKey({ eventId, areaId, slot: last })}\0`,
  })
  if (runs.length <= comparedRuns)
    return runs.map(({ areaId, first, last }) =>
      first === last
        ? absent(claimKey({ eventId, areaId, slot: first }))
        : { ...over(areaId, first, last), target: 'create', is: '=', revision: 0 },
    )
  const spans = new Map<string, { first: number; last: number }>()
  for (const { areaId, slot } of places)
    spans.set(areaId, { first: spans.get(areaId)?.first ?? slot, last: slot })
  return [...spans].map(([areaId, { first, last }]) => ({
    ...over(areaId, first, last),
    target: 'mod',
    is: '<',
    revision: seenAt + 1,
  }))
}

/** Frees blocks that are as they were read. Reads back when refused: the claims. */
export function unblockStep(blocks: readonly { key: string; modRevision: number }[]): Guarded {
  return {
    compare: blocks.map(({ key, modRevision }) => unchanged(key, modRevision)),
    success: blocks.map(({ key }) => remove(key)),
    failure: blocks.map(({ key }) => get(key)),
  }
}

/** Rewrites blocks that are as they were read. */
export function changeStep(blocks: readonly KeyValue[], change: (block: Block) => Block): Guarded {
  return {
    ...unblockStep(blocks),
    success: blocks.map(kv => put(kv.key, keyspace.claim.encode(change(keyspace.claim.edit(kv) as Block)))),
  }
}

/**
 * Turns blocks into holds of a basket, opening it when `basketRevision` is 0: compares as a hold does, but each claim
 * is the block it was read as. Reads back when refused: basket, ticket types, claims, in this order.
 */
export function blocksIntoBasketStep(step: {
  basket: StoredBasket
  basketRevision: number
  added: readonly TicketLine[]
  blocks: readonly KeyValue[]
  ticketTypes: readonly Versioned<TicketType>[]
  leaseId: string
}): Guarded {
  const { basket, basketRevision, added, blocks, ticketTypes, leaseId } = step
  const { terminalId, basketId, sellerName } = basket
  const basketKey = keyspace.basket.key(terminalId, basketId)
  const typeKeys = ticketTypes.map(({ value }) => keyspace.ticketType.key(value.eventId, value.type))
  const claimText = claimTextsOf({ state: 'hold', terminalId, basketId, sellerName })
  return {
    compare: [
      unchanged(basketKey, basketRevision),
      ...ticketTypes.map(({ modRevision }, n) => unchanged(typeKeys[n] ?? '', modRevision)),
      ...blocks.map(({ key, modRevision }) => unchanged(key, modRevision)),
    ],
    success: [
      ...added.map(line => put(claimKey(line), claimText(line), { leaseId })),
      put(basketKey, keyspace.basket.encode(basket), { leaseId }),
    ],
    failure: [get(basketKey), ...typeKeys.map(get), ...added.map(line => get(claimKey(line)))],
  }
}

export const placeOfClaim = (key: string): Place => {
  const [eventId = '', areaId = '', slot] = keyspace.claim.parts(key) ?? []
  return { eventId, areaId, slot: Number(slot) }
}
