import { newId } from '#shared/domain/ids'
import { keyspace } from '../../keyspace'
import { type Clock, instantOf } from '../clock'
import type { HoldLeases } from './hold-lease'
import type { OpenBasket } from './open-baskets'
import type { Seller } from './seller'

/** Makes baskets that are not in the cluster yet: what the first step on one opens it with, on a lease for it. */
export function blankBaskets(options: {
  terminalId: string
  clock: Clock
  leases: HoldLeases
  holdTtlMs: () => number
}): (seller: Seller, basketId: string, orderId: string) => Promise<OpenBasket> {
  const { terminalId, clock, leases, holdTtlMs } = options
  return async (seller, basketId, orderId) => {
    const leaseId = await leases.forNewBasket()
    const ttl = holdTtlMs()
    return {
      key: keyspace.basket.key(terminalId, basketId),
      stored: {
        ...{ basketId, terminalId, orderId, seller: seller.username, sellerName: seller.name },
        openedAt: instantOf(clock),
        openUntil: new Date(clock.now() + ttl).toISOString(),
        stepId: newId(),
        // Replaced by the first place's.
        currency: 'XXX',
        lines: [],
        extensions: 0,
      },
      modRevision: 0,
      leaseId,
      deadline: clock.monotonic() + ttl,
      inDoubt: false,
    }
  }
}
