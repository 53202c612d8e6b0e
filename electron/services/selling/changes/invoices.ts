import type { OpenInvoice } from '#shared/contract/invoices'
import type { Order } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../../cluster/model'
import { keyspace } from '../../../keyspace'
import type { Replica } from '../../../replica'
import type { Clock } from '../../clock'
import type { Seller } from '../seller'
import type { PlanStep } from './order-step'
import { requireStatus } from './refunds'

/** How many orders are read at the same time to find those on an invoice. */
const readAtOnce = 32

/** What is kept as a reservation ends by itself, or by a cashier; what is on an invoice does neither. @throws Refusal `INVOICED` */
export function requireNoInvoice({ number, invoice }: Order): void {
  if (invoice) throw new Refusal('INVOICED', { number, invoice: invoice.number })
}

/** Calls an invoice off that was not paid: its places are free again, its number stays given. */
export function cancelInvoicePlan(by: Seller, step: { reason: string }): PlanStep {
  const { reason } = step
  return (order, { at }) => {
    requireStatus(order, 'reserved')
    const { invoice } = order
    if (!invoice) throw new Refusal('NOT_FOUND', { what: 'invoice', id: order.number })
    const cancelled = { at, by: by.username, reason }
    return {
      order: { ...order, status: 'released', invoice: { ...invoice, cancelled } },
      action: 'invoice-cancelled',
      detail: { invoice: invoice.number, reason },
    }
  }
}

/**
 * The invoices that are not paid, the one that was due first at the head. Of all orders only those are read that this
 * terminal knows to be kept without an end.
 */
export async function openInvoices({
  connection,
  replica,
  clock,
}: {
  connection: Connection
  replica: Replica
  clock: Clock
}): Promise<OpenInvoice[]> {
  const withoutEnd = [...replica.state.reservations].flatMap(([key, known]) => (known ? [] : [key]))
  const invoices: OpenInvoice[] = []
  for (let from = 0; from < withoutEnd.length; from += readAtOnce) {
    const some = withoutEnd.slice(from, from + readAtOnce)
    for (const kv of await Promise.all(some.map(key => connection.get(key)))) {
      const decoded = kv && keyspace.order.decode(kv.value)
      if (decoded?.ok && decoded.value.status === 'reserved' && decoded.value.invoice)
        invoices.push(openInvoice(decoded.value, decoded.value.invoice, clock.now()))
    }
  }
  return invoices.sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt))
}

function openInvoice(order: Order, invoice: NonNullable<Order['invoice']>, nowMs: number): OpenInvoice {
  const { orderId, number: orderNumber, totalMinor, currency, lines } = order
  const { number, issuedAt, dueAt, buyer } = invoice
  return {
    ...{ orderId, orderNumber, number, issuedAt, dueAt, buyer, totalMinor, currency },
    tickets: lines.length,
    overdue: Date.parse(dueAt) < nowMs,
  }
}
