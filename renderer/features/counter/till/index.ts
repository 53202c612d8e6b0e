import { useMemo } from 'react'
import type { OpenBasket } from '../../../stores/baskets'
import { useBaskets } from '../../../stores/baskets'
import { useEvents } from '../../../stores/events'
import { useHouse } from '../../../stores/house'
import { useTerminal } from '../../../stores/terminal'
import { pause, terminal, useConnection } from '../../../transport'
import { notify, useDesk } from '../desk'
import { holdEndedNotice } from '../rules/notices'
import { afterFeed } from './basket-feed'
import { createPayments } from './payments'
import { createPlaces } from './places'
import { type LastSale, lastSaleOf } from './sale'
import { createTill, type TillState } from './till-store'

/** This page's till: what it sells, and the two ways to act on it. */
export const useTill = createTill(sessionStorage)

export const places = createPlaces({
  till: useTill,
  selling: terminal.selling,
  basket: currentBasket,
  notify,
})

let wake = new AbortController()

export const payments = createPayments({
  till: useTill,
  selling: terminal.selling,
  basket: currentBasket,
  notify,
  ticketTypes: () => {
    const state = useHouse.getState()
    return state.status === 'shown' ? state.house.ticketTypes : []
  },
  now: () => Date.now(),
  wait: ms => {
    wake = new AbortController()
    return pause(ms, wake.signal)
  },
})

/** The basket this page opened, as the terminal tells it. */
export function currentBasket(): OpenBasket | undefined {
  const { basketId } = useTill.getState()
  return basketId === undefined ? undefined : useBaskets.getState().byId.get(basketId)
}

/** The same as a hook. */
export function useCurrentBasket(): OpenBasket | undefined {
  const basketId = useTill(state => state.basketId)
  return useBaskets(state => (basketId === undefined ? undefined : state.byId.get(basketId)))
}

/**
 * The sale before this one: this page's, else one that was found done when the terminal started again. Its money was
 * taken and nobody saw its number.
 */
export function useLastSale(): LastSale | undefined {
  const own = useTill(state => state.lastSale)
  const recovered = useBaskets(state => state.recovered.at(-1))
  return useMemo(() => own ?? (recovered && lastSaleOf(recovered, true)), [own, recovered])
}

// A question about a lost sale does not wait any longer once there is somebody to answer it.
useConnection.subscribe(state => {
  if (state.status === 'connected') wake.abort()
})
useTerminal.subscribe((state, before) => {
  if (state.status?.phase !== before.status?.phase) wake.abort()
})

useBaskets.subscribe((now, before) => {
  const { till, ended } = afterFeed(useTill.getState(), now, before)
  useTill.setState(till)
  if (ended)
    notify(
      holdEndedNotice(
        ended.lines,
        ended.lines.every(line => isCancelled(line.eventId)),
      ),
    )
})

// The next customer begins with the first price again.
useTill.subscribe((now, before) => {
  if (isInUse(before) && !isInUse(now)) useDesk.setState({ priceType: undefined })
})

function isInUse({ basketId, picks }: TillState): boolean {
  return basketId !== undefined || picks.length > 0
}

function isCancelled(eventId: string): boolean {
  return useEvents.getState().byId.get(eventId)?.status === 'cancelled'
}
