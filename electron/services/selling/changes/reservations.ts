import type { Order, Payment } from '#shared/domain/order'
import { askedCard } from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../../cluster/model'
import type { Seller } from '../seller'
import { settleAsked } from './asked-cards'
import { giftMoves, giftsSpent, giftsSpentBy } from './gifts'
import { requireNoInvoice } from './invoices'
import type { PlanStep } from './order-step'
import { requireStatus } from './refunds'
import { paymentsOf, requirePaid, type Tender } from './tenders'

/** A reservation, or an invoice, that is paid and picked up, at whichever terminal. */
export function collectPlan(
  connection: Connection,
  step: { operationId: string; terminalId: string; payments: readonly Tender[] },
): PlanStep {
  const { operationId, terminalId, payments } = step
  return async (order, numbers) => {
    requireStatus(order, 'reserved')
    requirePaid(payments, order.totalMinor, order.currency)
    const money = { status: 'captured' as const, receipt: numbers.receipt(), at: numbers.at }
    const sold: Order = {
      ...order,
      status: 'sold',
      settledAt: numbers.at,
      ...(terminalId !== order.terminalId && { settledBy: terminalId }),
      payments: [...order.payments, ...paymentsOf(payments, operationId, money)],
    }
    delete sold.reservedUntil
    return {
      order: sold,
      action: 'sale',
      detail: saleDetail(order),
      others: await giftsSpent(connection, payments, order.currency),
    }
  }
}

/** A reservation that is kept longer. @throws Refusal `IN_THE_PAST` */
export function extendPlan(step: { until: string; nowMs: number }): PlanStep {
  return order => {
    requireStatus(order, 'reserved')
    requireNoInvoice(order)
    requireAhead(step.until, step.nowMs)
    return {
      order: { ...order, reservedUntil: step.until },
      action: 'reservation-extended',
      detail: { until: step.until },
    }
  }
}

/** Why a reservation is let go: somebody says so, or the end that it was seen to have is over. */
export type ReleaseReason = { why: 'let-go' } | { why: 'expired'; until: string }

/**
 * A reservation that nobody collects; its places are free again.
 * @throws Refusal `EDITED_MEANWHILE` when it was given another end than the one that is over
 */
export function releasePlan(step: ReleaseReason): PlanStep {
  return order => {
    requireStatus(order, 'reserved')
    requireNoInvoice(order)
    if (step.why === 'expired' && order.reservedUntil !== step.until)
      throw new Refusal('EDITED_MEANWHILE', { what: order.number })
    return {
      order: { ...order, status: 'released' },
      action: `reservation-${step.why}`,
      detail: { why: step.why },
    }
  }
}

/**
 * The last word on an order whose money moves outside the drawer, by the device or by a supervisor who looked:
 * - `charged`: it is sold;
 * - `not-charged`: it is let go, and nothing was taken;
 * - `refund-due`: it is let go, but the card was charged: that money has to go back, and stands so until it has.
 */
type PaymentOutcome = 'charged' | 'not-charged' | 'refund-due'

/** Whose word it is, and what it says: the device's own, or that of a supervisor who looked, and how it is known. */
export type LastWord = {
  outcome: PaymentOutcome
  reference?: string | undefined
  cardLastFour?: string | undefined
} & ({ by: 'device' } | { by: 'supervisor'; reason: string })

/**
 * Settles an order that is being paid, or a card that was asked for more on one that stands. Until then nothing frees its places, and what gift cards pay of it is off them;
 * where it is let go that is credited to them again.
 */
export function settlePaymentPlan(
  connection: Connection,
  step: {
    terminalId: string
    word: LastWord
  },
): PlanStep {
  const { terminalId, word } = step
  const { outcome, reference, cardLastFour } = word
  const said = { by: word.by, ...('reason' in word && { reason: word.reason }) }
  return async (order, numbers) => {
    const asked = askedCard(order)
    if (asked) return settleAsked(order, asked, word)
    requireStatus(order, 'paying')
    const device = { ...(reference && { reference }), ...(cardLastFour && { cardLastFour }) }
    const settled = (payment: Payment): Payment => {
      const printed = payment.method === 'card' ? device : {}
      if (outcome === 'charged')
        return { ...payment, ...printed, status: 'captured', receipt: numbers.receipt(), at: numbers.at }
      const due = outcome === 'refund-due' && payment.method === 'card'
      return { ...payment, ...printed, status: due ? 'refund-due' : 'declined' }
    }
    const pending = order.payments.filter(({ status }) => status === 'pending')
    const payments = order.payments.map(payment => (pending.includes(payment) ? settled(payment) : payment))
    if (outcome !== 'charged')
      return {
        order: { ...order, status: 'released', payments },
        action: `payment-${outcome}`,
        detail: { outcome, lastWord: said },
        others: await giftMoves(connection, giftsIn(pending), order.currency),
      }
    const sold: Order = { ...order, status: 'sold', settledAt: numbers.at, payments }
    if (terminalId !== order.terminalId) sold.settledBy = terminalId
    return { order: sold, action: 'sale', detail: { ...saleDetail(order), lastWord: said } }
  }
}

/**
 * An order whose device took nothing is paid another way. Its places stay its own all along: between the device's no
 * and the customer's next try nobody else can have them.
 */
export function payInsteadPlan(
  connection: Connection,
  step: { operationId: string; terminalId: string; payments: readonly Tender[] },
): PlanStep {
  const { operationId, terminalId, payments } = step
  return async (order, numbers) => {
    requireStatus(order, 'paying')
    requirePaid(payments, order.totalMinor, order.currency)
    const pending = order.payments.filter(({ status }) => status === 'pending')
    const declined = order.payments.map(payment =>
      pending.includes(payment) ? { ...payment, status: 'declined' as const } : payment,
    )
    const money = { status: 'captured' as const, receipt: numbers.receipt(), at: numbers.at }
    return {
      order: {
        ...order,
        status: 'sold',
        settledAt: numbers.at,
        ...(terminalId !== order.terminalId && { settledBy: terminalId }),
        payments: [...declined, ...paymentsOf(payments, operationId, money)],
      },
      action: 'sale',
      detail: { ...saleDetail(order), lastWord: { by: 'device' }, insteadOf: 'card' },
      others: await giftMoves(connection, [...giftsIn(pending), ...giftsSpentBy(payments)], order.currency),
    }
  }
}

/** What gift cards paid of these, as credits. */
const giftsIn = (payments: readonly Payment[]) =>
  payments.flatMap(({ method, reference, amountMinor }) =>
    method === 'gift' ? [{ code: reference ?? '', byMinor: amountMinor }] : [],
  )

/** What is due back has gone back: what was charged for an order that was let go, what a cancelled event cost. */
export function paidBackPlan(by: Seller): PlanStep {
  return (order, numbers) => {
    const charged = order.payments.filter(({ status }) => status === 'refund-due')
    const due = order.refunds.filter(({ status }) => status === 'due')
    if (charged.length + due.length === 0)
      throw new Refusal('ORDER_IS', { number: order.number, status: order.status })
    const payments = order.payments.map(payment =>
      payment.status === 'refund-due' ? { ...payment, status: 'refunded' as const } : payment,
    )
    const refunds = order.refunds.map(refund =>
      refund.status === 'due'
        ? {
            ...{ ...refund, status: 'paid' as const, dueSince: refund.at },
            ...{ receipt: numbers.receipt(), at: numbers.at, by: by.username },
          }
        : refund,
    )
    const amountMinor = [...charged, ...due].reduce((sum, back) => sum + back.amountMinor, 0)
    return {
      order: { ...order, payments, refunds },
      action: 'paid-back',
      detail: { amountMinor, currency: order.currency },
    }
  }
}

/** @throws Refusal `IN_THE_PAST` */
export function requireAhead(until: string, nowMs: number): void {
  if (Date.parse(until) <= nowMs) throw new Refusal('IN_THE_PAST', {})
}

const saleDetail = ({ totalMinor, currency, lines, invoice }: Order) => ({
  totalMinor,
  currency,
  tickets: lines.length,
  ...(invoice && { invoice: invoice.number }),
})
