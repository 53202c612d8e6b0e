import { z } from 'zod'
import { instant } from './event'
import { id, nameId } from './ids'
import { invoice } from './invoice'
import { amountMinor, currency } from './money'

/** One place of an event: the key of a claim without its prefix. */
export const place = z.looseObject({ eventId: id, areaId: id, slot: z.number().int().min(0).max(999_999) })
export type Place = z.infer<typeof place>

/**
 * A ticket in a basket or an order, with everything its paper needs, so that a later edit of the event never changes
 * what was sold. `placeLabel` is `Row F, seat 9` or, in general admission, the area's name.
 */
export const ticketLine = place.extend({
  areaName: z.string(),
  placeLabel: z.string(),
  eventName: z.string(),
  eventStart: instant,
  ticketType: id,
  ticketName: z.string(),
  priceType: id,
  priceName: z.string(),
  priceMinor: amountMinor,
  /** It costs `priceMinor` instead of what it is listed at: a comp, where that is nothing. */
  repriced: z
    .looseObject({ listedMinor: amountMinor, reason: z.string().max(300), approvedBy: nameId })
    .optional(),
  /** Which paper of this ticket is good at the door: the first one unless it was printed again. */
  issue: z.number().int().min(2).max(255).optional(),
})
export type TicketLine = z.infer<typeof ticketLine>

export const orderStatus = z.enum(['paying', 'reserved', 'sold', 'released', 'void', 'abandoned'])
export type OrderStatus = z.infer<typeof orderStatus>

export const paymentMethod = z.enum(['cash', 'card', 'voucher', 'gift', 'invoice', 'transfer'])
export type PaymentMethod = z.infer<typeof paymentMethod>

/** `amountMinor` is what the payment settles; for cash `tenderedMinor` was handed over and the difference given back. */
export const payment = z.looseObject({
  paymentId: id,
  method: paymentMethod,
  /**
   * `pending` until the device has its final word; `refund-due` was charged for an order that was let go, and nobody
   * has given it back yet; `refunded` was, and somebody has.
   */
  status: z.enum(['pending', 'captured', 'refunded', 'refund-due', 'declined']),
  amountMinor,
  tenderedMinor: amountMinor.optional(),
  reference: z.string().max(80).optional(),
  cardLastFour: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  receipt: z.string().max(40).optional(),
  /** Of a card that an order which stands waits for: the terminal that asked its device. */
  askedAt: id.optional(),
  at: instant,
})
export type Payment = z.infer<typeof payment>

/**
 * Money that goes back. `lines` are the tickets that came back with it; none when the tickets that are left only cost
 * less, after an exchange, or where they stand with another part of the same step. `due` has not been handed out yet,
 * since nobody was there to take it, and so has no receipt; without a status it was given back at once.
 */
export const refund = z.looseObject({
  refundId: id,
  operationId: id,
  method: paymentMethod,
  amountMinor,
  lines: z.array(place),
  /** The gift card that was credited, or what the card device printed. */
  reference: z.string().max(80).optional(),
  status: z.enum(['due', 'paid']).optional(),
  /** Since when it was due, once it is paid. */
  dueSince: instant.optional(),
  receipt: z.string().max(40).optional(),
  at: instant,
  by: nameId,
  reason: z.string().max(300).optional(),
})

export type Refund = z.infer<typeof refund>

/**
 * Tickets that others took the place of. `differenceMinor` is what the new ones cost more, or less below zero; it stands
 * among the payments or the refunds, under the same `operationId`.
 */
export const exchange = z.looseObject({
  operationId: id,
  from: z.array(ticketLine),
  to: z.array(place),
  differenceMinor: z.number().int(),
  at: instant,
  by: nameId,
})
export type Exchange = z.infer<typeof exchange>

/** Tickets of a cancelled event that were taken out of an order before they were paid, with what was off their prices. */
const cancelledTickets = z.looseObject({
  operationId: id,
  eventId: id,
  lines: z.array(ticketLine),
  discountMinor: amountMinor,
  at: instant,
  by: nameId,
})

/**
 * A step that was carried out on an order: what the audit trail calls it, when, by whom and at which terminal. `record`
 * is the number of its audit record there, which says the rest.
 */
const orderStep = z.looseObject({
  operationId: id,
  action: z.string().max(60),
  at: instant,
  by: nameId,
  terminalId: id,
  record: z.number().int().min(1),
})
export type OrderStep = z.infer<typeof orderStep>

/** A sum taken off or put on by name: a discount with its voucher, a counter fee, an included tax. */
const adjustment = z.looseObject({
  name: z.string().max(80),
  amountMinor,
  code: z.string().max(60).optional(),
  /** Of a discount that is for the tickets of some events only. */
  eventIds: z.array(id).optional(),
  /** Of a tax: its rate, in hundredths of a percent of the price without it. */
  basisPoints: z.number().int().min(0).optional(),
  /** Of a fee: what each ticket that costs anything bears of it. */
  perTicketMinor: amountMinor.optional(),
})

/** A sale, from its first try on. `number` is what people say (`T03-000123`); `orderId` is what the page drew. */
export const order = z.looseObject({
  orderId: id,
  number: z.string().max(40),
  status: orderStatus.exclude(['abandoned']),
  terminalId: id,
  seller: nameId,
  sellerName: z.string(),
  shiftId: id.optional(),
  buyer: nameId.optional(),
  startedAt: instant,
  settledAt: instant.optional(),
  /** The terminal that took the money, where it is not the one that made the order. */
  settledBy: id.optional(),
  /** When a reservation ends by itself; one on an invoice does not. */
  reservedUntil: instant.optional(),
  /** Who fetches it, as the cashier was told: not a customer of the house. */
  customerName: z.string().max(80).optional(),
  invoice: invoice.optional(),
  currency,
  lines: z.array(ticketLine),
  discounts: z.array(adjustment).default([]),
  fees: z.array(adjustment).default([]),
  taxes: z.array(adjustment).default([]),
  totalMinor: amountMinor,
  payments: z.array(payment),
  refunds: z.array(refund).default([]),
  exchanges: z.array(exchange).optional(),
  cancelled: z.array(cancelledTickets).optional(),
  /** Ids of the steps that were carried out on it: what tells a step whose answer was lost. */
  operations: z.array(id).default([]),
  /** The same steps with who, when and where, in their order: what is told of an order without a search. */
  steps: z.array(orderStep).optional(),
})
export type Order = z.infer<typeof order>

/** What the tickets cost before discounts and fees. */
export function ticketsMinor(lines: readonly Pick<TicketLine, 'priceMinor'>[]): number {
  return lines.reduce((sum, line) => sum + line.priceMinor, 0)
}
