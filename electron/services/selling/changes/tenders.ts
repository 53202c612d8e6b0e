import type { Payment } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'

/** How a customer pays a part. `amountMinor` is what it settles; more cash than that is handed over, and given back. */
export type Tender =
  | { method: 'cash'; amountMinor: number; tenderedMinor: number }
  | { method: 'card'; amountMinor: number; reference?: string | undefined; cardLastFour?: string | undefined }
  | { method: 'gift'; amountMinor: number; code: string }
  | { method: 'transfer'; amountMinor: number; reference?: string | undefined }

/** How money is given back. A gift card is credited. */
export type RefundMethod =
  | { method: 'cash' }
  | { method: 'card'; reference?: string | undefined }
  | { method: 'gift'; code: string }
  | { method: 'transfer'; reference?: string | undefined }

/** How money goes back the way it came. */
export function wayBack({ method, reference }: Payment): RefundMethod {
  if (method === 'gift') return { method, code: reference ?? '' }
  return { method: method === 'card' || method === 'transfer' ? method : 'cash' }
}

/** @throws Refusal `PAYMENT_WRONG` unless the tenders settle exactly `dueMinor`. */
export function requirePaid(tenders: readonly Tender[], dueMinor: number, currency: string): void {
  const paidMinor = tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const short = tenders.some(tender => tender.method === 'cash' && tender.tenderedMinor < tender.amountMinor)
  if (paidMinor === dueMinor && !short) return
  const handedMinor = tenders.reduce(
    (sum, tender) =>
      sum +
      (tender.method === 'cash' ? Math.min(tender.amountMinor, tender.tenderedMinor) : tender.amountMinor),
    0,
  )
  throw new Refusal('PAYMENT_WRONG', { dueMinor, paidMinor: handedMinor, currency })
}

/**
 * The tenders as an order keeps them.
 * @param prefix stands before the number in each payment's id: the order's id, or the step's
 * @param money `pending` while a device has not had its last word: such a payment has no receipt yet
 */
export function paymentsOf(
  tenders: readonly Tender[],
  prefix: string,
  money: { status: 'captured'; receipt: string; at: string } | { status: 'pending'; at: string },
): Payment[] {
  return tenders.map((tender, n): Payment => {
    const { method, amountMinor } = tender
    const kept = { paymentId: `${prefix}.${n + 1}`, method, amountMinor, ...money }
    if (tender.method === 'cash') return { ...kept, tenderedMinor: tender.tenderedMinor }
    if (tender.method === 'gift') return { ...kept, reference: tender.code }
    const { reference, cardLastFour } = { cardLastFour: undefined, ...tender }
    return { ...kept, ...(reference && { reference }), ...(cardLastFour && { cardLastFour }) }
  })
}
