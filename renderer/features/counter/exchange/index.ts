import { navigate } from 'wouter/use-hash-location'
import { usualWayBack } from '#shared/domain/order-rules'
import { type Exchange, exchangeInForce, type Settlement, useExchange } from '../../../stores/exchange'
import { terminal } from '../../../transport'
import { orderPath } from '../../../ui/paths'
import { clearChoice, notify, useDesk } from '../desk'
import { stillWanted } from '../rules/exchange-account'
import {
  currentAccount,
  currentBasket,
  isTillInUse,
  places,
  standing,
  useTill,
  wait,
  whenHeld,
} from '../till'
import { createExchanging } from './exchanging'
import { exchangeText } from './text'

/** Carries out the exchange of this page. */
export const exchanging = createExchanging({
  ...{ till: useTill, exchanges: useExchange, orders: terminal.orders, selling: terminal.selling },
  ...{ basket: currentBasket, whenHeld, extend: standing.extend, notify, now: () => Date.now(), wait },
})

/** The exchange that this counter works on at this moment. */
export const exchangeNow = (): Exchange | undefined => exchangeInForce(useExchange.getState())

/** The same as a hook. */
export const useExchangeNow = (): Exchange | undefined => useExchange(exchangeInForce)

/** Fewer new tickets than old ones are asked about once: a slip of the finger would lose a customer's seat. */
function isMeant(again: () => void): boolean {
  const { exchange, ticketCount } = currentAccount()
  const { length } = exchange?.given ?? []
  if (ticketCount >= length) return true
  const label = exchangeText.fewerDo(length, ticketCount)
  notify({
    ...{ tone: 'warn', ...exchangeText.fewer(length, ticketCount) },
    remedy: { does: 'settle-exchange', settle: again, label },
  })
  return false
}

/** Exchanges, with what is paid or the way the difference goes back. */
export function settleExchange(settlement: Partial<Settlement>, isSure = false): void {
  const exchange = exchangeNow()
  if (!exchange || currentAccount().ticketCount === 0) return
  if (!isSure && !isMeant(() => settleExchange(settlement, true))) return
  useDesk.setState({ typed: '' })
  void exchanging.settle({ payments: [], to: { method: 'cash' }, ...settlement })
}

/** What is due in cash. */
export function exchangeForCash(tenderedMinor: number): void {
  const { totalMinor: amountMinor } = currentAccount()
  if (tenderedMinor >= amountMinor)
    settleExchange({ payments: [{ method: 'cash', amountMinor, tenderedMinor }] })
}

/** The difference on the card that is due, or goes back to one. */
export function exchangeByCard(): void {
  const { totalMinor: amountMinor } = currentAccount()
  if (amountMinor > 0) settleExchange({ payments: [{ method: 'card', amountMinor }] })
  else settleExchange({ to: { method: 'card' } })
}

/** Where nothing is due: the difference goes back the way most of the money came. */
export function exchangeAndGiveBack(): void {
  const order = exchangeNow()?.order
  if (order) settleExchange({ to: backTo(usualWayBack(order)) })
}

/** A way back as the terminal takes it. */
export function backTo({ method, reference }: ReturnType<typeof usualWayBack>): Settlement['to'] {
  return method === 'gift' ? { method, code: reference ?? '' } : { method }
}

/** Leaves the exchange for the order's page. */
export function leaveExchange(): void {
  const { exchange } = useExchange.getState()
  if (!exchange) return
  exchanging.leave()
  if (!useExchange.getState().exchange) navigate(orderPath(exchange.orderId))
}

/** The price types of the old tickets that have no new one yet. */
export function stillWantedNow(): string[] {
  const { exchange, groups } = currentAccount()
  const taken = groups.flatMap(({ lines }) =>
    lines.map(line =>
      line.kind === 'seat'
        ? { priceType: line.seat.priceType, count: 1 }
        : { priceType: line.of.priceType, count: line.count },
    ),
  )
  return exchange ? stillWanted(exchange.given, taken) : []
}

/** What the seat that is clicked next is sold as: a child's seat stays a child's. Nothing where nothing is exchanged. */
export function wantedNext(): string | undefined {
  const { asked } = useTill.getState()
  const coming = asked.filter(({ doing, answered }) => doing === 'hold' && !answered)
  return stillWantedNow()[coming.length]
}

/** An exchange begins at the counter as soon as no other customer is there. */
function takeUp() {
  const { exchange } = useExchange.getState()
  const till = useTill.getState()
  if (exchange?.stands.is !== 'waiting' || isTillInUse(till)) return
  if (till.sale.step !== 'open' || till.underWay > 0) return
  clearChoice()
  useExchange.setState({ exchange: { ...exchange, stands: { is: 'choosing' } } })
}

useTill.subscribe(takeUp)
useExchange.subscribe((now, before) => {
  const { exchange } = before
  // What was held for one that is left is let go.
  if (exchange?.stands.is === 'choosing' && now.exchange?.operationId !== exchange.operationId) {
    const released = places.releaseAll()
    const { overtaken } = now
    if (overtaken)
      void released.then(() => notify({ tone: 'warn', ...exchangeText.overtaken(overtaken.number) }))
  }
  takeUp()
})

// What is told of the exchange before goes with the next sale.
useTill.subscribe((now, before) => {
  if (now.lastSale && now.lastSale !== before.lastSale && useExchange.getState().done)
    useExchange.setState({ done: undefined })
})
