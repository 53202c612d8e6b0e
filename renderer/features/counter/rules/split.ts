/** A part of a payment, as the cashier put it together. `tenderedMinor`: the cash that was handed over for it. */
export type Part =
  | { method: 'cash'; amountMinor: number; tenderedMinor: number }
  | { method: 'card'; amountMinor: number }
  | { method: 'gift'; amountMinor: number; code: string; balanceMinor: number }

/** A gift card as it was looked up. */
export interface LookedUpGift {
  code: string
  balanceMinor: number
  currency: string
}

/** Why a part is not taken. */
export type PartRefused = 'no-amount' | 'nothing-due' | 'too-much' | 'one-card' | 'gift-twice' | 'gift-empty'

/** What is left to pay. */
export function dueMinor(parts: readonly Part[], totalMinor: number): number {
  return totalMinor - parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** The cash that was handed over, and the change of it. */
export function cashOf(parts: readonly Part[]): { tenderedMinor: number; changeMinor: number } {
  const cash = parts.filter(part => part.method === 'cash')
  const tenderedMinor = cash.reduce((sum, part) => sum + part.tenderedMinor, 0)
  return { tenderedMinor, changeMinor: tenderedMinor - cash.reduce((sum, part) => sum + part.amountMinor, 0) }
}

/**
 * `parts` with a further one.
 *
 * @param askedMinor what the cashier typed; undefined: all that is left. More cash than is left gives change; a gift
 * card pays at most its balance; a card pays no more than is left, and there is one card a sale, because the order waits
 * for one word of one device.
 */
export function withPart(
  parts: readonly Part[],
  totalMinor: number,
  further: { method: 'cash' } | { method: 'card' } | { method: 'gift'; gift: LookedUpGift },
  askedMinor?: number,
): { parts: Part[] } | { refused: PartRefused } {
  const left = dueMinor(parts, totalMinor)
  const wanted = askedMinor ?? left
  if (left <= 0) return { refused: 'nothing-due' }
  if (wanted <= 0) return { refused: 'no-amount' }
  if (further.method === 'cash') {
    const part: Part = { method: 'cash', amountMinor: Math.min(wanted, left), tenderedMinor: wanted }
    return { parts: [...parts, part] }
  }
  if (further.method === 'card') {
    if (parts.some(({ method }) => method === 'card')) return { refused: 'one-card' }
    if (wanted > left) return { refused: 'too-much' }
    return { parts: [...parts, { method: 'card', amountMinor: wanted }] }
  }
  const { code, balanceMinor } = further.gift
  if (parts.some(part => part.method === 'gift' && part.code === code)) return { refused: 'gift-twice' }
  if (balanceMinor <= 0) return { refused: 'gift-empty' }
  const amountMinor = Math.min(wanted, left, balanceMinor)
  return { parts: [...parts, { method: 'gift', amountMinor, code, balanceMinor }] }
}

/** `parts` as the terminal takes them. Change of several cash parts is the last one's. */
export function tendersOf(parts: readonly Part[]) {
  return parts.map(part => {
    if (part.method === 'gift')
      return { method: 'gift' as const, amountMinor: part.amountMinor, code: part.code }
    return part
  })
}
