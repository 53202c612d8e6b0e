import type { Step } from '../history'
import { claimOf, isKind, linesOf, type Stored, type Violation, type World } from './world'

/*
 * Every claim's way: free → held → sold → free, each step by its owner. Whoever has a slot is asked (its basket or
 * order is written or deleted in the same revision) before another may have it.
 */

/** From which state of a slot to which others, for a slot with an owner or none. */
const steps: Record<string, readonly string[]> = {
  free: ['hold', 'reservation', 'sale', 'block'],
  hold: ['free', 'hold', 'reservation', 'sale', 'block'],
  reservation: ['free', 'reservation', 'sale'],
  sale: ['free', 'sale', 'reservation'],
  block: ['free', 'block', 'hold'],
}

const stateOf = (claim: Stored | undefined) => (claim ? String(claim.value.state) : 'free')

/** The key of who has it; a block is its own. */
function ownerOf(key: string, claim: Stored | undefined): string | undefined {
  if (!claim) return undefined
  const { state, terminalId, basketId, orderId } = claim.value
  if (state === 'hold') return `basket:${terminalId}:${basketId}`
  return state === 'block' ? key : `order:${orderId}`
}

/** @param before the world, and `after` it with this revision carried out. */
export function slotViolations(step: Step, before: World, after: World): Violation[] {
  const { revision } = step
  const violations: Violation[] = []
  const written = new Set(step.changes.map(({ key }) => key))
  const say = (rule: string, counts: Violation['counts'], about: string) =>
    void violations.push({ rule, counts, revision, about })

  for (const { key } of step.changes) {
    if (isKind('claim', key)) {
      const [had, has] = [before.get(key), after.get(key)]
      const [owner, next] = [ownerOf(key, had), ownerOf(key, has)]
      const [from, to] = [stateOf(had), stateOf(has)]
      if (owner !== undefined && !written.has(owner))
        say(
          'owner-not-asked',
          'oversold',
          `${key} went from ${from} of ${owner} to ${to} of ${next ?? 'nobody'}`,
        )
      if (next !== undefined && next !== key) {
        const holder = after.get(next)
        if (!holder || !written.has(next)) say('owner-not-written', 'other', `${key} became ${to} of ${next}`)
        else if (!linesOf(holder.value).some(line => claimOf(line) === key))
          say('owner-does-not-list', 'other', `${key} became ${to} of ${next}`)
      }
      if (had !== undefined || has !== undefined)
        if (from !== to && !steps[from]?.includes(to))
          say('no-such-step', 'oversold', `${key}: ${from} → ${to}`)
      if (from === 'hold' && to === 'hold' && owner !== next && had?.leaseId === has?.leaseId)
        say(
          'old-lease',
          'other',
          `${key} moved from ${owner} to ${next} on the lease it was on, ${has?.leaseId}`,
        )
      if (has && (to === 'hold') !== (has.leaseId !== undefined))
        say(
          'lease',
          'other',
          `${key} is a ${to} of ${next} ${has.leaseId ? `on lease ${has.leaseId}` : 'without a lease'}`,
        )
    }
    if (isKind('basket', key)) violations.push(...basketViolations(revision, key, before, after))
  }
  return violations
}

/** A basket and all it holds hang on one lease, and what leaves it does not stay behind. */
function basketViolations(revision: number, key: string, before: World, after: World): Violation[] {
  const basket = after.get(key)
  const lines = basket ? linesOf(basket.value) : []
  const violations: Violation[] = []
  for (const line of lines) {
    const claim = after.get(claimOf(line))
    if (!claim || ownerOf(claimOf(line), claim) !== key)
      violations.push({
        rule: 'basket-without-claim',
        counts: 'other',
        revision,
        about: `${key} has ${claimOf(line)}, which ${ownerOf(claimOf(line), claim) ?? 'nobody'} has`,
      })
    else if (claim.leaseId !== basket?.leaseId)
      violations.push({
        ...{ rule: 'two-leases', counts: 'other', revision },
        about: `${key} on ${basket?.leaseId}: ${claimOf(line)} on ${claim.leaseId}`,
      })
  }
  const kept = new Set(lines.map(claimOf))
  const had = before.get(key)
  for (const line of had ? linesOf(had.value) : []) {
    const claim = claimOf(line)
    if (!kept.has(claim) && ownerOf(claim, after.get(claim)) === key)
      violations.push({ rule: 'left-behind', counts: 'other', revision, about: `${key}: ${claim}` })
  }
  return violations
}
