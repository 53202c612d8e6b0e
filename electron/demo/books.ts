import { type Order, type TicketLine, ticketsMinor } from '#shared/domain/order'
import type { Entry } from '../cluster/bulk'
import { claimsOf, keyspace, purchasesOf } from '../keyspace'
import { auditPart, chainHash, chainStart, numbersOf } from '../keyspace/audit-chain'

/** A till's numbers and its chain of audit records, as they would have grown sale by sale. */
export interface TillBooks {
  readonly terminalId: string
  /** The next order number, such as `F01-000123`: without gaps, from 1. */
  nextOrder(): string
  /** The next receipt number, such as `F01-R000123`: without gaps, from 1. */
  nextReceipt(): string
  /** The record that continues the chain. */
  record(what: {
    at: string
    actor: string
    action: string
    subject: string
    detail: Record<string, unknown>
  }): Entry
  /** Where the numbers stand now. */
  ledger(): Entry
}

/** The books of a till that has never sold anything. */
export function openBooks(terminalId: string): TillBooks {
  const state = { lastOrder: 0, lastReceipt: 0, lastAudit: 0, auditHash: chainStart }
  const sixDigits = (n: number) => String(n).padStart(6, '0')
  return {
    terminalId,
    nextOrder: () => `${terminalId}-${sixDigits(++state.lastOrder)}`,
    nextReceipt: () => `${terminalId}-R${sixDigits(++state.lastReceipt)}`,
    record(what) {
      const numbers = numbersOf(state)
      const record = { n: ++state.lastAudit, terminalId, ...what, numbers, previousHash: state.auditHash }
      const hash = chainHash(record)
      state.auditHash = hash
      return {
        key: keyspace.audit.key(terminalId, auditPart(record.n)),
        value: keyspace.audit.encode({ ...record, hash }),
      }
    },
    ledger: () => ({ key: keyspace.ledger.key(terminalId), value: keyspace.ledger.encode(state) }),
  }
}

/** A sale that was made and paid in the past. Instants as in the domain; the total is what the lines cost. */
export interface PastSale {
  orderId: string
  startedAt: string
  settledAt: string
  seller: string
  sellerName: string
  buyer?: string | undefined
  currency: string
  /** All of one event. */
  lines: TicketLine[]
  /** Cash keeps what was handed over, a card its last digits. */
  paid: { method: 'cash'; tenderedMinor: number } | { method: 'card'; cardLastFour: string }
}

/** Everything a paid sale leaves in the keyspace but the ledger, which the caller writes once, at the end. */
export function saleEntries(books: TillBooks, sale: PastSale): Entry[] {
  const totalMinor = ticketsMinor(sale.lines)
  const order: Order = {
    orderId: sale.orderId,
    number: books.nextOrder(),
    status: 'sold',
    terminalId: books.terminalId,
    seller: sale.seller,
    sellerName: sale.sellerName,
    ...(sale.buyer && { buyer: sale.buyer }),
    startedAt: sale.startedAt,
    settledAt: sale.settledAt,
    currency: sale.currency,
    lines: sale.lines,
    discounts: [],
    fees: [],
    taxes: [],
    totalMinor,
    payments: [
      {
        paymentId: `${sale.orderId}.1`,
        status: 'captured',
        amountMinor: totalMinor,
        ...sale.paid,
        receipt: books.nextReceipt(),
        at: sale.settledAt,
      },
    ],
    refunds: [],
    operations: [],
  }
  return [
    { key: keyspace.order.key(order.orderId), value: keyspace.order.encode(order) },
    ...entries(claimsOf(order)),
    ...entries(purchasesOf(order)),
    books.record({
      at: sale.settledAt,
      actor: sale.seller,
      action: 'sale',
      subject: keyspace.order.key(order.orderId),
      detail: { number: order.number, totalMinor, currency: order.currency, tickets: order.lines.length },
    }),
  ]
}

const entries = (texts: ReadonlyMap<string, string>): Entry[] =>
  [...texts].map(([key, value]) => ({ key, value }))
