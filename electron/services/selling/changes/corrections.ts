import type { Order, Payment, PaymentMethod } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { PlanStep } from './order-step'
import { requireStatus } from './refunds'

/** Which payment was written down wrong, and how long after it that may still be put right. */
interface Correction {
  paymentId: string
  nowMs: number
  correctWithinMs: number
}

/** Cash that was booked as card, or the other way round: the sum stays, the method is put right. */
export function correctPaymentPlan(
  step: Correction & { method: Extract<PaymentMethod, 'cash' | 'card'> },
): PlanStep {
  const { paymentId, method } = step
  return order => {
    const payment = correctable(order, step, ['cash', 'card'])
    const { tenderedMinor: _cash, cardLastFour: _card, reference: _reference, ...kept } = payment
    return {
      order: withPayment(order, payment, { ...kept, method }),
      action: 'payment-corrected',
      detail: { paymentId, from: payment.method, to: method },
    }
  }
}

/**
 * Cash that was handed over in another sum than the one typed: what was paid stays, the change is another one.
 * @throws Refusal `PAYMENT_WRONG` for less than it paid
 */
export function correctTenderedPlan(step: Correction & { tenderedMinor: number; reason: string }): PlanStep {
  const { paymentId, tenderedMinor, reason } = step
  return order => {
    const payment = correctable(order, step, ['cash'])
    const { amountMinor, tenderedMinor: fromMinor = amountMinor } = payment
    const { currency } = order
    if (tenderedMinor < amountMinor)
      throw new Refusal('PAYMENT_WRONG', { dueMinor: amountMinor, paidMinor: tenderedMinor, currency })
    return {
      order: withPayment(order, payment, { ...payment, tenderedMinor }),
      action: 'tendered-corrected',
      detail: { paymentId, fromMinor, toMinor: tenderedMinor, amountMinor, currency, reason },
    }
  }
}

/** @throws Refusal `ORDER_IS`, `NOT_FOUND` for a payment that is not one of `methods`, `TOO_LATE` */
function correctable(
  order: Order,
  { paymentId, nowMs, correctWithinMs }: Correction,
  methods: readonly PaymentMethod[],
): Payment {
  requireStatus(order, 'sold')
  const payment = order.payments.find(each => each.paymentId === paymentId && each.status === 'captured')
  if (!payment || !methods.includes(payment.method))
    throw new Refusal('NOT_FOUND', { what: 'payment', id: paymentId })
  if (nowMs - Date.parse(payment.at) > correctWithinMs)
    throw new Refusal('TOO_LATE', { limitMs: correctWithinMs })
  return payment
}

const withPayment = (order: Order, before: Payment, after: Payment): Order => ({
  ...order,
  payments: order.payments.map(each => (each === before ? after : each)),
})
