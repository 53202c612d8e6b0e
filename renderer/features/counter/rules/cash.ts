import { amountMinor, currencyDigits, likelyTenders } from '#shared/domain/money'

/** What a customer may hand over, and what goes back. */
export interface Tender {
  tenderedMinor: number
  changeMinor: number
}

/** The quick buttons of the tender: the exact sum first, then what people hand over for it. */
export function quickTenders(totalMinor: number, currency: string): Tender[] {
  return [totalMinor, ...likelyTenders(totalMinor, currency)].map(tenderedMinor => ({
    tenderedMinor,
    changeMinor: tenderedMinor - totalMinor,
  }))
}

/**
 * What the digits typed by the cashier mean in minor units: `50` is fifty of the currency, `7.5` or `7,50` has cents.
 *
 * @returns undefined for what is not an amount this currency has.
 */
export function typedMinor(typed: string, currency: string): number | undefined {
  const digits = currencyDigits(currency)
  const match = /^(\d{1,9})(?:[.,](\d*))?$/.exec(typed)
  const fraction = match?.[2] ?? ''
  if (!match || fraction.length > digits) return undefined
  const minor = Number(`${match[1]}${fraction.padEnd(digits, '0')}`)
  return amountMinor.safeParse(minor).success ? minor : undefined
}

/** What Enter takes for `totalMinor`, going by what was typed. */
export type TypedTender =
  | ({ says: 'enough' } & Tender)
  | { says: 'too-little'; missingMinor: number }
  | { says: 'no-amount' }

/** Nothing typed means the exact sum. */
export function typedTender(typed: string, totalMinor: number, currency: string): TypedTender {
  const tenderedMinor = typed === '' ? totalMinor : typedMinor(typed, currency)
  if (tenderedMinor === undefined) return { says: 'no-amount' }
  if (tenderedMinor < totalMinor) return { says: 'too-little', missingMinor: totalMinor - tenderedMinor }
  return { says: 'enough', tenderedMinor, changeMinor: tenderedMinor - totalMinor }
}

/** `typed` after one more key; unchanged when the result could not become an amount of this currency. */
export function typedNext(typed: string, key: string, currency: string): string {
  const next = typed + key
  return typedMinor(next, currency) === undefined ? typed : next
}
