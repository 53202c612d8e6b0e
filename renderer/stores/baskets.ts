import { create } from 'zustand'
import type { Basket, SaleReceipt } from '#shared/contract/selling'
import type { Order } from '#shared/domain/order'
import { terminal } from '../transport'
import { followFeed } from './follow-feed'
import { feedRefused } from './session'

/** A basket with its deadline on this page's own monotonic clock (`performance.now()`, milliseconds). */
export interface OpenBasket extends Basket {
  deadlineAt: number
}

/** This terminal's open baskets, in every one of its windows. */
export interface BasketsState {
  known: boolean
  byId: ReadonlyMap<string, OpenBasket>
  /** Sales that were found done when the terminal started again, until the next one is made. */
  recovered: readonly SaleReceipt[]
  /** Orders that wait for a device's last word, whichever window began them. */
  paying: readonly Order[]
}

const noBaskets: BasketsState = { known: false, byId: new Map(), recovered: [], paying: [] }

export const useBaskets = create<BasketsState>(() => noBaskets)

export function followBaskets(): () => void {
  const set = ({
    baskets,
    recovered,
    paying,
  }: {
    baskets: Basket[]
    recovered: SaleReceipt[]
    paying: Order[]
  }) => useBaskets.setState({ known: true, byId: basketsById(baskets, performance.now()), recovered, paying })
  const stop = followFeed({
    open: (resume, signal) => terminal.selling.baskets({ resume }, { signal }),
    onSnapshot: set,
    onChange: set,
    onRefused: feedRefused,
  })
  return () => {
    stop()
    useBaskets.setState(noBaskets, true)
  }
}

/** `baskets` as they came at `now`, by id. */
export function basketsById(baskets: readonly Basket[], now: number): ReadonlyMap<string, OpenBasket> {
  return new Map(
    baskets.map(basket => [basket.basketId, { ...basket, deadlineAt: now + basket.deadlineInMs }]),
  )
}
