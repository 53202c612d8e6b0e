import { newId } from '#shared/domain/ids'
import { Refusal } from '#shared/errors/refusals'
import { ClusterFailure, type Connection } from '../../cluster/model'
import type { Replica } from '../../replica'
import type { Clock } from '../clock'
import { readBack } from './conflicts'
import type { HoldLeases } from './hold-lease'
import { holdLimits } from './hold-limits'
import type { Moves } from './moving'
import type { OpenBasket, OpenBaskets } from './open-baskets'
import type { Seller } from './seller'
import { dropTxn } from './transactions'

/** Giving a basket more time. */
export interface Extending {
  /**
   * Gives it the whole hold time again. Basket and claims stay on their lease, which is renewed; only when a message
   * on that lease had no answer, and so it must not be renewed, do they move to another one: the basket then has the
   * id `newBasketId`.
   */
  extend(seller: Seller, input: { basketId: string; newBasketId: string }): Promise<OpenBasket>
}

/** How often the basket was given more time, with this time. @throws Refusal when it is enough. */
export function oneMore(replica: Replica, stored: { extensions?: number | undefined }): number {
  const { maxExtensions } = holdLimits(replica)
  const extensions = (stored.extensions ?? 0) + 1
  if (extensions > maxExtensions) throw new Refusal('HELD_LONG_ENOUGH', { limit: maxExtensions })
  return extensions
}

export function createExtending(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  leases: HoldLeases
  baskets: OpenBaskets
  moves: Moves
  holdTtlMs: () => number
}): Extending {
  const { connection, replica, terminalId, clock, leases, baskets, moves, holdTtlMs } = options

  /** @returns nothing when the lease is not to be renewed. */
  const renewed = async (basket: OpenBasket): Promise<OpenBasket | undefined> => {
    const extensions = oneMore(replica, basket.stored)
    const leftMs = await leases.renew(basket.leaseId).catch(async (error: unknown) => {
      if (!(error instanceof ClusterFailure) || error.reason !== 'lease-not-found') throw error
      throw baskets.moved(basket, await connection.get(basket.key))
    })
    if (leftMs === undefined) return undefined
    // The house may have changed its hold time since the lease was granted, which cannot be given more.
    const forMs = Math.min(leftMs, holdTtlMs())
    const deadline = clock.monotonic() + forMs
    const { modRevision: basketRevision, leaseId } = basket
    const openUntil = new Date(clock.now() + forMs).toISOString()
    const next = { ...basket.stored, extensions, openUntil, stepId: newId() }
    const txn = dropTxn({ basket: next, basketRevision, dropped: [], leaseId })
    const { result } = await baskets.send(basket, txn)
    if (result.succeeded) baskets.changed(basket, next, result.revision)
    else {
      const refusal = baskets.moved(basket, readBack(result.results)[0])
      if (basket.stored.stepId !== next.stepId) throw refusal
    }
    baskets.extendTo(basket, Math.max(deadline, basket.deadline))
    return basket
  }

  return {
    async extend(seller, { basketId, newBasketId }) {
      const already = baskets.movedTo(basketId) === newBasketId && baskets.get(newBasketId)
      if (already) return already
      const basket = await baskets.withBasket(basketId, renewed)
      if (basket) return basket
      const moved = await moves.move({ terminalId, basketId }, newBasketId, stored => ({
        ...{ how: 'moved' as const, by: seller, terminalId, forMs: holdTtlMs() },
        change: { extensions: oneMore(replica, stored), aside: stored.aside },
      }))
      if (!moved) throw new Refusal('BASKET_CHANGED', {})
      return moved
    },
  }
}
