import type { TerminalClient } from '#shared/contract/index'
import type { Basket } from '#shared/contract/selling'
import { newId } from '#shared/domain/ids'
import { createTryIds } from '../../../stores/try-ids'
import { wantedOf } from '../rules/picks'
import { createAlone } from './alone'
import { holdPicked, type WhenHeld } from './hold-picked'
import { saleIds, type Till } from './till-store'

export interface StandingOptions {
  till: Till
  selling: Pick<TerminalClient['selling'], 'hold'>
  baskets: Pick<TerminalClient['baskets'], 'extend' | 'putAside' | 'recall'>
  basket: () => Basket | undefined
  whenHeld: WhenHeld
}

/**
 * Giving a basket more time, and putting it aside for a customer who comes back. Each draws the id of the basket that it
 * makes, so that a second try is the same move. What fails rejects with a `CallFailure`, for the caller to tell.
 */
export function createStanding({ till, selling, baskets, basket, whenHeld }: StandingOptions) {
  const alone = createAlone(till)
  const tries = createTryIds()

  /** The basket, opened for what was only picked. */
  const held = async (): Promise<string | undefined> => {
    const { picks } = till.getState()
    if (picks.length === 0) return basket()?.basketId
    const ids = saleIds(till)
    await holdPicked({ till, selling, whenHeld }, ids, wantedOf(picks))
    return ids.basketId
  }

  const freed = {
    basketId: undefined,
    orderId: undefined,
    picks: [],
    asked: [],
    vouchers: [],
    buyer: undefined,
  }

  return {
    /** Holds what was only picked, for whatever needs a basket. @returns its id */
    hold: () => alone(held),
    extend: () =>
      alone(async () => {
        const basketId = basket()?.basketId
        if (basketId === undefined) return
        const given = await baskets.extend({ basketId, newBasketId: tries.idFor(['extend', basketId]) })
        tries.done()
        if (given.basketId !== basketId) till.setState({ basketId: given.basketId })
      }),
    /** Keeps the basket under a name for a customer who comes back, and makes room for the next one. */
    putAside: (customerName: string) =>
      alone(async () => {
        const basketId = await held()
        if (basketId === undefined) return
        const newBasketId = tries.idFor(['put aside', basketId, customerName])
        await baskets.putAside({ basketId, newBasketId, customerName })
        tries.done()
        till.setState(freed)
      }),
    /** Takes a basket that was put aside, here or at another till. */
    recall: (from: { terminalId: string; basketId: string }) =>
      alone(async () => {
        const { terminalId, basketId } = from
        const newBasketId = tries.idFor(['recall', terminalId, basketId])
        const recalled = await baskets.recall({ terminalId, basketId, newBasketId, orderId: newId() })
        tries.done()
        till.setState({ ...freed, basketId: recalled.basketId, orderId: recalled.orderId })
      }),
  }
}
