import type { TerminalClient } from '#shared/contract/index'
import type { Basket, SaleReceipt } from '#shared/contract/selling'
import type { TicketType } from '#shared/domain/event'
import { newId } from '#shared/domain/ids'
import { isRefusal } from '#shared/errors/refusals'
import { accountOf, labelOf, type Pricing } from '../rules/account'
import { type Notice, noticeOf } from '../rules/notices'
import { repriced, wantedOf } from '../rules/picks'
import { placeOf } from '../rules/places'
import { tenderText } from '../tender/text'
import { isCertain } from './certain'
import { type DevicePayment, devicePaymentOf } from './device-payment'
import { holdPicked, type WhenHeld } from './hold-picked'
import { type Attempt, advance, lastSaleOf, nextTryInMs, type SaleEvent } from './sale'
import { saleIds, type Till } from './till-store'

type Tender = Parameters<TerminalClient['selling']['commit']>[0]['payments'][number]
type InvoiceTo = Parameters<TerminalClient['selling']['invoice']>[0]['to']

/**
 * What is asked for the basket: money in the drawer or off a gift card, which is a sale at once; a card among the
 * tenders, whose device is asked when the order waits for it; or places without money.
 */
export type Ask =
  | { way: 'cash' | 'card' | 'split' | 'gift'; tenders: readonly Tender[] }
  | { way: 'reserve'; until: string; customerName?: string }
  | { way: 'invoice'; to: InvoiceTo; dueAt: string }

export interface PaymentsOptions {
  till: Till
  selling: Pick<
    TerminalClient['selling'],
    'hold' | 'commit' | 'sellAtOnce' | 'settle' | 'beginPayment' | 'reserve' | 'invoice'
  >
  /** The basket of this page as the terminal tells it. */
  basket: () => Basket | undefined
  /** What is taken off the tickets and put on them. */
  pricing: () => Pricing
  whenHeld: WhenHeld
  notify: (notice: Notice | undefined) => void
  /** The ticket types on the screen, at the prices they have now. */
  ticketTypes: () => readonly TicketType[]
  /** The order waits for the device now. `found`: it was found so, and nobody knows what the device did. */
  onAtDevice: (payment: DevicePayment, found: boolean) => void
  /** Epoch milliseconds. */
  now: () => number
  /** Waits, or less when there is reason to ask again at once. */
  wait: (ms: number) => Promise<void>
}

/** Taking money. One sale at a time; a sale whose answer was lost is asked about until its end is certain. */
export function createPayments(options: PaymentsOptions) {
  const { till, selling, basket, pricing, whenHeld, notify, ticketTypes, onAtDevice, now, wait } = options
  const happened = (event: SaleEvent) => till.setState(({ sale }) => ({ sale: advance(sale, event) }))

  /**
   * Sells what is in the basket for cash.
   * @param totalMinor what it costs, where that is not what the basket says: a new price the customer agreed to
   */
  function pay(tenderedMinor: number, totalMinor?: number) {
    const dueMinor = totalMinor ?? costMinor()
    if (dueMinor === undefined || tenderedMinor < dueMinor) return Promise.resolve()
    return take(
      { way: 'cash', tenders: [{ method: 'cash', amountMinor: dueMinor, tenderedMinor }] },
      dueMinor,
    )
  }

  /** Does with the basket what is asked, and tells what became of it. */
  async function take(ask: Ask, agreedMinor?: number) {
    const { sale, underWay } = till.getState()
    const attempt = attemptNow(ask, agreedMinor)
    if (!attempt || underWay > 0 || sale.step !== 'open') return
    notify(undefined)
    // On record before the first message, and before any other click can see the till open.
    till.setState({ orderId: attempt.orderId, sale: advance(sale, { on: 'pay', attempt }), undo: undefined })
    const lines = basket()?.lines ?? []
    const outcome = await send(ask, attempt).then(
      receipt => ({ receipt }),
      (failure: unknown) => ({ failure }),
    )
    if ('receipt' in outcome) return made(outcome.receipt, false)
    if (isRefusal(outcome.failure, 'ORDER_ABANDONED')) return notSold()
    if (!isCertain(outcome.failure)) {
      happened({ on: 'answer-lost' })
      return check()
    }
    happened({ on: 'refused' })
    const { basketId } = till.getState()
    if (basketId === attempt.basketId && !basket()) till.setState({ basketId: undefined })
    if (isRefusal(outcome.failure, 'PRICE_CHANGED'))
      till.setState(({ picks }) => ({ picks: repriced(picks, ticketTypes()) }))
    notify(noticeOf({ failure: outcome.failure, lines, tenderedMinor: attempt.tenderedMinor }))
  }

  const account = () => accountOf(basket(), till.getState().picks, pricing())

  function costMinor(): number | undefined {
    const { ticketCount, totalMinor } = account()
    return ticketCount === 0 ? undefined : totalMinor
  }

  function attemptNow(ask: Ask, agreedMinor: number | undefined): Attempt | undefined {
    const { orderId = newId() } = till.getState()
    const held = basket()
    const whole = account()
    const { ticketCount, currency } = whole
    if (ticketCount === 0 || currency === undefined) return undefined
    const totalMinor = agreedMinor ?? whole.totalMinor
    return {
      ...{ orderId, basketId: held?.basketId, totalMinor, currency, ticketCount, way: ask.way },
      tenderedMinor: 'tenders' in ask ? handedMinor(ask.tenders) : 0,
      label: labelOf(whole),
      places: (held?.lines ?? []).map(placeOf),
      sentAt: now(),
    }
  }

  async function send(ask: Ask, { orderId, basketId, totalMinor }: Attempt): Promise<SaleReceipt> {
    const isCard = 'tenders' in ask && ask.tenders.some(({ method }) => method === 'card')
    if (basketId === undefined && 'tenders' in ask && !isCard) {
      const wanted = wantedOf(till.getState().picks)
      return selling.sellAtOnce({ orderId, wanted, expectedMinor: totalMinor, payments: [...ask.tenders] })
    }
    const { vouchers, buyer } = till.getState()
    const from = {
      ...{ basketId: basketId ?? (await hold()), orderId },
      ...(vouchers.length > 0 && { vouchers: [...vouchers] }),
      ...(buyer && { buyer: buyer.username }),
    }
    if (ask.way === 'reserve') {
      const { until, customerName } = ask
      return selling.reserve({ ...from, until, ...(customerName && { customerName }) })
    }
    if (ask.way === 'invoice') return selling.invoice({ ...from, to: ask.to, dueAt: ask.dueAt })
    const payments = [...ask.tenders]
    return isCard ? selling.beginPayment({ ...from, payments }) : selling.commit({ ...from, payments })
  }

  /** What was only picked is held first where money or a name keeps the places a while. */
  async function hold(): Promise<string> {
    const ids = saleIds(till)
    await holdPicked({ till, selling, whenHeld }, ids, wantedOf(till.getState().picks))
    return ids.basketId
  }

  /** The order is there: sold, kept for somebody, or waiting for a device. */
  function made(receipt: SaleReceipt, checked: boolean) {
    const { order } = receipt
    const isOver = order.status === 'released' || order.status === 'void'
    const next = {
      ...{ basketId: undefined, orderId: undefined, picks: [], asked: [], vouchers: [], buyer: undefined },
      ...(!isOver && order.status !== 'paying' && { lastSale: lastSaleOf(receipt, checked) }),
    }
    if (order.status === 'paying') {
      till.setState(next)
      onAtDevice(devicePaymentOf(order), checked)
      return
    }
    happened({ on: 'sold' })
    till.setState(next)
  }

  function notSold() {
    happened({ on: 'surely-not-sold' })
    // Nothing was handed over: there is nothing to give back, and the basket stands.
    const { sale } = till.getState()
    if (sale.step === 'not-sold' && sale.attempt.tenderedMinor === 0) happened({ on: 'money-returned' })
    // The order is buried: a further try is another one. What is held is still held.
    till.setState(({ basketId }) => ({ orderId: undefined, basketId: basket() && basketId }))
    if (sale.step === 'not-sold' && sale.attempt.tenderedMinor === 0)
      notify({ tone: 'warn', ...tenderText.notMade })
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
      if (answer?.outcome === 'sold') return made(answer.receipt, true)
      if (answer?.outcome === 'not-sold') return notSold()
      // Whatever kept the answer away, the question stays the same: the card on the screen counts the tries.
      const delayMs = nextTryInMs(sale.tries + 1)
      happened({ on: 'no-answer-yet', nextTryAt: now() + delayMs })
      await wait(delayMs)
    }
  }

  return {
    pay,
    take,
    /** Takes up a check that a reload of the page interrupted. */
    resume: check,
    /** The cashier has given the money of a sale that was not made back. */
    moneyReturned: () => happened({ on: 'money-returned' }),
  }
}

/** The cash among tenders, as it was handed over. */
function handedMinor(tenders: readonly Tender[]): number {
  return tenders.reduce((sum, tender) => sum + (tender.method === 'cash' ? tender.tenderedMinor : 0), 0)
}
