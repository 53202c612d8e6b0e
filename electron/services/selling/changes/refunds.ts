import type { Order, Place, Refund, TicketLine } from '#shared/domain/order'
import { isSamePlace, keptLines, leftMinor, refundableMinor } from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../../cluster/model'
import type { Seller } from '../seller'
import { giftMoves } from './gifts'
import type { OrderStep, PlanStep, StepNumbers } from './order-step'
import { type RefundMethod, wayBack } from './tenders'

/** @throws Refusal `ORDER_IS` unless the order stands in one of `allowed`. */
export function requireStatus(order: Order, ...allowed: Order['status'][]): void {
  if (!allowed.includes(order.status))
    throw new Refusal('ORDER_IS', { number: order.number, status: order.status })
}

/** The order's tickets on these places. @throws Refusal `NOT_ITS_TICKETS` when one is not, or not any more. */
export function requireKept(order: Order, places: readonly Place[]): TicketLine[] {
  const kept = keptLines(order)
  const found = places.map(place => kept.find(line => isSamePlace(line, place)))
  const missing = places.filter((_, n) => !found[n])
  const distinct = new Set(found)
  if (missing.length > 0 || distinct.size < places.length)
    throw new Refusal('NOT_ITS_TICKETS', { number: order.number, places: missing })
  return found.filter(line => line !== undefined)
}

/**
 * An exchange gives money back for tickets that are left: what others cost may be more than is left of the money.
 * @throws Refusal `REFUND_TOO_HIGH`
 */
export function requireLeft(order: Order, askedMinor: number, worthMinor = askedMinor): void {
  const atMostMinor = Math.min(worthMinor, leftMinor(order))
  if (askedMinor > atMostMinor)
    throw new Refusal('REFUND_TOO_HIGH', { askedMinor, atMostMinor, currency: order.currency })
}

/** Gives money and tickets back. `places` of a whole refund are all that the order still keeps. */
export function refundPlan(
  connection: Connection,
  by: Seller,
  step: {
    operationId: string
    places: readonly Place[]
    amountMinor: number
    to: RefundMethod
    reason?: string | undefined
  },
): PlanStep {
  const { operationId, places, amountMinor, to, reason } = step
  return async (order, numbers) => {
    requireStatus(order, 'sold')
    const lines = requireKept(order, places)
    requireLeft(order, amountMinor, refundableMinor(order, lines))
    const refund: Refund = {
      ...{
        refundId: `${operationId}.1`,
        operationId,
        amountMinor,
        lines: lines.map(placeOf),
        by: by.username,
      },
      ...moneyBack(to, numbers),
      ...(reason && { reason }),
    }
    return {
      order: { ...order, refunds: [...order.refunds, refund] },
      action: 'refund',
      detail: { amountMinor, currency: order.currency, method: to.method, tickets: lines.length },
      others: await creditOf(connection, order, [{ to, amountMinor }]),
    }
  }
}

/** Takes a sale back as if it had not been made: every payment goes back the way it came. */
export function voidPlan(
  connection: Connection,
  by: Seller,
  step: {
    operationId: string
    nowMs: number
    voidWithinMs: number
    reason?: string | undefined
    approvedBy?: string | undefined
  },
): PlanStep {
  const { operationId, nowMs, voidWithinMs, reason, approvedBy } = step
  return async (order, numbers): Promise<OrderStep> => {
    requireStatus(order, 'sold')
    if (order.refunds.length > 0 || order.exchanges) throw notPlain(order)
    const isLate = nowMs - Date.parse(order.settledAt ?? order.startedAt) > voidWithinMs
    if (isLate && approvedBy === undefined) throw new Refusal('TOO_LATE', { limitMs: voidWithinMs })
    const captured = order.payments.filter(({ status }) => status === 'captured')
    const back = captured.map(payment => ({ to: wayBack(payment), amountMinor: payment.amountMinor }))
    const refunds = back.map(
      ({ to, amountMinor }, n): Refund => ({
        ...{ refundId: `${operationId}.${n + 1}`, operationId, amountMinor, by: by.username },
        lines: n === 0 ? order.lines.map(placeOf) : [],
        ...moneyBack(to, numbers),
        ...(reason && { reason }),
      }),
    )
    return {
      order: { ...order, status: 'void', refunds },
      action: 'void',
      detail: {
        amountMinor: back.reduce((sum, part) => sum + part.amountMinor, 0),
        currency: order.currency,
        ...(isLate && { approvedBy }),
      },
      others: await creditOf(connection, order, back),
    }
  }
}

/** An order that was refunded or exchanged in part cannot be undone as a whole; what is left of it can be refunded. */
const notPlain = (order: Order) => new Refusal('ORDER_IS', { number: order.number, status: order.status })

export const placeOf = ({ eventId, areaId, slot }: Place): Place => ({ eventId, areaId, slot })

/** What a refund says of the way the money went. */
export function moneyBack(to: RefundMethod, numbers: StepNumbers) {
  const { method } = to
  const reference = to.method === 'cash' ? undefined : to.method === 'gift' ? to.code : to.reference
  return { method, receipt: numbers.receipt(), at: numbers.at, ...(reference && { reference }) }
}

/** The gift cards that money goes back to. */
export function creditOf(
  connection: Connection,
  { currency }: Order,
  back: readonly { to: RefundMethod; amountMinor: number }[],
) {
  const credited = back.flatMap(({ to, amountMinor }) =>
    to.method === 'gift' ? [{ code: to.code, byMinor: amountMinor }] : [],
  )
  return giftMoves(connection, credited, currency)
}
