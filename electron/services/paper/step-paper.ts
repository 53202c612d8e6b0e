import type { Order, Place, TicketLine } from '#shared/domain/order'
import { isSamePlace, keptLines } from '#shared/domain/order-rules'

/** What a step that was carried out on an order means for paper and drawer. */
export interface StepPaper {
  /** The order became sold by it: its papers are those of a sale. */
  isSale: boolean
  /** Tickets that there was no paper of before. */
  lines: TicketLine[]
  /** Money went in or out: it has a receipt. */
  hasReceipt: boolean
  /** Cash did, so that the drawer has to open. */
  movesCash: boolean
}

/**
 * Reads off `order`, as it stands after the step `operationId`, what that step puts on paper: the tickets that an
 * exchange took, the place that a swap brought, and the receipt of money that was paid or given back.
 */
export function stepPaper(order: Order, operationId: string): StepPaper {
  const mark = order.steps?.find(step => step.operationId === operationId)
  const payments = order.payments.filter(({ paymentId }) => paymentId.startsWith(`${operationId}.`))
  const refunds = order.refunds.filter(
    refund =>
      refund.status !== 'due' &&
      // What was due is paid back by a later step, which left its time on it.
      (refund.dueSince
        ? mark?.action === 'paid-back' && refund.at === mark.at
        : refund.operationId === operationId),
  )
  const money = [...payments.filter(({ status }) => status === 'captured'), ...refunds]
  return {
    isSale: mark?.action === 'sale' && order.status === 'sold',
    lines: linesAt(order, order.exchanges?.find(exchange => exchange.operationId === operationId)?.to ?? []),
    hasReceipt: money.length > 0,
    movesCash: money.some(({ method }) => method === 'cash'),
  }
}

/** The tickets that an order keeps on these places. */
export function linesAt(order: Order, places: readonly Place[]): TicketLine[] {
  return keptLines(order).filter(line => places.some(place => isSamePlace(line, place)))
}
