import type { Attempt, History, Subject, Written } from '../history'
import { isKind, linesOf, parsed } from './world'

/** The most that is told of one violation. */
const linesAtMost = 60
/** Ids that are drawn: of baskets, orders and operations. */
const drawnId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const attemptId = /[\w.]*\w/g
const namedKey = /\b(?:claim|basket|order|ledger|ticket|event):[^\s,;()]*[^\s,;():]/g

/**
 * What happened to the keys and ids that `about` names, and who attempted what with them, in the order in which it was
 * seen: where an engineer begins to look for the cause. Times are in milliseconds of the campaign.
 */
export function trailOf(about: string, { steps, attempts }: Pick<History, 'steps' | 'attempts'>): string[] {
  const ids = new Set(about.match(drawnId))
  const keys = new Set(about.match(namedKey))
  const attempted = new Set(about.match(attemptId))
  const isMeant = (key: string) =>
    keys.has(key) || ((isKind('basket', key) || isKind('order', key)) && ids.has(lastPart(key)))
  const since = steps[0]?.at ?? 0
  const seen = steps.flatMap(({ revision, at, changes }) =>
    changes
      .filter(({ key }) => isMeant(key))
      .map(change => ({ at, says: `at ${revision} ${stands(change)}` })),
  )
  const tried = attempts
    .filter(({ id, subject }) => attempted.has(id) || idsOf(subject).some(each => ids.has(each)))
    .flatMap(beginningAndEnd)
  const lines = [...seen, ...tried]
    .sort((a, b) => a.at - b.at)
    .map(({ at, says }) => `${Math.round(at - since)} ms: ${says}`)
  const more = lines.length - linesAtMost
  return more > 0 ? [...lines.slice(0, linesAtMost), `… and ${more} more`] : lines
}

const lastPart = (key: string) => key.slice(key.lastIndexOf(':') + 1)

function idsOf(subject: Subject): string[] {
  return Object.entries(subject).flatMap(([name, value]) => (name === 'does' ? [] : value))
}

function beginningAndEnd({ id, operation, startedAt, endedAt, outcome, code }: Attempt) {
  const begins = { at: startedAt, says: `${id} begins “${operation}”` }
  if (endedAt === undefined) return [{ ...begins, says: `${begins.says}, and is killed in it` }]
  return [begins, { at: endedAt, says: `${id} is told ${code?.split('\n')[0] ?? outcome} on “${operation}”` }]
}

/** A key as a revision left it, in few words. */
function stands({ key, value, leaseId }: Written): string {
  if (value === undefined) return `${key} is gone`
  const { state, status, terminalId, basketId, orderId, operations, stepId, ...rest } = parsed(value) ?? {}
  const owner = isKind('claim', key) ? (orderId ?? (basketId && `${terminalId}:${basketId}`)) : undefined
  const places = isKind('claim', key) ? [] : linesOf(rest)
  const said = [
    state ?? status,
    owner && `of ${owner}`,
    stepId && `step ${stepId}`,
    places.length > 0 &&
      `places ${places
        .slice(0, 8)
        .map(({ areaId, slot }) => `${areaId} ${slot}`)
        .join(', ')}${places.length > 8 ? `… (${places.length})` : ''}`,
    Array.isArray(operations) && operations.length > 0 && `operations ${JSON.stringify(operations)}`,
    leaseId && `on lease ${leaseId}`,
  ].filter(Boolean)
  return `${key} is ${said.join(', ') || value.slice(0, 200)}`
}
