import { currencyDigits } from '#shared/domain/money'

/** An amount as a person types it, `40.00`, in minor units; undefined when it is none. A comma is a point. */
export function typedAmount(typed: string, currency: string): number | undefined {
  const digits = currencyDigits(currency)
  const parts = /^(\d{1,9})(?:[.,](\d*))?$/.exec(typed.trim())
  if (!parts) return undefined
  const [, whole = '', fraction = ''] = parts
  if (fraction.length > digits) return undefined
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0)
}

/** The amount as it stands in a field: `40.00`. */
export function amountText(minor: number, currency: string): string {
  const digits = currencyDigits(currency)
  return (minor / 10 ** digits).toFixed(digits)
}
