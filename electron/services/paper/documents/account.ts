import { formatMoney } from '#shared/domain/money'
import type { Order, Payment, TicketLine } from '#shared/domain/order'
import { ticketsMinor } from '#shared/domain/order'
import { longDate, shortDate, timeOfDay } from './dates'
import type { PaperHouse } from './house'
import { whereabouts } from './places'
import { paperText as text } from './text'

/** A line with a sum at its end. */
export interface Sum {
  name: string
  amount: string
}

/** Tickets of one kind. */
export interface Item {
  quantity: number
  name: string
  /** Where and when. */
  detail: string
  each: string
  amount: string
}

/** What stands on a receipt or an invoice, as text. */
export interface AccountPaper {
  house: PaperHouse
  title: string
  number: string
  facts: { label: string; value: string }[]
  /** Who it is made out to, a line each. */
  billTo: string[]
  items: Item[]
  /** Tickets, discounts and fees; none where the total is the tickets alone. */
  sums: Sum[]
  total: Sum
  /** What is in the total. */
  taxes: Sum[]
  /** How it was paid, given back, or is still to be paid. */
  settlement: Sum[]
  closing: string
  /** The order's number, for a scanner. */
  code: string
}

/** The receipt of an order, as it stands. */
export function receiptPaper(order: Order, house: PaperHouse): AccountPaper {
  const { timeZone } = house
  const at = order.settledAt ?? order.startedAt
  return {
    ...common(order, house),
    title: text.titles[order.status],
    number: receiptNumbers(order) || order.number,
    facts: [
      { label: text.order, value: order.number },
      { label: text.date, value: `${shortDate(at, timeZone)}, ${timeOfDay(at, timeZone)}` },
      { label: text.servedBy, value: order.sellerName },
      { label: text.till, value: order.settledBy ?? order.terminalId },
    ],
    billTo: [],
    closing: house.note ?? text.thanks,
  }
}

/** The invoice of an order; undefined when it has none. */
export function invoicePaper(order: Order, house: PaperHouse): AccountPaper | undefined {
  const { invoice } = order
  if (!invoice) return undefined
  const { timeZone } = house
  const { buyer } = invoice
  const dueDate = longDate(invoice.dueAt, timeZone)
  return {
    ...common(order, house),
    title: invoice.cancelled ? text.cancelledInvoice : text.invoice,
    number: invoice.number,
    facts: [
      { label: text.order, value: order.number },
      { label: text.issued, value: shortDate(invoice.issuedAt, timeZone) },
      { label: text.due, value: shortDate(invoice.dueAt, timeZone) },
      ...(buyer.reference ? [{ label: text.yourReference, value: buyer.reference }] : []),
    ],
    billTo: [
      ...[buyer.name, buyer.street, `${buyer.postalCode} ${buyer.city}`, countryName(buyer.country)],
      ...(buyer.taxId ? [text.taxId(buyer.taxId)] : []),
    ],
    closing: order.status === 'reserved' ? text.payBy(dueDate) : (house.note ?? text.thanks),
  }
}

function common(order: Order, house: PaperHouse) {
  const money = (minor: number) => formatMoney(minor, order.currency)
  const less = (minor: number) => `−${money(minor)}`
  const adjusted = order.discounts.length + order.fees.length > 0
  return {
    house,
    items: itemsOf(order, house),
    sums: adjusted
      ? [
          { name: text.subtotal, amount: money(ticketsMinor(order.lines)) },
          ...order.discounts.map(({ name, code, amountMinor }) => ({
            name: text.discount(name, code),
            amount: less(amountMinor),
          })),
          ...order.fees.map(({ name, amountMinor }) => ({ name, amount: money(amountMinor) })),
        ]
      : [],
    total: { name: text.total, amount: money(order.totalMinor) },
    taxes: order.taxes.map(({ name, basisPoints, amountMinor }) => ({
      name: text.includes(name, basisPoints),
      amount: money(amountMinor),
    })),
    settlement: settlementOf(order),
    code: order.number,
  }
}

function itemsOf(order: Order, { timeZone }: PaperHouse): Item[] {
  const kinds = new Map<string, TicketLine[]>()
  for (const line of order.lines) {
    const { eventId, ticketType, priceType, priceMinor } = line
    const kind = [eventId, ticketType, priceType, priceMinor].join(' ')
    kinds.set(kind, [...(kinds.get(kind) ?? []), line])
  }
  return [...kinds.values()].flatMap(lines => {
    const [first] = lines
    if (!first) return []
    const { eventName, eventStart, ticketName, priceName, priceMinor } = first
    const when = `${shortDate(eventStart, timeZone)}, ${timeOfDay(eventStart, timeZone)}`
    return {
      quantity: lines.length,
      name: eventName,
      detail: [when, `${ticketName}, ${priceName}`, whereabouts(lines)].join(' · '),
      each: formatMoney(priceMinor, order.currency),
      amount: formatMoney(priceMinor * lines.length, order.currency),
    }
  })
}

/** Payments with change, refunds, and what is still to be paid. */
function settlementOf({ payments, refunds, currency, status, totalMinor }: Order): Sum[] {
  const money = (minor: number) => formatMoney(minor, currency)
  const taken = payments.filter(payment => payment.status !== 'declined' && payment.status !== 'pending')
  const changeMinor = taken.reduce(
    (sum, { tenderedMinor, amountMinor }) => sum + (tenderedMinor ?? amountMinor) - amountMinor,
    0,
  )
  const isOpen = status === 'reserved' || status === 'paying'
  return [
    ...taken.map(payment => ({
      name: paymentName(payment),
      amount: money(payment.tenderedMinor ?? payment.amountMinor),
    })),
    ...(changeMinor > 0 ? [{ name: text.change, amount: money(changeMinor) }] : []),
    ...payments.flatMap(({ method, status: stands, amountMinor }) =>
      stands === 'refund-due' || stands === 'refunded'
        ? [{ name: refundName(method, stands === 'refund-due'), amount: `−${money(amountMinor)}` }]
        : [],
    ),
    ...refunds.map(({ method, status: stands, amountMinor, receipt }) => ({
      name: [refundName(method, stands === 'due'), ...(receipt ? [receipt] : [])].join(' · '),
      amount: `−${money(amountMinor)}`,
    })),
    ...(isOpen ? [{ name: text.toPay, amount: money(totalMinor) }] : []),
  ]
}

const refundName = (method: Payment['method'], isDue: boolean) =>
  (isDue ? text.refundDue : text.refunded)(text.methods[method])

/** A gift card's code is money: no more of it than tells two cards apart. */
function paymentName({ method, cardLastFour, reference }: Payment): string {
  const tail = method === 'gift' ? reference?.slice(-4) : cardLastFour
  if (method === 'transfer' && reference) return `${text.methods[method]} ${reference}`
  return tail ? `${text.methods[method]} ···· ${tail}` : text.methods[method]
}

/** Receipts of the money that was taken, each once. */
function receiptNumbers({ payments }: Order): string {
  return [...new Set(payments.flatMap(({ receipt }) => (receipt ? [receipt] : [])))].join(', ')
}

function countryName(code: string): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code
}
