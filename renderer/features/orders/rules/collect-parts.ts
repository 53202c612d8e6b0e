import type { TerminalClient } from '#shared/contract/index'

/** A part of what is collected, as the terminal takes it. */
export type CollectPart = Parameters<TerminalClient['orders']['collect']>[0]['payments'][number]
export type CollectWay = CollectPart['method']

/** What a person has typed towards the next part. */
export interface TypedPart {
  way: CollectWay
  /** Undefined for all that is open. */
  typedMinor: number | undefined
  reference: string
}

/** The next part, and what it leaves: `openMinor` to pay, `changeMinor` to hand back. */
export interface NextPart {
  part: CollectPart
  openMinor: number
  changeMinor: number
}

/** What is still to pay. */
export function openMinor(totalMinor: number, parts: readonly CollectPart[]): number {
  return totalMinor - parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/**
 * What was typed as the next part of what is open. More cash than that gives change.
 * @returns why it is none: no amount, more than is open on anything but cash, or a gift card without its code
 */
export function nextPart(
  leftMinor: number,
  typed: TypedPart,
): NextPart | 'no-amount' | 'too-much' | 'no-code' {
  const { way, typedMinor = leftMinor, reference } = typed
  const said = reference.trim()
  if (typedMinor <= 0 && leftMinor > 0) return 'no-amount'
  if (way !== 'cash' && typedMinor > leftMinor) return 'too-much'
  if (way === 'gift' && said === '') return 'no-code'
  const amountMinor = Math.min(typedMinor, leftMinor)
  const rest = { openMinor: leftMinor - amountMinor, changeMinor: typedMinor - amountMinor }
  if (way === 'cash') return { part: { method: way, amountMinor, tenderedMinor: typedMinor }, ...rest }
  if (way === 'gift') return { part: { method: way, amountMinor, code: said }, ...rest }
  return { part: { method: way, amountMinor, ...(said && { reference: said }) }, ...rest }
}
