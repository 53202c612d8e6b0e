import type { Step } from '../history'
import { isKind, type Violation, type World } from './world'

/** An event whose cancellation is called done has nothing left that anybody has, and never gets anything again. */
export class Cancelled {
  readonly #done = new Set<string>()

  violations({ revision, changes }: Step, after: World): Violation[] {
    const say = (about: string): Violation => ({
      rule: 'cancelled-and-had',
      counts: 'other',
      revision,
      about,
    })
    const violations: Violation[] = []
    for (const { key, value } of changes) {
      if (isKind('claim', key) && value !== undefined && this.#done.has(key.split(':')[1] ?? ''))
        violations.push(say(`${key} was taken`))
      if (!isKind('event', key)) continue
      const eventId = key.slice('event:'.length)
      const { done } = (after.get(key)?.value.cancellation ?? {}) as { done?: boolean }
      if (!done || this.#done.has(eventId)) continue
      this.#done.add(eventId)
      for (const other of after.keys())
        if (other.startsWith(`claim:${eventId}:`)) violations.push(say(`${other} is left`))
    }
    return violations
  }
}
