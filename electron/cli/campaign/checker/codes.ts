import type { Step } from '../history'
import { livePlaces } from './orders'
import { isKind, type Violation, type World } from './world'

/*
 * Vouchers and gift cards are spent and given back in the very revisions in which the orders say so: each moves by what
 * the orders beside it moved.
 */

type Value = Record<string, unknown> | undefined
type Sums = Map<string, number>

const listOf = (value: Value, name: string) =>
  Array.isArray(value?.[name]) ? (value[name] as Record<string, unknown>[]) : []

function add(sums: Sums, key: string, by: number): void {
  sums.set(key, (sums.get(key) ?? 0) + by)
}

/** What an order has of each code, times `sign`: one use of a voucher, or so much of a gift card. */
function addTaken(sums: Sums, value: Value, sign: 1 | -1): void {
  if (livePlaces(value).length > 0)
    for (const { code } of listOf(value, 'discounts')) if (code) add(sums, `voucher:${code}`, sign)
  for (const { method, status, reference, amountMinor } of listOf(value, 'payments'))
    if (method === 'gift' && (status === 'captured' || status === 'pending'))
      add(sums, `gift:${reference}`, sign * Number(amountMinor))
  for (const { method, reference, amountMinor } of listOf(value, 'refunds'))
    if (method === 'gift') add(sums, `gift:${reference}`, -sign * Number(amountMinor))
}

/** @param before the world, and `after` it with this revision carried out. */
export function codeViolations({ revision, changes }: Step, before: World, after: World): Violation[] {
  const taken: Sums = new Map()
  for (const { key } of changes.filter(each => isKind('order', each.key))) {
    addTaken(taken, before.get(key)?.value, -1)
    addTaken(taken, after.get(key)?.value, 1)
  }
  const moved: Sums = new Map()
  for (const { key } of changes) {
    const [was, is] = [before.get(key)?.value, after.get(key)?.value]
    if (isKind('voucher', key) && was) add(moved, key, Number(is?.uses ?? 0) - Number(was.uses))
    if (isKind('gift', key) && was) add(moved, key, Number(was.balanceMinor) - Number(is?.balanceMinor ?? 0))
  }
  return [...new Set([...taken.keys(), ...moved.keys()])]
    .filter(key => (taken.get(key) ?? 0) !== (moved.get(key) ?? 0))
    .map(key => ({
      ...{ rule: 'code-not-moved', counts: 'other', revision },
      about: `${key} moved by ${moved.get(key) ?? 0}, its orders by ${taken.get(key) ?? 0}`,
    }))
}
