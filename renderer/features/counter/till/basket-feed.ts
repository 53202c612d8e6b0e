import type { TicketLine } from '#shared/domain/order'
import { stillAsked, type TillState } from './till-store'

/** The terminal's baskets as the page knows them; `known` once the first picture came. */
export interface BasketsSeen<B> {
  known: boolean
  byId: ReadonlyMap<string, B>
}

/**
 * What a new picture of the baskets means for the till. `ended` is its basket when that is over without this page
 * having asked for it: the hold ran out, or the event was cancelled.
 */
export function afterFeed<B extends { lines: readonly TicketLine[] }>(
  till: TillState,
  now: BasketsSeen<B>,
  before: BasketsSeen<B>,
): { till: Partial<TillState>; ended?: B } {
  const { basketId } = till
  const basket = basketId === undefined ? undefined : now.byId.get(basketId)
  const asked = till.asked.length > 0 ? stillAsked(till.asked, basket?.lines ?? []) : till.asked
  const isBusy = till.underWay > 0 || ['paying', 'checking', 'exchanging'].includes(till.sale.step)
  if (!now.known || basketId === undefined || isBusy) return { till: { asked } }
  // After a reload: what was picked went into the basket with the first seat.
  if (basket) return { till: before.known ? { asked } : { asked, picks: [] } }
  const ended = before.byId.get(basketId)
  if (ended) return { till: { asked, basketId: undefined }, ended }
  // Not there in the first picture after a reload: it ended while nobody looked.
  return { till: before.known ? { asked } : { asked, basketId: undefined } }
}
