import { useMemo } from 'react'
import type { BasketsState, OpenBasket } from '../../../stores/baskets'
import { useBaskets } from '../../../stores/baskets'
import { useEvents } from '../../../stores/events'
import { type Exchange, exchangeInForce, givenLines, useExchange } from '../../../stores/exchange'
import { useHouse } from '../../../stores/house'
import { useTerminal } from '../../../stores/terminal'
import { pause, terminal, useConnection } from '../../../transport'
import { notify, useDesk } from '../desk'
import { type Account, accountOf, type Pricing } from '../rules/account'
import { exchangeAccount } from '../rules/exchange-account'
import { nearestSeats } from '../rules/nearest-seats'
import { holdEndedNotice, noticeOf } from '../rules/notices'
import { afterFeed } from './basket-feed'
import { createAnsweredDevice } from './card-device'
import { createDevicePayments } from './device'
import { createPayments } from './payments'
import { createPlaces } from './places'
import { createQuotes, createQuoting } from './quotes'
import { createRepricing } from './repricing'
import { type LastSale, lastSaleOf } from './sale'
import { createStanding } from './standing'
import { createTill, type TillState } from './till-store'
import { createUndoing } from './undo'
import { whenShown } from './when-shown'

/** This page's till: what it sells, and the two ways to act on it. */
export const useTill = createTill(sessionStorage)

export const places = createPlaces({
  till: useTill,
  selling: terminal.selling,
  basket: currentBasket,
  notify,
  nearest: gone => {
    const state = useHouse.getState()
    return state.status === 'shown' ? nearestSeats(state.house, gone) : []
  },
})

let wake = new AbortController()

export const useQuotes = createQuotes()

export const quoting = createQuoting({
  till: useTill,
  quotes: useQuotes,
  selling: terminal.selling,
  basket: currentBasket,
  onUnusable: failure => notify(noticeOf({ failure, lines: [] })),
})

export const standing = createStanding({
  till: useTill,
  selling: terminal.selling,
  baskets: terminal.baskets,
  basket: currentBasket,
  whenHeld,
})

export const repricing = createRepricing({ till: useTill, selling: terminal.selling })

/** The device of this till's card payments. */
export const cardDevice = createAnsweredDevice(() => useTerminal.getState().welcome?.cardDevice ?? 'manual')

const now = () => Date.now()
/** Waits, or less when there is reason to ask the terminal again at once. */
export const wait = (ms: number) => {
  wake = new AbortController()
  return pause(ms, wake.signal)
}

export const devicePayments = createDevicePayments({
  ...{ till: useTill, orders: terminal.orders, device: () => cardDevice, notify, now, wait },
})

export const undoing = createUndoing({
  ...{ till: useTill, orders: terminal.orders, now, wait },
  onRefused: failure => notify(noticeOf({ failure, lines: [] })),
})

export const payments = createPayments({
  till: useTill,
  selling: terminal.selling,
  basket: currentBasket,
  pricing: pricingNow,
  whenHeld,
  onAtDevice: devicePayments.begin,
  notify,
  ticketTypes: () => {
    const state = useHouse.getState()
    return state.status === 'shown' ? state.house.ticketTypes : []
  },
  now,
  wait,
})

let isResumed = false

/**
 * Takes up what a reload of this page interrupted: a sale, a device's word, a sale that was being taken back. Once a
 * page: what is under way when the cashier comes back from another screen asks for itself.
 */
export function resumeTill(): void {
  if (isResumed) return
  isResumed = true
  void payments.resume()
  void devicePayments.resume()
  void undoing.resume()
}

/** What this house puts on tickets, and what the customer's vouchers take off them. */
function pricingNow(): Pricing {
  return {
    charges: useTerminal.getState().welcome?.charges ?? noCharges,
    discounts: useQuotes.getState().quote?.discounts ?? noDiscounts,
  }
}

const noCharges: Pricing['charges'] = {}
const noDiscounts: Pricing['discounts'] = []

/** What this customer takes, and what it costs. */
export function currentAccount(): Account {
  const account = accountOf(currentBasket(), useTill.getState().picks, pricingNow())
  return inExchange(account, exchangeInForce(useExchange.getState()))
}

/** The account by the order whose tickets it is exchanged for, while there is one. */
function inExchange(account: Account, exchange: Exchange | undefined): Account {
  return exchange?.order ? exchangeAccount(account, exchange.order, givenLines(exchange)) : account
}

/** The same as a hook. */
export function useAccount(): Account {
  const basket = useCurrentBasket()
  const picks = useTill(state => state.picks)
  const charges = useTerminal(state => state.welcome?.charges ?? noCharges)
  const discounts = useQuotes(state => state.quote?.discounts ?? noDiscounts)
  const exchange = useExchange(exchangeInForce)
  return useMemo(
    () => inExchange(accountOf(basket, picks, { charges, discounts }), exchange),
    [basket, picks, charges, discounts, exchange],
  )
}

/** Does `act` once the terminal's picture of the basket is here, or when that is late. */
export function whenHeld(basketId: string, act: () => void) {
  return whenShown(baskets => baskets.has(basketId), act)
}

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
  takeUpFirst(now, before)
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

useBaskets.subscribe(() => void quoting.renew())
useTill.subscribe((now, before) => {
  if (now.vouchers !== before.vouchers || now.basketId !== before.basketId) void quoting.renew()
})

/** What waited for a device when this window opened is nobody's here yet: it is asked about before anything is sold. */
function takeUpFirst(now: BasketsState, before: BasketsState) {
  if (before.known || !now.known) return
  const { sale, basketId, picks } = useTill.getState()
  // The card of an order that stands is answered on its page.
  const first = now.paying.find(({ status }) => status === 'paying')
  if (first && sale.step === 'open' && basketId === undefined && picks.length === 0)
    devicePayments.takeUp(first)
}

// Vouchers and name are one customer's.
useTill.subscribe((now, before) => {
  if (!isTillInUse(before) || isTillInUse(now)) return
  if (now.vouchers.length > 0 || now.buyer) useTill.setState({ vouchers: [], buyer: undefined })
})

// The next Enter of a cashier who goes on is for the customer in front, not for the sale before.
useTill.subscribe((now, before) => {
  if (now.underWay > before.underWay || (now.picks !== before.picks && now.picks.length > 0)) undoing.goOn()
})
useDesk.subscribe((now, before) => {
  if (now.gathering !== before.gathering && now.gathering) undoing.goOn()
})

/** Whether a customer's tickets are at this till. */
export function isTillInUse({ basketId, picks }: TillState): boolean {
  return basketId !== undefined || picks.length > 0
}

function isCancelled(eventId: string): boolean {
  return useEvents.getState().byId.get(eventId)?.status === 'cancelled'
}
