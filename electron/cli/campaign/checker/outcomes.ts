import type { Attempt } from '../history'
import { changeOf, type Effect, type Effects, stepOf } from './effects'
import type { Violation } from './world'

/*
 * What was told, beside what was done: an acknowledged success was done once, a definite failure not at all, anything
 * else at most once. Attempts at one thing are judged together: what is told last is what counts.
 */

/** Attempts at one thing, and the times it was done. */
interface Matter {
  id: string
  attempts: Attempt[]
  effects: readonly Effect[]
}

/** An acknowledged success with the revision that made it so. */
export interface Acknowledged {
  attempt: Attempt
  /** When it was first attempted. */
  startedAt: number
  endedAt: number
  revision: number
}

export function judgeOutcomes(
  attempts: readonly Attempt[],
  effects: Effects,
): { violations: Violation[]; acknowledged: Acknowledged[] } {
  const violations: Violation[] = attempts
    .filter(({ outcome }) => outcome === 'broken')
    .map(({ operation, id, subject, code }) => ({
      rule: 'threw',
      counts: 'other',
      about: `${operation} ${id} (${nameOf(subject)}): ${code}`,
    }))
  const acknowledged: Acknowledged[] = []
  for (const matter of mattersOf(attempts, effects)) {
    const wrong = violationOf(matter)
    if (wrong) violations.push(wrong)
    const ok = matter.attempts.filter(isOk).sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0))[0]
    const [effect] = matter.effects
    if (!ok || !effect) continue
    const startedAt = Math.min(...matter.attempts.map(askedAt))
    const about = `${ok.operation} ${matter.id} by ${ok.id}, done at ${effect.revision}`
    // Letting go of what ends by itself is a success that does nothing.
    if (ok.subject.does === 'close-basket') continue
    if (ok.operation !== 'drop' && effect.at < startedAt)
      violations.push({ rule: 'before-it-was-asked', counts: 'other', about })
    acknowledged.push({ attempt: ok, startedAt, endedAt: ok.endedAt ?? 0, revision: effect.revision })
  }
  const ordered = acknowledged.filter(each => !isEarlierMark(each, acknowledged))
  violations.push(...reopened(attempts, effects, ordered))
  return { violations, acknowledged: ordered }
}

/**
 * Dropping a place that somebody else freed is a success that does nothing, and is answered with the mark of an earlier
 * change. A drop's own mark is drawn in it, so one that was there before cannot be its own.
 */
function isEarlierMark(
  { attempt, startedAt, revision }: Acknowledged,
  all: readonly Acknowledged[],
): boolean {
  const isBefore = (other: Acknowledged) => other.endedAt < startedAt && other.revision > revision
  return attempt.operation === 'drop' && all.some(isBefore)
}

const isOk = ({ outcome }: Attempt) => outcome === 'ok'

/** What a terminal recovers was asked for in an earlier life, and may have been done at any time since, also by others. */
const askedAt = ({ operation, startedAt }: Attempt) =>
  operation === 'recover' ? Number.NEGATIVE_INFINITY : startedAt

function mattersOf(attempts: readonly Attempt[], effects: Effects): Matter[] {
  const matters = new Map<string, Matter>()
  const add = (id: string, attempt: Attempt, done: readonly Effect[] | undefined) => {
    const matter = matters.get(id) ?? { id, attempts: [], effects: done ?? [] }
    matter.attempts.push(attempt)
    matters.set(id, matter)
  }
  for (const attempt of attempts) {
    const { subject, stepId } = attempt
    if (subject.does === 'make-order')
      add(`order ${subject.orderId}`, attempt, effects.made.get(subject.orderId))
    else if (subject.does === 'change-order') {
      const change = changeOf(subject.orderId, subject.operationId)
      add(`operation ${change}`, attempt, effects.changed.get(change))
    } else if (subject.does === 'administer')
      add(`step ${subject.operationId}`, attempt, effects.administered.get(subject.operationId))
    else if (subject.does === 'make-customer')
      add(`customer ${subject.username}`, attempt, effects.people.get(subject.username))
    else if (subject.does === 'open-basket')
      add(`basket ${subject.basketId}`, attempt, openedBy(effects, subject.basketId))
    else if (subject.does === 'close-basket')
      add(`end of basket ${subject.basketId}`, attempt, closedBy(effects, subject.basketId))
    else if (subject.does === 'change-basket' && stepId !== undefined) {
      // Only an acknowledged change tells its mark; which one a failed change would have left is not known here.
      const step = stepOf(subject.basketId, stepId)
      add(`step ${step}`, attempt, effects.stepped.get(step))
    }
  }
  return [...matters.values()]
}

/**
 * An opening without an answer is sent again, and its late copy may open the basket once more after that ended. It hangs
 * on a lease that nobody uses or renews any more: it takes a seat from nobody, and has to be gone in the end.
 */
function openedBy(effects: Effects, basketId: string): readonly Effect[] {
  const opened = effects.opened.get(basketId) ?? []
  const closed = effects.closed.get(basketId) ?? []
  return closed.length >= opened.length ? opened.slice(0, 1) : opened
}

/** It ends as often as it was opened, and not more often. */
function closedBy(effects: Effects, basketId: string): readonly Effect[] {
  const opened = effects.opened.get(basketId) ?? []
  const closed = effects.closed.get(basketId) ?? []
  return closed.length <= opened.length ? closed.slice(0, 1) : closed
}

/**
 * Who was told that a basket is let go has its places free for good: its lease is revoked before, if a copy of its
 * opening may still come. Only a lease that other customers' baskets hang on stays until those end.
 */
function reopened(
  attempts: readonly Attempt[],
  { opened }: Effects,
  acknowledged: readonly Acknowledged[],
): Violation[] {
  /** The witness may have seen it late: surely after `time` is what comes after something that only began then. */
  const isAfter = (revision: number, time: number) =>
    acknowledged.some(other => other.startedAt > time && other.revision < revision)
  return attempts.flatMap(({ id, subject, outcome, endedAt }) => {
    if (subject.does !== 'close-basket' || outcome !== 'ok' || endedAt === undefined) return []
    const { basketId } = subject
    return (opened.get(basketId) ?? [])
      .filter(({ revision, leaseIsShared }) => !leaseIsShared && isAfter(revision, endedAt))
      .map(({ revision }) => ({
        ...{ rule: 'let-go-and-opened-again', counts: 'other' as const, revision },
        about: `basket ${basketId}, let go by ${id}`,
      }))
  })
}

function violationOf({ id, attempts, effects }: Matter): Violation | undefined {
  const told = attempts
    .map(({ id: by, operation, outcome, code }) => `${operation} by ${by}: ${code ?? outcome}`)
    .join(', ')
  const revisions = effects.map(({ revision }) => revision).join(', ')
  const about = `${id} (${told}; done at ${revisions || 'no revision'})`
  if (effects.length > 1) return { rule: 'done-twice', counts: 'duplicated', about }
  const [effect] = effects
  if (!effect)
    return attempts.some(isOk) ? { rule: 'acknowledged-and-lost', counts: 'lost', about } : undefined
  // A refused let-go did nothing, and the basket ended all the same: at its deadline, or by a supervisor. Nothing that
  // is deleted can say who did it.
  if (attempts.some(({ subject }) => subject.does === 'close-basket')) return undefined
  const last = lastWord(attempts)
  return last?.outcome === 'refused' ? { rule: 'told-no-and-done', counts: 'duplicated', about } : undefined
}

/** What was told for certain after everything else about it had ended; nothing, when something may still be under way. */
function lastWord(attempts: readonly Attempt[]): Attempt | undefined {
  const definite = attempts.filter(({ outcome }) => outcome === 'ok' || outcome === 'refused')
  const last = definite.reduce<Attempt | undefined>(
    (latest, each) => ((each.endedAt ?? 0) >= (latest?.endedAt ?? 0) ? each : latest),
    undefined,
  )
  const later = ({ outcome, startedAt, endedAt }: Attempt) =>
    outcome === 'unknown' && (endedAt === undefined ? startedAt : endedAt) > (last?.startedAt ?? 0)
  return attempts.some(later) ? undefined : last
}

const nameOf = (subject: Attempt['subject']) => Object.values(subject).join(' ')
const doneAt = ({ attempt: { operation, id, subject }, revision }: Acknowledged) =>
  `${operation} ${id} (${nameOf(subject)}) at ${revision}`

/** Whatever ended before another began is at a lower revision. */
export function orderViolations(acknowledged: readonly Acknowledged[]): Violation[] {
  const byEnd = [...acknowledged].sort((a, b) => a.endedAt - b.endedAt)
  const byStart = [...acknowledged].sort((a, b) => a.startedAt - b.startedAt)
  const violations: Violation[] = []
  let ended = 0
  let newest: Acknowledged | undefined
  for (const each of byStart) {
    for (let next = byEnd[ended]; next && next.endedAt < each.startedAt; next = byEnd[++ended])
      if (next.revision > (newest?.revision ?? 0)) newest = next
    if (newest && newest.revision > each.revision)
      violations.push({
        ...{ rule: 'real-time-order', counts: 'other' },
        about: `${doneAt(each)}, after ${doneAt(newest)}`,
      })
  }
  return violations
}
