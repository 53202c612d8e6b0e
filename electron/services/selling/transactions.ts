import type { TicketType } from '#shared/domain/event'
import type { Place } from '#shared/domain/order'
import type { Compare, Txn } from '../../cluster/model'
import { get, packed, put, remove, unchanged } from '../../cluster/txn'
import { claimKey, keyspace, type StoredBasket } from '../../keyspace'
import type { Versioned } from '../../replica'

/*
 * The transactions of a basket, as values. Each compares the owner of every claim it touches and writes or deletes that
 * owner, so that two changes of one basket or one order can never both succeed on the same state.
 */

export const ticketTypeKey = (type: TicketType) => keyspace.ticketType.key(type.eventId, type.type)
export const onSale = (types: readonly Versioned<TicketType>[]): Compare[] =>
  types.map(type => unchanged(ticketTypeKey(type.value), type.modRevision))

/** Takes `dropped` out of a basket; without lines left the basket goes too. Reads back when refused: the basket. */
export function dropTxn(step: {
  basket: StoredBasket
  basketRevision: number
  dropped: readonly Place[]
  leaseId: string | undefined
}): Txn {
  const { basket, basketRevision, dropped, leaseId } = step
  const key = keyspace.basket.key(basket.terminalId, basket.basketId)
  const owner = basket.lines.length > 0 ? put(key, keyspace.basket.encode(basket), { leaseId }) : remove(key)
  return packed({
    compare: [unchanged(key, basketRevision)],
    success: [...dropped.map(place => remove(claimKey(place))), owner],
    failure: [get(key)],
  })
}

/** Rewrites a basket unchanged: every earlier message about it is dead after that. */
export function fenceTxn(basket: StoredBasket, basketRevision: number, leaseId: string): Txn {
  return dropTxn({ basket, basketRevision, dropped: [], leaseId })
}
