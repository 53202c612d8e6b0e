import { newId } from '#shared/domain/ids'
import { Refusal } from '#shared/errors/refusals'
import type { Replica } from '../../replica'
import { oneMore } from './extending'
import { holdLimits } from './hold-limits'
import type { Moves } from './moving'
import type { OpenBasket } from './open-baskets'
import type { Seller } from './seller'

/** What a cashier does with a basket that is not to be sold here and now. The page draws `newBasketId`. */
export interface PassingOn {
  /** Keeps it for somebody who comes back, for `forMs` or as long as the house allows. */
  putAside(
    seller: Seller,
    input: { basketId: string; newBasketId: string; customerName: string; forMs?: number | undefined },
  ): Promise<OpenBasket>
  /** Takes one that was put aside, here or at any other terminal, to be sold here. */
  recall(
    seller: Seller,
    input: { terminalId: string; basketId: string; newBasketId: string; orderId: string },
  ): Promise<OpenBasket>
  /** Gives it to another terminal that is running, which shows it at once. */
  handOver(
    seller: Seller,
    input: { basketId: string; newBasketId: string; toTerminalId: string },
  ): Promise<void>
}

export function createPassingOn(options: {
  replica: Replica
  terminalId: string
  moves: Moves
  holdTtlMs: () => number
}): PassingOn {
  const { replica, terminalId, moves, holdTtlMs } = options

  return {
    async putAside(seller, { basketId, newBasketId, customerName, forMs }) {
      const basket = await moves.move({ terminalId, basketId }, newBasketId, stored => {
        const { asideTtlMs } = holdLimits(replica)
        return {
          ...{ how: 'put-aside' as const, by: seller, terminalId },
          forMs: Math.min(forMs ?? asideTtlMs, asideTtlMs),
          change: { extensions: oneMore(replica, stored), aside: { customerName } },
        }
      })
      return orChanged(basket)
    },

    async recall(seller, { terminalId: from, basketId, newBasketId, orderId }) {
      const basket = await moves.move({ terminalId: from, basketId }, newBasketId, stored => {
        if (!stored.aside) throw new Refusal('NOT_FOUND', { what: 'basket put aside', id: basketId })
        return {
          ...{ how: 'recalled' as const, by: seller, terminalId, forMs: holdTtlMs() },
          change: { seller: seller.username, sellerName: seller.name, orderId },
        }
      })
      return orChanged(basket)
    },

    async handOver(seller, { basketId, newBasketId, toTerminalId }) {
      if (toTerminalId === terminalId) throw new Refusal('BASKET_CHANGED', {})
      await moves.move({ terminalId, basketId }, newBasketId, stored => ({
        ...{ how: 'handed-over' as const, by: seller, terminalId: toTerminalId, forMs: holdTtlMs() },
        // The sale there is another one: its page draws the order's id.
        change: { extensions: oneMore(replica, stored), orderId: newId() },
      }))
    },
  }
}

/** The same move asked for twice, with its basket over since. */
export function orChanged(basket: OpenBasket | undefined): OpenBasket {
  if (!basket) throw new Refusal('BASKET_CHANGED', {})
  return basket
}
