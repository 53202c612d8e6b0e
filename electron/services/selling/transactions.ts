import type { TicketType } from '#shared/domain/event'
import type { Place, TicketLine } from '#shared/domain/order'
import type { Compare, Txn } from '../../cluster/model'
import { absent, get, packed, put, remove, unchanged } from '../../cluster/txn'
import { claimKey, claimTextsOf, keyspace, type StoredBasket } from '../../keyspace'
import type { Versioned } from '../../replica'

/*
 * The transactions of a basket, as values. Each compares the owner of every claim it touches and writes or deletes that
 * owner, so that two changes of one basket or one order can never both succeed on the same state.
 */

export const ticketTypeKey = (type: TicketType) => keyspace.ticketType.key(type.eventId, type.type)
export const onSale = (types: readonly Versioned<TicketType>[]): Compare[] =>
  types.map(type => unchanged(ticketTypeKey(type.value), type.modRevision))

/**
 * Adds `added` to a basket, opening it when `basketRevision` is 0.
 * Reads back when refused: basket, ticket types, claims of the added places, in this order.
 */
export function holdTxn(step: {
  basket: StoredBasket
  basketRevision: number
  added: readonly TicketLine[]
  ticketTypes: readonly Versioned<TicketType>[]
  leaseId: string | undefined
}): Txn {
  const { basket, basketRevision, added, ticketTypes, leaseId } = step
  const key = keyspace.basket.key(basket.terminalId, basket.basketId)
  const { terminalId, basketId, sellerName } = basket
  const claimText = claimTextsOf({ state: 'hold', terminalId, basketId, sellerName })
  return packed({
    compare: [
      unchanged(key, basketRevision),
      ...onSale(ticketTypes),
      ...added.map(line => absent(claimKey(line))),
    ],
    success: [
      ...added.map(line => put(claimKey(line), claimText(line), { leaseId })),
      put(key, keyspace.basket.encode(basket), { leaseId }),
    ],
    failure: [
      get(key),
      ...ticketTypes.map(type => get(ticketTypeKey(type.value))),
      ...added.map(line => get(claimKey(line))),
    ],
  })
}

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
