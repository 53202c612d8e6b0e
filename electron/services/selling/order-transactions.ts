import { type Charges, charged } from '#shared/domain/charges'
import type { TicketType } from '#shared/domain/event'
import type { Invoice } from '#shared/domain/invoice'
import type { Order, TicketLine } from '#shared/domain/order'
import { owedMinor } from '#shared/domain/order-rules'
import type { Op, Txn, TxnResult } from '../../cluster/model'
import { absent, get, packed, put, remove, unchanged } from '../../cluster/txn'
import { claimsOf, keyspace, type Ledger, purchasesOf } from '../../keyspace'
import type { Versioned } from '../../replica'
import type { Book, Page } from '../book'
import { type OneOf, oneOf } from './best-transaction'
import type { Other } from './changes/order-step'
import { paymentsOf, type Tender } from './changes/tenders'
import { onSale, ticketTypeKey } from './transactions'

/*
 * The transactions that make an order, as values. Each compares the order as absent, the ledger whose numbers it takes,
 * and whoever owned the places before.
 */

/**
 * What makes lines an order: `sold` is paid at once; `reserved` waits until its time for whoever comes, or on an invoice
 * for its money; `paying` waits for the last word of a device, and never frees its places.
 */
export type Making =
  | { status: 'sold'; payments: readonly Tender[] }
  | { status: 'paying'; payments: readonly Tender[] }
  | { status: 'reserved'; until: string; customerName?: string | undefined }
  | { status: 'reserved'; invoice: Pick<Invoice, 'dueAt' | 'buyer'> }

export interface Sale {
  orderId: string
  terminalId: string
  seller: string
  sellerName: string
  buyer?: string | undefined
  startedAt: string
  at: string
  currency: string
  lines: readonly TicketLine[]
  making: Making
  discounts: Order['discounts']
  /** What the house puts on its tickets. */
  charges: Charges
  /** Keys beside order, ledger and basket that the transaction compares and writes: gift cards, vouchers. */
  others: readonly Other[]
}

/** What the audit trail calls the making of an order. */
const actions = { sold: 'sale', paying: 'payment-begun', reserved: 'reservation' } as const

/** The order that `sale` becomes with the next numbers of the ledger, and the ledger after it. */
export function numbered(sale: Sale, ledger: Ledger): { order: Order; ledger: Ledger } {
  const { orderId, terminalId, seller, sellerName, buyer, startedAt, at, currency, making } = sale
  const lastReceipt = ledger.lastReceipt + (making.status === 'sold' ? 1 : 0)
  const invoice = 'invoice' in making ? invoiceOf(making) : undefined
  const next = {
    ...{ ...ledger, lastOrder: ledger.lastOrder + 1, lastReceipt },
    ...(invoice && { lastInvoice: (ledger.lastInvoice ?? 0) + 1 }),
  }
  const lines = [...sale.lines]
  const { discounts } = sale
  const { fees, taxes } = charged({ currency, lines, discounts }, sale.charges)
  const receipt = `${terminalId}-R${String(lastReceipt).padStart(6, '0')}`
  const order: Order = {
    orderId,
    number: `${terminalId}-${String(next.lastOrder).padStart(6, '0')}`,
    status: making.status,
    ...{ terminalId, seller, sellerName, startedAt, currency },
    ...(buyer !== undefined && { buyer }),
    ...(making.status === 'sold' && { settledAt: at }),
    ...('until' in making && { reservedUntil: making.until }),
    ...('customerName' in making && making.customerName && { customerName: making.customerName }),
    ...(invoice && { invoice }),
    ...{ lines, discounts, fees, taxes },
    totalMinor: owedMinor({ lines, discounts, fees }),
    payments:
      making.status === 'reserved' ? [] : paymentsOf(making.payments, orderId, moneyOf(making.status)),
    refunds: [],
    operations: [],
  }
  return { order, ledger: next }

  function invoiceOf({ invoice: { dueAt, buyer: to } }: Extract<Making, { invoice: unknown }>): Invoice {
    const number = `${terminalId}-I${String((ledger.lastInvoice ?? 0) + 1).padStart(6, '0')}`
    return { number, issuedAt: at, dueAt, buyer: to }
  }

  function moneyOf(status: 'sold' | 'paying') {
    return status === 'sold'
      ? { status: 'captured' as const, receipt, at }
      : { status: 'pending' as const, at }
  }
}

function saleOps(book: Book, page: Page, sale: Sale): { order: Order; ledger: Ledger; ops: Op[] } {
  const { order, ledger: moved } = numbered(sale, page.ledger)
  const key = keyspace.order.key(sale.orderId)
  const { number, totalMinor, currency, lines, invoice } = order
  const action = invoice ? 'invoice-issued' : actions[sale.making.status]
  const { ops, ledger } = book.record(moved, {
    ...{ actor: sale.seller, action, subject: key },
    detail: {
      number,
      totalMinor,
      currency,
      tickets: lines.length,
      ...(invoice && { invoice: invoice.number }),
    },
  })
  const texts = [...claimsOf(order), ...purchasesOf(order)].map(([place, text]) => put(place, text))
  const others = sale.others.flatMap(other => other.ops)
  return { order, ledger, ops: [...texts, put(key, keyspace.order.encode(order)), ...others, ...ops] }
}

/** A transaction that makes an order. */
export interface SaleTxn {
  txn: Txn
  /** What it made, with the ledger after it, by its answer; nothing when it was refused. */
  made(result: TxnResult): { order: Order; ledger: Ledger } | undefined
}

/** Makes a basket an order. Reads back when refused: order, ledger, basket, others. */
export function commitTxn(
  book: Book,
  page: Page,
  sale: Sale,
  basket: { key: string; modRevision: number },
): SaleTxn {
  const { ops, ...made } = saleOps(book, page, sale)
  const orderKey = keyspace.order.key(sale.orderId)
  const txn = packed({
    compare: [
      absent(orderKey),
      unchanged(book.key, page.modRevision),
      unchanged(basket.key, basket.modRevision),
      ...sale.others.map(other => unchanged(other.key, other.modRevision)),
    ],
    success: [...ops, remove(basket.key)],
    failure: [get(orderKey), get(book.key), get(basket.key), ...sale.others.map(other => get(other.key))],
  })
  return { txn, made: ({ succeeded }) => (succeeded ? made : undefined) }
}

/** A sale of free places, with every one it asks for and which of its alternatives an answer took. */
export type SellOneOf = SaleTxn & Pick<OneOf, 'asked' | 'taken'>

/**
 * Sells the first of `alternatives` that is free in one step; all cost the same. Reads back when refused: order, ledger,
 * ticket types, others, claims of `asked`, in this order.
 */
export function sellAtOnceTxn(
  book: Book,
  page: Page,
  sale: Omit<Sale, 'lines'>,
  alternatives: readonly (readonly TicketLine[])[],
  ticketTypes: readonly Versioned<TicketType>[],
): SellOneOf {
  const sales = alternatives.map(lines => memoized(() => saleOps(book, page, { ...sale, lines })))
  const orderKey = keyspace.order.key(sale.orderId)
  const { txn, asked, taken } = oneOf({
    alternatives,
    compare: [
      absent(orderKey),
      unchanged(book.key, page.modRevision),
      ...onSale(ticketTypes),
      ...sale.others.map(other => unchanged(other.key, other.modRevision)),
    ],
    reads: [
      orderKey,
      book.key,
      ...ticketTypes.map(type => ticketTypeKey(type.value)),
      ...sale.others.map(other => other.key),
    ],
    write: (_, index) => sales[index]?.().ops ?? [],
  })
  return { txn, asked, taken, made: result => sales[taken(result) ?? -1]?.() }
}

/** As many alternatives are worked out as a transaction carries, each once. */
function memoized<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
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
