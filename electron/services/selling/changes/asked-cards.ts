import type { Order, Payment } from '#shared/domain/order'
import { askedCard } from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import type { Ledger } from '../../../keyspace'
import type { OrderStep, PlanStep } from './order-step'
import { requireStatus } from './refunds'
import type { LastWord } from './reservations'

/**
 * A card that is asked for what an exchange costs more. It stands in the order before the device is asked, so that no
 * crash forgets a charge: it ends with the exchange that it pays, or with the device's last word.
 * @throws Refusal `ORDER_IS` while another card of it waits for its word
 */
export function askCardPlan(step: {
  operationId: string
  amountMinor: number
  terminalId: string
}): PlanStep {
  const { operationId, amountMinor, terminalId } = step
  return (order, { at }) => {
    requireStatus(order, 'sold')
    if (askedCard(order)) throw new Refusal('ORDER_IS', { number: order.number, status: 'paying' })
    const asked: Payment = {
      ...{ paymentId: `${operationId}.1`, method: 'card', status: 'pending', amountMinor },
      ...{ askedAt: terminalId, at },
    }
    return {
      order: { ...order, payments: [...order.payments, asked] },
      action: 'card-asked',
      detail: { amountMinor, currency: order.currency },
    }
  }
}

/** The payments of an order without the card that was asked for what `paid` now pays. */
export function withoutAsked(
  order: Order,
  paid: readonly Pick<Payment, 'method' | 'amountMinor'>[],
): Payment[] {
  const asked = askedCard(order)
  const isPaid = paid.some(
    ({ method, amountMinor }) => method === 'card' && amountMinor === asked?.amountMinor,
  )
  return isPaid ? order.payments.filter(payment => payment !== asked) : order.payments
}

/** The last word on a card that nothing was made with: what it charged is due back. */
export function settleAsked(order: Order, asked: Payment, word: LastWord): OrderStep {
  const { outcome, by, reference, cardLastFour } = word
  const isCharged = outcome !== 'not-charged'
  const settled: Payment = {
    ...{ ...asked, status: isCharged ? 'refund-due' : 'declined' },
    ...(reference && { reference }),
    ...(cardLastFour && { cardLastFour }),
  }
  return {
    order: { ...order, payments: order.payments.map(payment => (payment === asked ? settled : payment)) },
    action: isCharged ? 'card-refund-due' : 'card-not-charged',
    detail: {
      ...{ amountMinor: asked.amountMinor, currency: order.currency },
      lastWord: { by, ...('reason' in word && { reason: word.reason }) },
    },
  }
}

/** The ledger of a terminal once `order` stands so: with it among those whose card this terminal has asked for, or not. */
export function withAsked(ledger: Ledger, terminalId: string, order: Order): Ledger {
  const { asked = [] } = ledger
  const waits = askedCard(order)?.askedAt === terminalId
  if (waits === asked.includes(order.orderId)) return ledger
  const others = asked.filter(orderId => orderId !== order.orderId)
  return { ...ledger, asked: waits ? [...others, order.orderId] : others }
}
