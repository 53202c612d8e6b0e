import type { TerminalClient } from '#shared/contract/index'
import type { Basket, SaleReceipt } from '#shared/contract/selling'
import type { TicketType } from '#shared/domain/event'
import { newId } from '#shared/domain/ids'
import { isRefusal } from '#shared/errors/refusals'
import { Disconnected } from '../../../transport/failures'
import { accountOf, labelOf } from '../rules/account'
import { type Notice, noticeOf } from '../rules/notices'
import { repriced, wantedOf } from '../rules/picks'
import { placeOf } from '../rules/places'
import { type Attempt, advance, lastSaleOf, nextTryInMs, type SaleEvent } from './sale'
import type { Till } from './till-store'

export interface PaymentsOptions {
  till: Till
  selling: Pick<TerminalClient['selling'], 'commit' | 'sellAtOnce' | 'settle'>
  /** The basket of this page as the terminal tells it. */
  basket: () => Basket | undefined
  notify: (notice: Notice | undefined) => void
  /** The ticket types on the screen, at the prices they have now. */
  ticketTypes: () => readonly TicketType[]
  /** Epoch milliseconds. */
  now: () => number
  /** Waits, or less when there is reason to ask again at once. */
  wait: (ms: number) => Promise<void>
}

/** Whether `failure` says that nothing was sold; everything else may have been carried out, or may still be. */
export function isCertain(failure: unknown): boolean {
  if (isRefusal(failure)) return failure.code !== 'OUTCOME_UNKNOWN'
  return failure instanceof Disconnected && !failure.sent
}

/** Taking money. One sale at a time; a sale whose answer was lost is asked about until its end is certain. */
export function createPayments(options: PaymentsOptions) {
  const { till, selling, basket, notify, ticketTypes, now, wait } = options
  const happened = (event: SaleEvent) => till.setState(({ sale }) => ({ sale: advance(sale, event) }))

  /**
   * Sells what is in the basket for cash.
   * @param totalMinor what it costs, where that is not what the basket says: a new price the customer agreed to
   */
  async function pay(tenderedMinor: number, totalMinor?: number) {
    const { sale, underWay } = till.getState()
    const attempt = attemptNow(tenderedMinor, totalMinor)
    if (!attempt || underWay > 0 || sale.step !== 'open') return
    notify(undefined)
    // On record before the first message, and before any other click can see the till open.
    till.setState({ orderId: attempt.orderId, sale: advance(sale, { on: 'pay', attempt }) })
    const lines = basket()?.lines ?? []
    const outcome = await send(attempt).then(
      receipt => ({ receipt }),
      (failure: unknown) => ({ failure }),
    )
    if ('receipt' in outcome) return sold(outcome.receipt, false)
    if (isRefusal(outcome.failure, 'ORDER_ABANDONED')) return notSold()
    if (!isCertain(outcome.failure)) {
      happened({ on: 'answer-lost' })
      return check()
    }
    happened({ on: 'refused' })
    if (!basket()) till.setState({ basketId: undefined })
    if (isRefusal(outcome.failure, 'PRICE_CHANGED'))
      till.setState(({ picks }) => ({ picks: repriced(picks, ticketTypes()) }))
    notify(noticeOf({ failure: outcome.failure, lines, tenderedMinor }))
  }

  function attemptNow(tenderedMinor: number, agreedMinor: number | undefined): Attempt | undefined {
    const { picks, orderId = newId() } = till.getState()
    const held = basket()
    const account = accountOf(held, picks)
    const { ticketCount, currency } = account
    const totalMinor = agreedMinor ?? account.totalMinor
    if (ticketCount === 0 || currency === undefined || tenderedMinor < totalMinor) return undefined
    return {
      ...{ orderId, basketId: held?.basketId, totalMinor, tenderedMinor, currency, ticketCount },
      label: labelOf(account),
      places: (held?.lines ?? []).map(placeOf),
      sentAt: now(),
    }
  }

  function send({ orderId, basketId, totalMinor, tenderedMinor }: Attempt): Promise<SaleReceipt> {
    const payments = [{ method: 'cash' as const, amountMinor: totalMinor, tenderedMinor }]
    if (basketId !== undefined) return selling.commit({ basketId, orderId, payments })
    const wanted = wantedOf(till.getState().picks)
    return selling.sellAtOnce({ orderId, wanted, expectedMinor: totalMinor, payments })
  }

  function sold(receipt: SaleReceipt, checked: boolean) {
    happened({ on: 'sold' })
    till.setState({
      basketId: undefined,
      orderId: undefined,
      picks: [],
      asked: [],
      lastSale: lastSaleOf(receipt, checked),
    })
  }

  function notSold() {
    happened({ on: 'surely-not-sold' })
    // The order is buried: a further try is another one. What is held is still held.
    till.setState(({ basketId }) => ({ orderId: undefined, basketId: basket() && basketId }))
  }

  let isChecking = false

  /** Asks what became of the sale until there is a certain answer. */
  async function check() {
    if (isChecking) return
    isChecking = true
    await askUntilCertain().finally(() => {
      isChecking = false
    })
  }

  async function askUntilCertain() {
    for (;;) {
      const { sale } = till.getState()
      if (sale.step !== 'checking') return
      happened({ on: 'trying-again' })
      const answer = await selling.settle({ orderId: sale.attempt.orderId }).catch(() => undefined)
      if (answer?.outcome === 'sold') return sold(answer.receipt, true)
      if (answer?.outcome === 'not-sold') return notSold()
      // Whatever kept the answer away, the question stays the same: the card on the screen counts the tries.
      const delayMs = nextTryInMs(sale.tries + 1)
      happened({ on: 'no-answer-yet', nextTryAt: now() + delayMs })
      await wait(delayMs)
    }
  }

  return {
    pay,
    /** Takes up a check that a reload of the page interrupted. */
    resume: check,
    /** The cashier has given the money of a sale that was not made back. */
    moneyReturned: () => happened({ on: 'money-returned' }),
  }
}
