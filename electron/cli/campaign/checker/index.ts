import type { History, Picture } from '../history'
import { Cancelled } from './cancelled'
import { codeViolations } from './codes'
import { noEffects, noteEffects } from './effects'
import { Ends } from './ends'
import { Places, priceViolations } from './orders'
import { judgeOutcomes, orderViolations } from './outcomes'
import { slotViolations } from './slots'
import { trailOf } from './trail'
import { applied, isKind, type Violation, type World } from './world'

export type { Violation } from './world'

/** Those after the first few are mostly of one cause with them. */
const toldWithTrail = 20

/** What a history shows. */
export interface Verdict {
  /** Orders that came to be. */
  orders: number
  /** Attempts whose outcome nobody was told. */
  ambiguous: number
  violations: Violation[]
}

/** Checks a whole history against the design's promises. Nothing is read but the history. */
export function check(history: History): Verdict {
  const { attempts, steps } = history
  const effects = noEffects()
  const places = new Places()
  const ends = new Ends()
  const cancelled = new Cancelled()
  const violations: Violation[] = []
  const before: World = new Map()
  const after: World = new Map()
  for (const step of steps) {
    applied(after, step)
    violations.push(
      ...slotViolations(step, before, after),
      ...places.violations(step, before, after),
      ...priceViolations(step, before, after),
      ...codeViolations(step, before, after),
      ...ends.violations(step, after),
      ...cancelled.violations(step, after),
    )
    noteEffects(effects, step, before, after)
    applied(before, step)
  }
  const { violations: outcomes, acknowledged } = judgeOutcomes(attempts, effects)
  violations.push(...outcomes, ...orderViolations(acknowledged), ...endViolations(history, after))
  violations.forEach((violation, n) => {
    if (n < toldWithTrail) violation.trail = trailOf(violation.about, history)
  })
  return {
    orders: effects.made.size,
    ambiguous: attempts.filter(({ outcome }) => outcome === 'unknown').length,
    violations,
  }
}

/** At the end the witness, the store and every terminal's picture are the same. */
function endViolations(history: History, world: World): Violation[] {
  const other = (rule: string, about: string): Violation => ({ rule, counts: 'other', about })
  const seen = new Map<string, string>()
  for (const { changes } of history.steps)
    for (const { key, value } of changes)
      if (value === undefined) seen.delete(key)
      else seen.set(key, value)
  const keys = new Set([...seen.keys(), ...history.finally.keys()])
  const witness = [...keys].filter(key => seen.get(key) !== history.finally.get(key))
  const revision = history.steps.at(-1)?.revision ?? 0
  return [
    ...witness.map(key =>
      other('witness-differs', `${key}: seen ${seen.get(key)}, and it is ${history.finally.get(key)}`),
    ),
    ...history.pictures.flatMap(picture => pictureViolations(picture, world, revision)),
  ]
}

function pictureViolations(picture: Picture, world: World, revision: number): Violation[] {
  const { terminalId } = picture
  const say = (about: string): Violation => ({
    rule: 'replica-differs',
    counts: 'other',
    about: `${terminalId}: ${about}`,
  })
  if (picture.revision < revision) return [say(`is at ${picture.revision}, the store at ${revision}`)]
  const claims = new Map<string, string>()
  const baskets = new Map<string, number>()
  for (const [key, { value, revision: at }] of world) {
    if (isKind('claim', key)) claims.set(key, String(value.state).charAt(0))
    if (isKind('basket', key)) baskets.set(key, at)
  }
  return [...differences(picture.claims, claims), ...differences(picture.baskets, baskets)].map(say)
}

function differences<T>(shown: ReadonlyMap<string, T>, stored: ReadonlyMap<string, T>): string[] {
  return [...new Set([...shown.keys(), ...stored.keys()])]
    .filter(key => shown.get(key) !== stored.get(key))
    .map(key => `${key} is shown as ${shown.get(key) ?? 'absent'} and is ${stored.get(key) ?? 'absent'}`)
}
