import { z } from 'zod'

/** An amount in the currency's smallest unit (cents), never negative. Capped so that sums stay exact integers. */
export const amountMinor = z.number().int().min(0).max(1_000_000_000_000)

/** What one ticket costs, or the fee on one: capped so that the largest group's total is still an amount. */
export const priceMinor = amountMinor.max(250_000_000)

/** ISO 4217 code. */
export const currency = z.string().regex(/^[A-Z]{3}$/)

const digitsByCode = new Map<string, number>()

/** How many decimals a currency's smallest unit has: 2 for EUR, 0 for JPY. Source: the runtime's CLDR tables. */
export function currencyDigits(code: string): number {
  let digits = digitsByCode.get(code)
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: code })
    digits = format.resolvedOptions().maximumFractionDigits ?? 2
    digitsByCode.set(code, digits)
  }
  return digits
}

/**
 * What somebody typed means in minor units: `50` is fifty of the currency, `7.5` or `7,50` has cents.
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

/** The same for what one ticket costs: undefined, too, for more than a ticket may cost. */
export function typedPrice(typed: string, currency: string): number | undefined {
  const minor = typedMinor(typed, currency)
  return priceMinor.safeParse(minor).success ? minor : undefined
}

/** An amount as `typedMinor` reads it: `7.50`. */
export function amountText(minor: number, code: string): string {
  const digits = currencyDigits(code)
  return (minor / 10 ** digits).toFixed(digits)
}

/** `€`: what stands before an amount of this currency. */
export function currencySymbol(code: string, locale = 'en'): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency: code }).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? code
}

const formats = new Map<string, Intl.NumberFormat>()

/** `priceMinor` as people read it: `€68.00`. `short` drops decimals that are zero: `€68`. */
export function formatMoney(
  minor: number,
  code: string,
  style: 'full' | 'short' = 'full',
  locale = 'en',
): string {
  const digits = currencyDigits(code)
  const whole = minor % 10 ** digits === 0
  const shown = style === 'short' && whole ? 0 : digits
  const name = `${locale} ${code} ${shown}`
  let format = formats.get(name)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: code,
      minimumFractionDigits: shown,
      maximumFractionDigits: shown,
    })
    formats.set(name, format)
  }
  return format.format(minor / 10 ** digits)
}

/** The notes a drawer of this currency usually takes, in minor units, ascending. */
const notesMajor: Record<string, readonly number[]> = {
  EUR: [5, 10, 20, 50, 100, 200],
  GBP: [5, 10, 20, 50],
  USD: [1, 5, 10, 20, 50, 100],
}

/**
 * Up to `count` amounts a customer is likely to hand over for `totalMinor`, ascending, all above the total: the total
 * rounded up to each note. What the quick buttons of the tender offer.
 */
export function likelyTenders(totalMinor: number, code: string, count = 3): number[] {
  if (totalMinor <= 0) return []
  const unit = 10 ** currencyDigits(code)
  const notes = (notesMajor[code] ?? [10, 50, 100, 200]).map(note => note * unit)
  const offers = new Set<number>()
  for (const note of notes) {
    const rounded = Math.ceil(totalMinor / note) * note
    if (rounded > totalMinor) offers.add(rounded)
  }
  return [...offers].sort((a, b) => a - b).slice(0, count)
}
