import type { Order, Refund } from '#shared/domain/order'
import {
  capturedMinor,
  feesBorneMinor,
  keptLines,
  refundableMinor,
  returnedMinor,
  withoutLines,
} from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../../cluster/model'
import type { Seller } from '../seller'
import type { PlanStep } from './order-step'
import { creditOf, moneyBack, placeOf, requireStatus } from './refunds'
import { type RefundMethod, wayBack } from './tenders'

const reason = 'The event is cancelled'

/**
 * What a cancelled event means for one order: its tickets come back, and what was paid for them goes back the way it
 * came, those of other events stay. Nobody stands at a counter with the customer: gift cards are credited at once, any
 * other money is due until somebody gives it back. A reservation for nothing else is let go; one for other events too is
 * for those alone from then on.
 * @throws Refusal `ORDER_IS` while a device has not had its last word on the order, or where it keeps no such ticket
 */
export function cancelledEventPlan(
  connection: Connection,
  by: Seller,
  step: { operationId: string; eventId: string },
): PlanStep {
  const { operationId, eventId } = step
  return async (order, numbers) => {
    requireStatus(order, 'sold', 'reserved')
    const kept = keptLines(order)
    const lines = kept.filter(line => line.eventId === eventId)
    if (lines.length === 0) throw new Refusal('ORDER_IS', { number: order.number, status: order.status })
    const detail = { eventId, tickets: lines.length }
    if (order.status === 'reserved') {
      if (lines.length === kept.length) {
        const cancelled = { at: numbers.at, by: by.username, reason }
        const invoice = order.invoice && { invoice: { ...order.invoice, cancelled } }
        const released: Order = { ...order, status: 'released', ...invoice }
        return { order: released, action: 'reservation-cancelled', detail }
      }
      const { discountMinor, ...rest } = withoutLines(order, lines)
      const one = { operationId, eventId, lines, discountMinor, at: numbers.at, by: by.username }
      return {
        order: { ...order, ...rest, cancelled: [...(order.cancelled ?? []), one] },
        action: 'reservation-lessened',
        detail: { ...detail, totalMinor: rest.totalMinor, currency: order.currency },
      }
    }
    const paidMinor = refundableMinor(order, lines) + feesBorneMinor(order, lines)
    const dueMinor = Math.min(paidMinor, capturedMinor(order) - returnedMinor(order))
    const parts = waysBack(order, dueMinor)
    const refunds = parts.map(
      ({ to, amountMinor }, n): Refund => ({
        ...{ refundId: `${operationId}.${n + 1}`, operationId, amountMinor, by: by.username },
        lines: n === 0 ? lines.map(placeOf) : [],
        ...(to.method === 'gift' || amountMinor === 0
          ? moneyBack(to, numbers)
          : { method: to.method, status: 'due' as const, at: numbers.at }),
        reason,
      }),
    )
    return {
      order: { ...order, refunds: [...order.refunds, ...refunds] },
      action: 'refund',
      detail: { ...detail, amountMinor: dueMinor, currency: order.currency },
      others: await creditOf(connection, order, parts),
    }
  }
}

/** `dueMinor` in parts, each the way a payment came that has not gone back yet; one part of nothing for a free ticket. */
function waysBack(order: Order, dueMinor: number): { to: RefundMethod; amountMinor: number }[] {
  const returned = new Map<string, number>()
  const wayOf = (method: string, reference: string | undefined) =>
    method === 'gift' ? `gift ${reference}` : method
  for (const { method, amountMinor, reference } of order.refunds) {
    const way = wayOf(method, reference as string | undefined)
    returned.set(way, (returned.get(way) ?? 0) + amountMinor)
  }
  let leftMinor = dueMinor
  const parts: { to: RefundMethod; amountMinor: number }[] = []
  const take = (to: RefundMethod, atMostMinor: number) => {
    const amountMinor = Math.min(leftMinor, atMostMinor)
    leftMinor -= amountMinor
    if (amountMinor > 0) parts.push({ to, amountMinor })
  }
  for (const payment of order.payments) {
    const { method, status, amountMinor, reference } = payment
    if (status !== 'captured') continue
    const way = wayOf(method, reference)
    const goneMinor = Math.min(amountMinor, returned.get(way) ?? 0)
    returned.set(way, (returned.get(way) ?? 0) - goneMinor)
    take(wayBack(payment), amountMinor - goneMinor)
  }
  // What went back another way than it came leaves a rest that no payment stands for.
  take({ method: 'cash' }, leftMinor)
  return parts.length > 0 ? parts : [{ to: { method: 'cash' }, amountMinor: 0 }]
}
