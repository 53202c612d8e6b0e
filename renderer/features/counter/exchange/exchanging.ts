import type { TerminalClient } from '#shared/contract/index'
import { newId } from '#shared/domain/ids'
import type { Order, PaymentMethod } from '#shared/domain/order'
import { isRefusal } from '#shared/errors/refusals'
import type { OpenBasket } from '../../../stores/baskets'
import {
  type Exchange,
  type Exchanged,
  type ExchangeStands,
  type ExchangeState,
  mayLeave,
  type Settlement,
} from '../../../stores/exchange'
import { type Notice, noticeOf } from '../rules/notices'
import { wantedOf } from '../rules/picks'
import { placeOf } from '../rules/places'
import { holdPicked, type WhenHeld } from '../till/hold-picked'
import { openSale } from '../till/sale'
import { carryOut, type StepEnd, type StepId, untilCertain } from '../till/steps'
import { saleIds, type Till } from '../till/till-store'
import { exchangeText } from './text'

interface Exchanges {
  getState(): ExchangeState
  setState(change: Partial<ExchangeState>): void
}

export interface ExchangingOptions {
  till: Till
  exchanges: Exchanges
  orders: Pick<TerminalClient['orders'], 'askCard' | 'exchange' | 'settlePayment' | 'settleStep'>
  selling: Pick<TerminalClient['selling'], 'hold'>
  /** The basket of this page as the terminal tells it. */
  basket: () => OpenBasket | undefined
  whenHeld: WhenHeld
  /** Gives the basket its whole time again, where it has little left: a card takes a while. */
  extend: () => Promise<unknown>
  notify: (notice: Notice | undefined) => void
  /** Epoch milliseconds. */
  now: () => number
  wait: (ms: number) => Promise<void>
}

type Asked = Extract<ExchangeStands, { settlement: Settlement }>

/** What a card is to pay of it, in minor units; nothing: no card is among the payments. */
const cardMinorOf = ({ payments }: Settlement) =>
  payments.reduce((sum, { method, amountMinor }) => (method === 'card' ? sum + amountMinor : sum), 0)

/** With less time left than this, in milliseconds, a basket is given more before a card is asked. */
const shortMs = 180_000

/**
 * Exchanging tickets of an order for what is in the basket. One try at a time, each under the id that was drawn when the
 * exchange began; one whose answer was lost is asked about until its end is certain.
 */
export function createExchanging(options: ExchangingOptions) {
  const { till, exchanges, orders, selling, basket, whenHeld, extend, notify, now, wait } = options

  const current = () => exchanges.getState().exchange
  const stand = (stands: ExchangeStands, more: Partial<Exchange> = {}) => {
    const exchange = current()
    if (exchange) exchanges.setState({ exchange: { ...exchange, ...more, stands } })
  }
  const asking = {
    ...{ orders, now, wait },
    onTry() {
      const stands = current()?.stands
      if (stands?.is === 'sending') stand({ ...stands, is: 'checking', tries: 1 })
      else if (stands?.is === 'checking') stand({ ...stands, tries: stands.tries + 1, nextTryAt: undefined })
    },
    onNoAnswer(nextTryAt: number) {
      const stands = current()?.stands
      if (stands?.is === 'checking') stand({ ...stands, nextTryAt })
    },
  }

  /** Takes the till for the exchange; nothing else happens at it until it is given back. @returns whether it is free */
  function takeTill(): boolean {
    const { sale, underWay } = till.getState()
    if (current()?.stands.is !== 'choosing' || sale.step !== 'open' || underWay > 0) return false
    notify(undefined)
    till.setState({ sale: { step: 'exchanging' }, undo: undefined })
    return true
  }

  function backToChoosing(more: Partial<Exchange> = {}) {
    stand({ is: 'choosing' }, more)
    const { basketId } = till.getState()
    // What ran out meanwhile is nobody's any more.
    till.setState({ sale: openSale, basketId: basket() && basketId })
  }

  /** The basket with the new tickets, opened for what was only picked. @throws a `CallFailure` */
  async function held(): Promise<string> {
    const { picks } = till.getState()
    const ids = saleIds(till)
    if (picks.length > 0) await holdPicked({ till, selling, whenHeld }, ids, wantedOf(picks))
    return ids.basketId
  }

  async function send(settlement: Settlement) {
    const exchange = current()
    if (!exchange) return
    const { orderId, operationId, places } = exchange
    // On record before the first message.
    stand({ is: 'sending', settlement, sentAt: now() })
    const { lines } = basket() ?? { lines: [] }
    const end = await carryOut(
      async () => {
        const basketId = await held()
        const step = { orderId, operationId, from: places.map(placeOf), basketId }
        return orders.exchange({ ...step, ...settlement })
      },
      { orderId, operationId },
      asking,
    )
    ended(end, lines)
  }

  function ended(end: StepEnd, lines: OpenBasket['lines']) {
    const exchange = current()
    if (!exchange || !('settlement' in exchange.stands)) return
    const { stands } = exchange
    if (end.how === 'done') {
      const nothing = { basketId: undefined, orderId: undefined, picks: [], asked: [] }
      // The sale before is not the last thing that was done here any more.
      till.setState({ ...nothing, sale: openSale, lastSale: undefined })
      exchanges.setState({ exchange: undefined, done: exchangedOf(exchange, stands, end.order) })
      return
    }
    const { refused } = end
    // A certain end without a reason was found out: no copy of that step can come any more, and a further try is another.
    const fresh = refused === undefined ? { operationId: newId() } : {}
    if (cardMinorOf(stands.settlement) > 0)
      stand({ is: 'card', settlement: stands.settlement, charged: true }, fresh)
    else backToChoosing(fresh)
    notify(
      refused === undefined
        ? { tone: 'warn', ...exchangeText.notMade }
        : noticeOf({ failure: refused, lines: isRefusal(refused, 'HOLD_EXPIRED') ? lines : [] }),
    )
  }

  let isAsking = false

  /** A step on the order beside the exchange itself, one at a time; why it was not carried out is told. */
  async function carryOutBeside(send: (step: StepId) => Promise<Order>): Promise<StepEnd | undefined> {
    const exchange = current()
    if (!exchange || isAsking) return undefined
    isAsking = true
    const step = { orderId: exchange.orderId, operationId: newId() }
    const end = await carryOut(() => send(step), step, asking).finally(() => {
      isAsking = false
    })
    if (end.how === 'not-done')
      notify(
        end.refused === undefined
          ? { tone: 'warn', ...exchangeText.notMade }
          : noticeOf({ failure: end.refused, lines: [] }),
      )
    return end
  }

  return {
    /** Exchanges for what is paid, or with what goes back to `to`. A card among the payments is asked first. */
    async settle(settlement: Settlement) {
      if (!takeTill()) return
      const amountMinor = cardMinorOf(settlement)
      if (amountMinor === 0) return send(settlement)
      // The places are certain before a card is charged for them.
      try {
        await held()
        const { deadlineAt = 0 } = basket() ?? {}
        if (deadlineAt - performance.now() < shortMs) await extend().catch(() => {})
      } catch (failure) {
        backToChoosing()
        notify(noticeOf({ failure, lines: basket()?.lines ?? [] }))
        return
      }
      const end = await carryOutBeside(step => orders.askCard({ ...step, amountMinor }))
      if (end?.how === 'done') stand({ is: 'card', settlement, charged: false })
      else backToChoosing()
    },
    /** The device charged the card, as the cashier reads it; or what it charged is tried again. */
    async charged(reference?: string) {
      const stands = current()?.stands
      if (stands?.is !== 'card') return
      notify(undefined)
      const payments = stands.settlement.payments.map(payment =>
        payment.method === 'card' && reference ? { ...payment, reference } : payment,
      )
      await send({ ...stands.settlement, payments })
    },
    /** The device took nothing, or what it took has gone back. */
    async notCharged() {
      if (current()?.stands.is !== 'card') return
      const end = await carryOutBeside(step =>
        orders.settlePayment({ ...step, by: 'device', outcome: 'not-charged' }),
      )
      // Somebody else may have said so before, at the order's page.
      const isSaid = end?.how === 'not-done' && isRefusal(end.refused, 'ORDER_IS')
      if (end?.how === 'done' || isSaid) backToChoosing()
    },
    /** The device says nothing: the order asks what it did, and the till is free for the next customer. */
    unanswered() {
      const { exchange } = exchanges.getState()
      if (exchange?.stands.is !== 'card' || isAsking) return
      backToChoosing()
      exchanges.setState({ exchange: undefined })
      notify({ tone: 'warn', ...exchangeText.leftOpen(exchange.number) })
    },
    /** Ends it: nothing is changed, and what was held for it is let go. */
    leave() {
      const exchange = current()
      if (exchange && mayLeave(exchange) && till.getState().underWay === 0)
        exchanges.setState({ exchange: undefined })
    },
    /** Takes up what a reload of the page interrupted. */
    async resume() {
      const exchange = current()
      if (!exchange || mayLeave(exchange)) return
      till.setState({ sale: { step: 'exchanging' } })
      if (exchange.stands.is === 'checking')
        ended(await untilCertain(exchange, asking), basket()?.lines ?? [])
    },
  }
}
export type Exchanging = ReturnType<typeof createExchanging>

/** What an exchange that was made leaves to be done: by what the order says of it. */
export function exchangedOf(
  { operationId, orderId, number }: Exchange,
  { is }: Asked,
  order: Order,
): Exchanged {
  const made = order.exchanges?.find(one => one.operationId === operationId)
  const paid = order.payments.filter(({ paymentId }) => paymentId.startsWith(`${operationId}.`))
  const changeMinor = paid.reduce(
    (sum, { amountMinor, tenderedMinor = amountMinor }) => sum + tenderedMinor - amountMinor,
    0,
  )
  const back: PaymentMethod | undefined = order.refunds.find(own => own.operationId === operationId)?.method
  return {
    ...{ orderId, number, currency: order.currency, checked: is === 'checking', changeMinor },
    tickets: made?.from.length ?? 0,
    differenceMinor: made?.differenceMinor ?? 0,
    ...(back && { back }),
  }
}
