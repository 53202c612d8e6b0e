import type { Order, Payment, PaymentMethod, Place, TicketLine } from './order'

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

/** The card that an order which stands waits for: asked for what an exchange costs more, before that is made. */
export function askedCard({ status, payments }: Pick<Order, 'status' | 'payments'>): Payment | undefined {
  if (status === 'paying') return undefined
  return payments.find(own => own.status === 'pending' && own.askedAt !== undefined)
}

/** What was taken, in minor units. */
export function capturedMinor({ payments }: Pick<Order, 'payments'>): number {
  return payments.reduce((sum, { status, amountMinor }) => sum + (status === 'captured' ? amountMinor : 0), 0)
}

/** What was given back, in minor units. */
export function returnedMinor({ refunds }: Pick<Order, 'refunds'>): number {
  return refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** Tickets at their prices, and what is taken off them together. */
export interface Priced {
  lines: readonly Pick<TicketLine, 'eventId' | 'priceMinor'>[]
  discounts: Order['discounts']
}

/** What the lines cost, less discounts, with fees: what an order owes before anything is paid. */
export function owedMinor({ lines, discounts, fees }: Priced & Pick<Order, 'fees'>): number {
  const ticketsMinor = lines.reduce((total, { priceMinor }) => total + priceMinor, 0)
  return ticketsMinor - sumMinor(discounts) + sumMinor(fees)
}

const sumMinor = (amounts: readonly { amountMinor: number }[]) =>
  amounts.reduce((total, { amountMinor }) => total + amountMinor, 0)

/**
 * `sumMinor` in parts in proportion to `weights`; what rounding leaves goes to the largest remainders, so that the parts
 * add up exactly. All of it to nobody where no weight is above zero.
 */
function spreadMinor(sumMinor: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((total, weight) => total + weight, 0)
  if (sumMinor === 0 || whole === 0) return weights.map(() => 0)
  const byRemainder = weights.map((weight, n) => ({ n, remainder: (weight * sumMinor) % whole }))
  const parts = weights.map((weight, n) => (weight * sumMinor - (byRemainder[n]?.remainder ?? 0)) / whole)
  let left = sumMinor - parts.reduce((total, part) => total + part, 0)
  byRemainder.sort((one, other) => other.remainder - one.remainder || one.n - other.n)
  for (const { n } of byRemainder) {
    if (left-- <= 0) break
    parts[n] = (parts[n] ?? 0) + 1
  }
  return parts
}

/**
 * What each discount takes off each line, in the order of both. One after another takes off the tickets that it is for
 * what those cost by then, in proportion, and never more than that.
 */
function sharesMinor({ lines, discounts }: Priced): number[][] {
  const left = lines.map(({ priceMinor }) => priceMinor)
  return discounts.map(({ amountMinor, eventIds }) => {
    const meant = lines.map(({ eventId }, n) => (eventIds?.includes(eventId) === false ? 0 : (left[n] ?? 0)))
    const costMinor = meant.reduce((sum, minor) => sum + minor, 0)
    const shares = spreadMinor(Math.min(amountMinor, costMinor), meant)
    for (const [n, share] of shares.entries()) left[n] = (left[n] ?? 0) - share
    return shares
  })
}

/** What each line cost after its share of the order's discounts, in the order of the lines; the sum is exact. */
export function paidPricesMinor(priced: Priced): number[] {
  const shares = sharesMinor(priced)
  return priced.lines.map(({ priceMinor }, n) =>
    shares.reduce((paid, ofDiscount) => paid - (ofDiscount[n] ?? 0), priceMinor),
  )
}

/** What one ticket bears of the fees, in minor units: nothing where it is free. */
function feeMinor({ priceMinor }: Pick<TicketLine, 'priceMinor'>, fees: Order['fees']): number {
  return priceMinor === 0 ? 0 : fees.reduce((sum, { perTicketMinor = 0 }) => sum + perTicketMinor, 0)
}

/** The fees of an order as its lines stand, for every fee that is a ticket's. */
export function feesOf({
  lines,
  fees,
}: { lines: readonly Pick<TicketLine, 'priceMinor'>[] } & Pick<Order, 'fees'>): Order['fees'] {
  const paying = lines.filter(({ priceMinor }) => priceMinor > 0).length
  return fees.map(fee =>
    fee.perTicketMinor === undefined ? fee : { ...fee, amountMinor: paying * fee.perTicketMinor },
  )
}

/**
 * The taxes of an order as its lines stand: what is in each ticket's price after discounts, and in each fee, rounded half
 * up, for every tax whose rate is known.
 */
export function taxesOf({
  lines,
  discounts,
  fees,
  taxes,
}: Priced & Pick<Order, 'fees' | 'taxes'>): Order['taxes'] {
  const paid = [...paidPricesMinor({ lines, discounts }), ...fees.map(({ amountMinor }) => amountMinor)]
  return taxes.map(tax => {
    const { basisPoints } = tax
    if (basisPoints === undefined) return tax
    const inPrice = (priceMinor: number) => Math.round((priceMinor * basisPoints) / (10_000 + basisPoints))
    return { ...tax, amountMinor: paid.reduce((sum, priceMinor) => sum + inPrice(priceMinor), 0) }
  })
}

/** What an order costs, and of what. */
type Account<Line = TicketLine> = Pick<Order, 'discounts' | 'fees' | 'taxes' | 'totalMinor'> & {
  lines: Line[]
}

/** An order that is not paid yet without some of its lines: what was off their prices is not off the others'. */
export function withoutLines(order: Order, gone: readonly TicketLine[]): Account & { discountMinor: number } {
  const lines = order.lines.filter(line => !gone.includes(line))
  const discounts = discountsLessened(order, gone)
  const discountMinor = sumMinor(order.discounts) - sumMinor(discounts)
  return { ...accountOf(order, lines, discounts), discountMinor }
}

/**
 * An order with other tickets instead of some: what was off those is off the new ones, but no more than these cost, so
 * that nobody is owed more for what is left than was paid for it.
 */
export function withLinesInstead<Line extends Priced['lines'][number]>(
  order: Order,
  gone: readonly TicketLine[],
  instead: readonly Line[],
): Account<TicketLine | Line> {
  const kept = order.lines.filter(line => !gone.includes(line))
  const lessened = discountsLessened(order, gone)
  const moved = order.discounts.map((discount, n) => ({
    ...discount,
    amountMinor: discount.amountMinor - (lessened[n]?.amountMinor ?? 0),
  }))
  const taken = sharesMinor({ lines: instead, discounts: moved })
  const discounts = lessened.map((discount, n) => ({
    ...discount,
    amountMinor: (taken[n] ?? []).reduce((sum, share) => sum + share, discount.amountMinor),
  }))
  return accountOf(order, [...kept, ...instead], discounts)
}

/** The discounts of an order without what they took off some of its lines. */
function discountsLessened(order: Order, gone: readonly TicketLine[]): Order['discounts'] {
  const shares = sharesMinor(order)
  return order.discounts.map((discount, n) => {
    const ofGoneMinor = order.lines.reduce(
      (sum, line, at) => (gone.includes(line) ? sum + (shares[n]?.[at] ?? 0) : sum),
      0,
    )
    return { ...discount, amountMinor: discount.amountMinor - ofGoneMinor }
  })
}

function accountOf<Line extends Priced['lines'][number]>(
  order: Order,
  lines: Line[],
  discounts: Order['discounts'],
): Account<Line> {
  const fees = feesOf({ lines, fees: order.fees })
  const taxes = taxesOf({ lines, discounts, fees, taxes: order.taxes })
  return { lines, discounts, fees, taxes, totalMinor: owedMinor({ lines, discounts, fees }) }
}

/** What of the money that was taken has not gone back, in minor units: no more than this ever does. */
export function leftMinor(order: Pick<Order, 'payments' | 'refunds'>): number {
  return capturedMinor(order) - returnedMinor(order)
}

/** How money goes back unless somebody says otherwise: the way most of it came, to the same gift card. */
export function usualWayBack({ payments }: Pick<Order, 'payments'>): {
  method: Extract<PaymentMethod, 'cash' | 'card' | 'gift' | 'transfer'>
  reference?: string | undefined
} {
  const [most] = payments
    .filter(({ status }) => status === 'captured')
    .sort((one, other) => other.amountMinor - one.amountMinor)
  switch (most?.method) {
    case 'gift':
      return { method: 'gift', reference: most.reference }
    case 'card':
    case 'transfer':
      return { method: most.method }
    default:
      return { method: 'cash' }
  }
}

/** What these lines of an order bear of its fees, in minor units. A refund keeps them; a house that cancels does not. */
export function feesBorneMinor({ fees }: Pick<Order, 'fees'>, lines: readonly TicketLine[]): number {
  return lines.reduce((sum, line) => sum + feeMinor(line, fees), 0)
}

/**
 * What was paid for these lines of an order, in minor units. The lines themselves, not their places: a place that was
 * given back and bought again is there twice.
 */
export function refundableMinor(order: Order, lines: readonly TicketLine[]): number {
  const prices = paidPricesMinor(order)
  return order.lines.reduce((sum, line, n) => (lines.includes(line) ? sum + (prices[n] ?? 0) : sum), 0)
}
