import type { Place } from '#shared/domain/order'
import type { Op } from '../../cluster/model'
import { absent, get, put, remove, unchanged } from '../../cluster/txn'
import { claimKey, claimTextsOf, keyspace, type StoredBasket } from '../../keyspace'
import type { AdministrativeStep } from '../book'

/** A step on a basket without its audit record, which `administer` puts beside it in the same transaction. */
type BasketStep = Omit<AdministrativeStep, 'entry'>

/** A basket as the step found it. */
export interface Found {
  key: string
  stored: StoredBasket
  modRevision: number
}

/**
 * Makes one basket another: the old key goes, and every claim is written again on the new one's lease. Both are
 * compared, so no message about the old basket is carried out after it, and no copy of this one twice. Reads back when
 * refused: the old one, the new one.
 */
export function moveStep(from: Found, to: StoredBasket, leaseId: string): BasketStep {
  const key = keyspace.basket.key(to.terminalId, to.basketId)
  const { terminalId, basketId, sellerName } = to
  const claimText = claimTextsOf({ state: 'hold', terminalId, basketId, sellerName })
  return {
    compare: [unchanged(from.key, from.modRevision), absent(key)],
    success: [
      ...to.lines.map(line => put(claimKey(line), claimText(line), { leaseId })),
      put(key, keyspace.basket.encode(to), { leaseId }),
      remove(from.key),
    ],
    failure: [get(from.key), get(key)],
  }
}

/**
 * Frees places of a basket that is somebody else's: it keeps its lease, and goes with its last place. Reads back when
 * refused: the basket.
 */
export function freeStep(from: Found, kept: StoredBasket, freed: readonly Place[]): BasketStep {
  const owner: Op =
    kept.lines.length > 0
      ? put(from.key, keyspace.basket.encode(kept), { ignoreLease: true })
      : remove(from.key)
  return {
    compare: [unchanged(from.key, from.modRevision)],
    success: [...freed.map(place => remove(claimKey(place))), owner],
    failure: [get(from.key)],
  }
}
