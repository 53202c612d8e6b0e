import type { TicketType } from '#shared/domain/event'
import { type Order, type TicketLine, ticketsMinor } from '#shared/domain/order'
import type { Op, Txn } from '../../cluster/model'
import { absent, get, packed, put, remove, unchanged } from '../../cluster/txn'
import { claimKey, claimsOf, keyspace, type Ledger, purchasesOf } from '../../keyspace'
import type { Versioned } from '../../replica'
import type { Book, Page } from '../book'
import { onSale, ticketTypeKey } from './transactions'

/*
 * The transactions that make an order, as values. Each compares the order as absent, the ledger whose numbers it takes,
 * and whoever owned the places before.
 */

/** What makes the lines of a sale an order. */
export interface Sale {
  orderId: string
  terminalId: string
  seller: string
  sellerName: string
  startedAt: string
  at: string
  currency: string
  lines: readonly TicketLine[]
  payments: readonly { method: 'cash'; amountMinor: number; tenderedMinor: number }[]
}

/** The order that `sale` becomes with the next numbers of the ledger, and the ledger after it. */
export function numbered(sale: Sale, ledger: Ledger): { order: Order; ledger: Ledger } {
  const { orderId, terminalId, seller, sellerName, startedAt, at, currency } = sale
  const next = { ...ledger, lastOrder: ledger.lastOrder + 1, lastReceipt: ledger.lastReceipt + 1 }
  const receipt = `${terminalId}-R${String(next.lastReceipt).padStart(6, '0')}`
  const order: Order = {
    orderId,
    number: `${terminalId}-${String(next.lastOrder).padStart(6, '0')}`,
    status: 'sold',
    ...{ terminalId, seller, sellerName, startedAt, currency },
    settledAt: at,
    lines: [...sale.lines],
    discounts: [],
    fees: [],
    taxes: [],
    totalMinor: ticketsMinor(sale.lines),
    payments: sale.payments.map((payment, n) => ({
      paymentId: `${orderId}.${n + 1}`,
      status: 'captured',
      receipt,
      at,
      ...payment,
    })),
    refunds: [],
    operations: [],
  }
  return { order, ledger: next }
}

function saleOps(book: Book, page: Page, sale: Sale): { order: Order; ledger: Ledger; ops: Op[] } {
  const { order, ledger: moved } = numbered(sale, page.ledger)
  const { orderId } = sale
  const entry = {
    actor: sale.seller,
    action: 'sale',
    subject: keyspace.order.key(orderId),
    detail: {
      number: order.number,
      totalMinor: order.totalMinor,
      currency: order.currency,
      tickets: order.lines.length,
    },
  }
  const { ops, ledger } = book.record(moved, entry)
  const texts = [...claimsOf(order), ...purchasesOf(order)].map(([key, text]) => put(key, text))
  return {
    order,
    ledger,
    ops: [...texts, put(keyspace.order.key(orderId), keyspace.order.encode(order)), ...ops],
  }
}

/** A transaction that makes an order, with what it makes. */
export interface SaleTxn {
  txn: Txn
  order: Order
  ledger: Ledger
}

/** Sells a basket. Reads back when refused: order, ledger, basket. */
export function commitTxn(
  book: Book,
  page: Page,
  sale: Sale,
  basket: { key: string; modRevision: number },
): SaleTxn {
  const { order, ledger, ops } = saleOps(book, page, sale)
  const orderKey = keyspace.order.key(sale.orderId)
  const txn = packed({
    compare: [
      absent(orderKey),
      unchanged(book.key, page.modRevision),
      unchanged(basket.key, basket.modRevision),
    ],
    success: [...ops, remove(basket.key)],
    failure: [get(orderKey), get(book.key), get(basket.key)],
  })
  return { txn, order, ledger }
}

/** Sells free places in one step. Reads back when refused: order, ledger, ticket types, claims. */
export function sellAtOnceTxn(
  book: Book,
  page: Page,
  sale: Sale,
  ticketTypes: readonly Versioned<TicketType>[],
): SaleTxn {
  const { order, ledger, ops } = saleOps(book, page, sale)
  const orderKey = keyspace.order.key(sale.orderId)
  const txn = packed({
    compare: [
      absent(orderKey),
      unchanged(book.key, page.modRevision),
      ...onSale(ticketTypes),
      ...sale.lines.map(line => absent(claimKey(line))),
    ],
    success: ops,
    failure: [
      get(orderKey),
      get(book.key),
      ...ticketTypes.map(type => get(ticketTypeKey(type.value))),
      ...sale.lines.map(line => get(claimKey(line))),
    ],
  })
  return { txn, order, ledger }
}

/** Gives an order up: no copy of its commit, however late, can make it any more. Reads back when refused: the order. */
export function tombstoneTxn(orderId: string, terminalId: string, at: string): Txn {
  const key = keyspace.order.key(orderId)
  return {
    compare: [absent(key)],
    success: [put(key, keyspace.order.encode({ orderId, status: 'abandoned', terminalId, at }))],
    failure: [get(key)],
  }
}
