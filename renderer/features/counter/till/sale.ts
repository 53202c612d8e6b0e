import { z } from 'zod'
import type { SaleReceipt } from '#shared/contract/selling'
import { instant } from '#shared/domain/event'
import { id } from '#shared/domain/ids'
import { amountMinor, currency } from '#shared/domain/money'
import type { Order } from '#shared/domain/order'
import { placeId } from '../rules/places'
import type { DevicePayment, LastWord } from './device-payment'

/** How a customer pays, or takes places along unpaid. */
export const way = z.enum(['cash', 'card', 'split', 'gift', 'reserve', 'invoice'])
export type Way = z.infer<typeof way>

/**
 * One try at taking money for an order: everything that is needed to say what became of it, also after a reload.
 * Without a `basketId` nothing was held for it.
 */
export const attempt = z.object({
  orderId: id,
  basketId: id.optional(),
  way: way.default('cash'),
  totalMinor: amountMinor,
  /** The cash that was handed over. */
  tenderedMinor: amountMinor,
  currency,
  ticketCount: z.number(),
  /** What was sold, in a few words. */
  label: z.string(),
  places: z.array(placeId),
  /** Epoch milliseconds. */
  sentAt: z.number(),
})
export type Attempt = z.infer<typeof attempt>

/**
 * Where the till stands with the money. While it is `paying` or `checking` nobody knows whether the sale was made;
 * `not-sold` is certain, and stays until the cashier has given the money back. `device`: the order waits for the word of
 * a device outside the drawer; `settling`: that word is on its way into the order.
 */
export type Sale =
  | { step: 'open' }
  | { step: 'paying'; attempt: Attempt }
  | { step: 'checking'; attempt: Attempt; tries: number; nextTryAt: number | undefined }
  | { step: 'not-sold'; attempt: Attempt }
  /** Tickets of an order are being exchanged: paid for, sent or checked, and nothing else is done meanwhile. */
  | { step: 'exchanging' }
  | { step: 'device'; payment: DevicePayment; is: DeviceStands }
  | {
      step: 'settling'
      payment: DevicePayment
      word: LastWord
      tries: number
      nextTryAt: number | undefined
    }

/** `unanswered`: nobody knows whether it charged; the cashier looks at it and says. */
export type DeviceStands = 'asking' | 'declined' | 'unanswered'

/** `nextTryAt` is in epoch milliseconds. */
export type SaleEvent =
  | { on: 'pay'; attempt: Attempt }
  | { on: 'sold' }
  | { on: 'refused' }
  | { on: 'answer-lost' }
  | { on: 'no-answer-yet'; nextTryAt: number }
  | { on: 'trying-again' }
  | { on: 'surely-not-sold' }
  | { on: 'money-returned' }
  | { on: 'at-device'; payment: DevicePayment; is: DeviceStands }
  | { on: 'device-said'; is: DeviceStands }
  | { on: 'word'; word: LastWord }
  | { on: 'word-not-taken'; is: DeviceStands }
  | { on: 'settled' }
  | { on: 'asked-later' }

export const openSale: Sale = { step: 'open' }

/** The next state; the same object where the event means nothing, such as a second click on Pay. */
export function advance(sale: Sale, event: SaleEvent): Sale {
  switch (event.on) {
    case 'pay':
      return sale.step === 'open' ? { step: 'paying', attempt: event.attempt } : sale
    case 'sold':
      return sale.step === 'paying' || sale.step === 'checking' ? openSale : sale
    case 'refused':
      return sale.step === 'paying' ? openSale : sale
    case 'answer-lost':
      return sale.step === 'paying'
        ? { step: 'checking', attempt: sale.attempt, tries: 0, nextTryAt: undefined }
        : sale
    case 'no-answer-yet':
      return isAsking(sale) ? { ...sale, nextTryAt: event.nextTryAt } : sale
    case 'trying-again':
      return isAsking(sale) ? { ...sale, tries: sale.tries + 1, nextTryAt: undefined } : sale
    case 'surely-not-sold':
      return sale.step === 'paying' || sale.step === 'checking'
        ? { step: 'not-sold', attempt: sale.attempt }
        : sale
    case 'money-returned':
      return sale.step === 'not-sold' ? openSale : sale
    case 'at-device':
      return sale.step === 'settling' || sale.step === 'not-sold'
        ? sale
        : { step: 'device', payment: event.payment, is: event.is }
    case 'device-said':
      return sale.step === 'device' ? { ...sale, is: event.is } : sale
    case 'word':
      return sale.step === 'device' ? settling(sale.payment, event.word) : sale
    case 'word-not-taken':
      return sale.step === 'settling' ? { step: 'device', payment: sale.payment, is: event.is } : sale
    case 'settled':
      return sale.step === 'settling' ? openSale : sale
    case 'asked-later':
      return sale.step === 'device' ? openSale : sale
  }
}

/** A last word of which nobody knows yet whether it was taken. */
export const settling = (payment: DevicePayment, word: LastWord): Sale => ({
  ...{ step: 'settling', payment, word, tries: 0, nextTryAt: undefined },
})

const isAsking = (sale: Sale): sale is Sale & { step: 'checking' | 'settling' } =>
  sale.step === 'checking' || sale.step === 'settling'

const firstDelayMs = 500
const longestDelayMs = 8_000

/** How long to wait after `tries` questions without an answer: 0.5 s, doubling up to 8 s. */
export function nextTryInMs(tries: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, tries - 1))
}

/** The sale before this one, as it stays on the screen: what the order in the cluster says. */
export const lastSale = z.object({
  orderId: id,
  number: z.string(),
  currency,
  totalMinor: amountMinor,
  tenderedMinor: amountMinor,
  changeMinor: amountMinor,
  /** Its answer had been lost, and it was found out later that it was made. */
  checked: z.boolean(),
  as: z.enum(['cash', 'paid', 'reserved', 'invoice']).default('cash'),
  /** Of a reservation: when it ends; of an invoice: when it is due. */
  until: instant.optional(),
  invoice: z.string().optional(),
})
export type LastSale = z.infer<typeof lastSale>

/** What of `receipt` stays on the screen. */
export function lastSaleOf({ order, changeMinor }: SaleReceipt, checked: boolean): LastSale {
  const { orderId, number, currency, totalMinor } = order
  const payments = order.payments.filter(({ status }) => status !== 'declined')
  const tenderedMinor = payments.reduce((sum, paid) => sum + (paid.tenderedMinor ?? paid.amountMinor), 0)
  const known = { orderId, number, currency, totalMinor, tenderedMinor, changeMinor, checked }
  if (order.status === 'reserved')
    return order.invoice
      ? { ...known, as: 'invoice', until: order.invoice.dueAt, invoice: order.invoice.number }
      : { ...known, as: 'reserved', until: order.reservedUntil }
  return { ...known, as: payments.every(({ method }) => method === 'cash') ? 'cash' : 'paid' }
}

/** The change of an order, as its cash payments say. */
export function changeMinorOf({ payments }: Order): number {
  return payments.reduce(
    (sum, { method, status, amountMinor: paidMinor, tenderedMinor = paidMinor }) =>
      method === 'cash' && status !== 'declined' ? sum + tenderedMinor - paidMinor : sum,
    0,
  )
}
