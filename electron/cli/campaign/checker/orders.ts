import type { Step } from '../history'
import { operationsOf } from './effects'
import { claimOf, isKind, type Line, linesOf, type PlaceRef, type Violation, type World } from './world'

/** What is past its end, or was never begun, has no places. */
const withPlaces = new Set(['sold', 'reserved', 'paying'])

/** What an order may be after what it was. */
const steps: Record<string, readonly string[]> = {
  paying: ['paying', 'sold', 'released'],
  reserved: ['reserved', 'paying', 'sold', 'released'],
  sold: ['sold', 'void'],
  released: ['released'],
  void: ['void'],
}

/**
 * The places an order has: its lines without those whose money went back. One that was given back and bought again by an
 * exchange is there twice, and went back once.
 */
export function livePlaces(value: Record<string, unknown> | undefined): string[] {
  if (!value || !withPlaces.has(String(value.status))) return []
  const refunds = Array.isArray(value.refunds) ? (value.refunds as { lines?: PlaceRef[] }[]) : []
  const live = linesOf(value).map(claimOf)
  for (const claim of refunds.flatMap(({ lines = [] }) => lines.map(claimOf))) {
    const at = live.indexOf(claim)
    if (at >= 0) live.splice(at, 1)
  }
  return live
}

/** Who has which place by the orders alone, whatever the claims say. */
export class Places {
  readonly #orders = new Map<string, string>()

  violations({ revision, changes }: Step, before: World, after: World): Violation[] {
    const orders = changes.filter(({ key }) => isKind('order', key)).map(({ key }) => key)
    const violations: Violation[] = []
    for (const key of orders)
      for (const claim of livePlaces(before.get(key)?.value))
        if (this.#orders.get(claim) === key) this.#orders.delete(claim)
    for (const key of orders) {
      const [was, is] = [before.get(key)?.value.status, after.get(key)?.value.status]
      if (was === 'abandoned' || (was !== undefined && is === undefined))
        violations.push({
          rule: 'order-rose',
          counts: 'duplicated',
          revision,
          about: `${key}: ${was} → ${is}`,
        })
      else if (was !== undefined && !steps[String(was)]?.includes(String(is)))
        violations.push({
          rule: 'order-went-back',
          counts: 'duplicated',
          revision,
          about: `${key}: ${was} → ${is}`,
        })
      const kept = operationsOf(after.get(key)?.value)
      for (const operation of operationsOf(before.get(key)?.value))
        if (!kept.includes(operation))
          violations.push({
            rule: 'operation-forgotten',
            counts: 'lost',
            revision,
            about: `${key}: ${operation}`,
          })
      for (const claim of livePlaces(after.get(key)?.value)) {
        const other = this.#orders.get(claim)
        if (other !== undefined)
          violations.push({
            rule: 'two-orders',
            counts: 'oversold',
            revision,
            about: `${claim}: ${other}, ${key}`,
          })
        this.#orders.set(claim, key)
        if (after.get(claim)?.value.orderId !== after.get(key)?.value.orderId)
          violations.push({
            rule: 'order-without-claim',
            counts: 'lost',
            revision,
            about: `${key} has ${claim}, which ${after.has(claim) ? `order:${after.get(claim)?.value.orderId} has` : 'is free'}`,
          })
      }
    }
    return violations
  }
}

interface TypeValue {
  state?: string
  prices?: { priceType: string; priceMinor: number }[]
}

/** What is taken from the free places is on sale then, and costs what it costs then. */
export function priceViolations({ revision, changes }: Step, before: World, after: World): Violation[] {
  const taken = new Set(
    changes.filter(({ key }) => isKind('claim', key) && !before.has(key)).map(({ key }) => key),
  )
  if (taken.size === 0) return []
  const owners = changes.filter(({ key }) => isKind('order', key) || isKind('basket', key))
  return owners.flatMap(({ key }) => {
    const value = after.get(key)?.value
    const wrong = (line: Line) => {
      const type = before.get(`ticket:${line.eventId}:${line.ticketType}`)?.value as TypeValue | undefined
      const price = type?.prices?.find(({ priceType }) => priceType === line.priceType)?.priceMinor
      return type?.state !== 'on-sale' || price !== line.priceMinor
    }
    return (value ? linesOf(value) : [])
      .filter(line => taken.has(claimOf(line)) && wrong(line))
      .map(line => ({
        ...{ rule: 'sold-past-an-edit', counts: 'other' as const, revision },
        about: `${key}: ${claimOf(line)} for ${line.priceMinor}`,
      }))
  })
}
