import type { Step } from '../history'
import { isKind, type Stored, type Violation, type World } from './world'

/** What is let go by time, as the audit trail calls it. */
const byTime = new Set(['reservation-expired', 'block-ran-out'])

/** When a reservation or a timed block ends, in epoch milliseconds. */
function endOf({ value }: Stored): number | undefined {
  const { status, reservedUntil, state, releaseAt } = value
  if (status === 'reserved' && reservedUntil !== undefined) return Date.parse(String(reservedUntil))
  return state === 'block' && releaseAt !== undefined ? Date.parse(String(releaseAt)) : undefined
}

/**
 * What has an end is let go by time only when that is over on every clock: on that of whoever does it, and at some
 * revision since the end was set on those of all terminals that ran then, as their last heartbeats said.
 */
export class Ends {
  readonly #ends = new Map<string, { at: number; over: boolean }>()
  readonly #clocks = new Map<string, number>()

  violations({ revision, changes }: Step, after: World): Violation[] {
    const violations: Violation[] = []
    const record = changes
      .filter(({ key }) => isKind('audit', key))
      .map(({ key }) => after.get(key)?.value)
      .find(value => byTime.has(String(value?.action)))
    const clock = Date.parse(String(record?.at))
    for (const { key } of changes) {
      if (!isKind('order', key) && !isKind('claim', key)) continue
      const [had, now] = [this.#ends.get(key), after.get(key)]
      const end = now && endOf(now)
      if (record && had && end === undefined && (!had.over || clock < had.at))
        violations.push({
          ...{ rule: 'ended-early', counts: 'lost', revision },
          about: `${key} by ${String(record.terminalId)}, whose clock said ${String(record.at)}`,
        })
      if (end === undefined) this.#ends.delete(key)
      else if (had?.at !== end) this.#ends.set(key, { at: end, over: end <= this.#slowest() })
    }
    for (const { key } of changes.filter(each => isKind('presence', each.key))) {
      const clock = after.get(key)?.value.clock
      if (clock === undefined) this.#clocks.delete(key)
      else this.#clocks.set(key, Date.parse(String(clock)))
      for (const each of this.#ends.values()) each.over ||= each.at <= this.#slowest()
    }
    return violations
  }

  /** The time that it is on all clocks; past every end where no terminal says what it has. */
  #slowest(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...this.#clocks.values())
  }
}
