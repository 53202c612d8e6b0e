import type { Order, Place, TicketLine } from './order'

/** Whether both are the same place of the same event. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.slot === b.slot && a.areaId === b.areaId && a.eventId === b.eventId
}

/**
 * The tickets that no refund has given back. Those of an order that was let go or voided are nobody's any more. A place
 * that was given back and bought again by an exchange is there twice and was returned once: the later one is kept.
 */
export function keptLines(order: Pick<Order, 'status' | 'lines' | 'refunds'>): TicketLine[] {
  if (order.status === 'void' || order.status === 'released') return []
  const kept = [...order.lines]
  for (const place of order.refunds.flatMap(refund => refund.lines)) {
    const at = kept.findIndex(line => isSamePlace(line, place))
    if (at >= 0) kept.splice(at, 1)
  }
  return kept
}

/** What was taken, in minor units. */
export function capturedMinor({ payments }: Pick<Order, 'payments'>): number {
  return payments.reduce((sum, { status, amountMinor }) => sum + (status === 'captured' ? amountMinor : 0), 0)
}

/** What was given back, in minor units. */
export function returnedMinor({ refunds }: Pick<Order, 'refunds'>): number {
  return refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** What the lines cost, less discounts, with fees: what an order owes before anything is paid. */
export function owedMinor({ lines, discounts, fees }: Pick<Order, 'lines' | 'discounts' | 'fees'>): number {
  const sum = (amounts: readonly { amountMinor: number }[]) =>
    amounts.reduce((total, { amountMinor }) => total + amountMinor, 0)
  return lines.reduce((total, { priceMinor }) => total + priceMinor, 0) - sum(discounts) + sum(fees)
}

/**
 * What each line cost after its share of the order's discounts, in the order of the lines. The discounts are spread in
 * proportion to the prices, and what rounding leaves goes to the largest remainders, so that the sum is exact.
 */
export function paidPricesMinor({ lines, discounts }: Pick<Order, 'lines' | 'discounts'>): number[] {
  const discountMinor = discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const ticketsMinor = lines.reduce((sum, { priceMinor }) => sum + priceMinor, 0)
  if (discountMinor === 0 || ticketsMinor === 0) return lines.map(({ priceMinor }) => priceMinor)
  const exact = lines.map(({ priceMinor }) => (priceMinor * discountMinor) / ticketsMinor)
  const shares = exact.map(Math.floor)
  let left = discountMinor - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = exact.map((share, n) => ({ n, remainder: share - Math.floor(share) }))
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.n - b.n)
  for (const { n } of byRemainder) {
    if (left-- <= 0) break
    shares[n] = (shares[n] ?? 0) + 1
  }
  return lines.map(({ priceMinor }, n) => priceMinor - (shares[n] ?? 0))
}

/** The most that may be given back for these places of an order, in minor units: what was paid for them. */
export function refundableMinor(order: Order, places: readonly Place[]): number {
  const prices = paidPricesMinor(order)
  const lines = order.lines.map((line, n) => ({ line, paidMinor: prices[n] ?? 0 }))
  return lines
    .filter(({ line }) => places.some(place => isSamePlace(place, line)))
    .reduce((sum, { paidMinor }) => sum + paidMinor, 0)
}
