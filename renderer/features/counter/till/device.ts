import type { TerminalClient } from '#shared/contract/index'
import { newId } from '#shared/domain/ids'
import type { Order } from '#shared/domain/order'
import { isRefusal } from '#shared/errors/refusals'
import { failureSentence } from '../../../ui/text/failures'
import type { Notice } from '../rules/notices'
import { tenderText } from '../tender/text'
import { counterText } from '../text'
import type { CardDevice, DeviceWord } from './card-device'
import { type DevicePayment, devicePaymentOf, type LastWord } from './device-payment'
import { advance, changeMinorOf, type DeviceStands, lastSaleOf, type SaleEvent } from './sale'
import { carryOut, type StepEnd, type StepId, untilCertain } from './steps'
import type { Till } from './till-store'

/** What the device prints about a charge. */
export interface Slip {
  reference?: string | undefined
  cardLastFour?: string | undefined
}

export type InsteadTenders = Parameters<TerminalClient['orders']['payInstead']>[0]['payments']

export interface DevicePaymentsOptions {
  till: Till
  orders: Pick<TerminalClient['orders'], 'get' | 'settlePayment' | 'payInstead' | 'settleStep'>
  /** The device this till asks. */
  device: () => CardDevice
  notify: (notice: Notice | undefined) => void
  /** Epoch milliseconds. */
  now: () => number
  wait: (ms: number) => Promise<void>
}

/**
 * A card on a device outside the drawer, from the moment its order waits for it to the device's last word in that
 * order. Nothing but a word ends it: whatever breaks meanwhile, the places stay the customer's, and the cashier is
 * asked what the device did.
 */
export function createDevicePayments({ till, orders, device, notify, now, wait }: DevicePaymentsOptions) {
  const happened = (event: SaleEvent) => till.setState(({ sale }) => ({ sale: advance(sale, event) }))
  const asking = {
    ...{ orders, now, wait },
    onTry: () => happened({ on: 'trying-again' }),
    onNoAnswer: (nextTryAt: number) => happened({ on: 'no-answer-yet', nextTryAt }),
  }
  let hanging = new AbortController()

  /** Shows the amount to the device and waits for what it says. */
  async function ask(payment: DevicePayment) {
    hanging.abort()
    const own = new AbortController()
    hanging = own
    const { orderId, cardMinor, currency } = payment
    const word = await device()
      .charge({ orderId, amountMinor: cardMinor, currency }, own.signal)
      .catch((): DeviceWord => ({ says: 'nothing' }))
    const { sale } = till.getState()
    // Somebody has decided meanwhile, or another payment is in front.
    if (own.signal.aborted || sale.step !== 'device' || sale.payment.orderId !== orderId) return
    if (word.says === 'charged') await say('charged', word)
    else happened({ on: 'device-said', is: word.says === 'declined' ? 'declined' : 'unanswered' })
  }

  /** The device's last word, or what the cashier read off it. */
  async function say(says: Exclude<LastWord['says'], 'instead'>, slip: Slip = {}) {
    const { reference, cardLastFour } = slip
    const printed = { ...(reference && { reference }), ...(cardLastFour && { cardLastFour }) }
    await settle(says, step => orders.settlePayment({ ...step, by: 'device', outcome: says, ...printed }))
  }

  async function settle(says: LastWord['says'], send: (step: StepId) => Promise<Order>) {
    const { sale } = till.getState()
    if (sale.step !== 'device') return
    hanging.abort()
    const { payment, is } = sale
    const step = { orderId: payment.orderId, operationId: newId() }
    notify(undefined)
    // On record before its message: after a reload it is asked what became of it.
    happened({ on: 'word', word: { operationId: step.operationId, says } })
    await ended(payment, is, await carryOut(() => send(step), step, asking))
  }

  async function ended(payment: DevicePayment, was: DeviceStands, end: StepEnd) {
    if (end.how === 'done') return told(payment, end.order)
    // Somebody else's word was first: what the order says counts.
    if (isRefusal(end.refused, 'ORDER_IS')) {
      const order = await orders.get({ orderId: payment.orderId }).catch(() => undefined)
      if (order && order.status !== 'paying') return told(payment, order)
    }
    happened({ on: 'word-not-taken', is: was === 'asking' ? 'unanswered' : was })
    notify(
      end.refused === undefined
        ? { tone: 'warn', ...tenderText.wordNotTaken }
        : { tone: 'danger', ...failureSentence(end.refused) },
    )
  }

  function told({ cardMinor, currency }: DevicePayment, order: Order) {
    happened({ on: 'settled' })
    if (order.status !== 'released') {
      till.setState({ lastSale: lastSaleOf({ order, changeMinor: changeMinorOf(order) }, false) })
      return
    }
    const isDue = order.payments.some(({ status }) => status === 'refund-due')
    const { lines, number } = order
    if (isDue) notify({ tone: 'danger', ...tenderText.refundDue(number, cardMinor, currency) })
    else
      notify({
        ...{ tone: 'warn', ...tenderText.letGo(number) },
        remedy: { does: 'hold-again', lines, label: counterText.holdAgain(lines.length) },
      })
  }

  return {
    /** The order waits for its device: ask it, or where it was `found` so, ask the cashier what it did. */
    begin(payment: DevicePayment, found: boolean) {
      happened({ on: 'at-device', payment, is: found ? 'unanswered' : 'asking' })
      if (!found) void ask(payment)
    },
    /** Takes up one that another window began, or that was open when the terminal started. */
    takeUp(order: Order) {
      if (till.getState().sale.step === 'open')
        happened({ on: 'at-device', payment: devicePaymentOf(order), is: 'unanswered' })
    },
    /** The same order at the device once more, after it said no. */
    askAgain() {
      const { sale } = till.getState()
      if (sale.step !== 'device' || sale.is === 'asking') return
      happened({ on: 'device-said', is: 'asking' })
      void ask(sale.payment)
    },
    say,
    /** The device said no, as the cashier reads it. */
    declined: () => happened({ on: 'device-said', is: 'declined' }),
    /** Nobody knows what the device did. */
    unanswered: () => happened({ on: 'device-said', is: 'unanswered' }),
    /** Another way to pay takes the place of the card. */
    payInstead: (payments: InsteadTenders) =>
      settle('instead', step => orders.payInstead({ ...step, payments })),
    /** The next customer first: the order waits, and the list of open payments keeps it in sight. */
    later() {
      hanging.abort()
      happened({ on: 'asked-later' })
    },
    /** Takes up what a reload of the page interrupted. */
    async resume() {
      const { sale } = till.getState()
      if (sale.step !== 'settling') return
      const { payment, word } = sale
      const end = await untilCertain({ orderId: payment.orderId, operationId: word.operationId }, asking)
      await ended(payment, 'unanswered', end)
    },
  }
}
export type DevicePayments = ReturnType<typeof createDevicePayments>
