import type { Order, TicketLine } from '#shared/domain/order'
import { withLinesInstead } from '#shared/domain/order-rules'
import type { Account } from './account'

/** What an exchange makes of an account: its total is what is still to be paid, or goes back where it is below zero. */
export interface ExchangePart {
  /** The tickets that come back. */
  given: readonly TicketLine[]
  givenMinor: number
  /** What fees and discounts change by. */
  besidesMinor: number
}

/**
 * The account of tickets that are taken in exchange for `given` of `order`, by the order's own discounts and fees. While
 * nothing is chosen yet nothing is due either way.
 */
export function exchangeAccount(account: Account, order: Order, given: readonly TicketLine[]): Account {
  const taken = account.groups.flatMap(({ lines }) =>
    lines.flatMap(line =>
      line.kind === 'seat' ? [line.seat] : Array.from({ length: line.count }, () => line.of),
    ),
  )
  const differenceMinor = withLinesInstead(order, given, taken).totalMinor - order.totalMinor
  const givenMinor = given.reduce((sum, { priceMinor }) => sum + priceMinor, 0)
  const besidesMinor = differenceMinor - account.ticketsMinor + givenMinor
  return {
    ...account,
    ...{ discounts: [], fees: [], taxes: [] },
    totalMinor: taken.length === 0 ? 0 : differenceMinor,
    currency: account.currency ?? order.currency,
    exchange: { given, givenMinor, besidesMinor },
  }
}

/** The price types of the old tickets that no new one has yet, in their order: what the next seats are sold as. */
export function stillWanted(
  given: readonly Pick<TicketLine, 'priceType'>[],
  taken: readonly { priceType: string; count: number }[],
): string[] {
  const have = new Map<string, number>()
  for (const { priceType, count } of taken) have.set(priceType, (have.get(priceType) ?? 0) + count)
  const wanted: string[] = []
  let others = [...have].reduce((sum, [priceType, count]) => {
    const own = given.filter(line => line.priceType === priceType).length
    return sum + Math.max(0, count - own)
  }, 0)
  for (const { priceType } of given) {
    const left = have.get(priceType) ?? 0
    if (left > 0) have.set(priceType, left - 1)
    // A new ticket of a kind that came not back stands for one that did.
    else if (others > 0) others--
    else wanted.push(priceType)
  }
  return wanted
}
