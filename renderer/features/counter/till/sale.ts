import { z } from 'zod'
import type { SaleReceipt } from '#shared/contract/selling'
import { id } from '#shared/domain/ids'
import { amountMinor, currency } from '#shared/domain/money'
import { placeId } from '../rules/places'

/**
 * One try at taking money for an order: everything that is needed to say what became of it, also after a reload.
 * Without a `basketId` nothing was held for it.
 */
export const attempt = z.object({
  orderId: id,
  basketId: id.optional(),
  totalMinor: amountMinor,
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
 * `not-sold` is certain, and stays until the cashier has given the money back.
 */
export type Sale =
  | { step: 'open' }
  | { step: 'paying'; attempt: Attempt }
  | { step: 'checking'; attempt: Attempt; tries: number; nextTryAt: number | undefined }
  | { step: 'not-sold'; attempt: Attempt }

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
      return sale.step === 'checking' ? { ...sale, nextTryAt: event.nextTryAt } : sale
    case 'trying-again':
      return sale.step === 'checking' ? { ...sale, tries: sale.tries + 1, nextTryAt: undefined } : sale
    case 'surely-not-sold':
      return sale.step === 'paying' || sale.step === 'checking'
        ? { step: 'not-sold', attempt: sale.attempt }
        : sale
    case 'money-returned':
      return sale.step === 'not-sold' ? openSale : sale
  }
}

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
})
export type LastSale = z.infer<typeof lastSale>

/** What of `receipt` stays on the screen. */
export function lastSaleOf({ order, changeMinor }: SaleReceipt, checked: boolean): LastSale {
  const { orderId, number, currency, totalMinor, payments } = order
  const tenderedMinor = payments.reduce((sum, paid) => sum + (paid.tenderedMinor ?? paid.amountMinor), 0)
  return { orderId, number, currency, totalMinor, tenderedMinor, changeMinor, checked }
}
