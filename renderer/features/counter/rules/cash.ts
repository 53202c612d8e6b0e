import { likelyTenders, typedMinor } from '#shared/domain/money'

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
