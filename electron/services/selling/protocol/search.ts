import { createNaming } from './normal-form'
import { whatIsWrong } from './properties'
import type { Keeps } from './rules'
import type { State } from './state'
import { type Step, stepsFrom } from './steps'
import type { Wish } from './wishes/wish'

export interface Violation {
  wrong: string
  /** What happened, step by step. */
  trace: string[]
}

export interface Found {
  /** Different states that were seen. */
  states: number
  violation: Violation | undefined
  /** Whether every state within the bounds was seen. */
  complete: boolean
}

export interface World {
  first: State
  wishes: readonly Wish[]
}

/**
 * Looks at every state that can be reached, the nearest first, so that the first violation has the shortest trace.
 * Ends at a violation, when nothing new can be reached, or after `maxStates`.
 */
export function search({ first, wishes }: World, keeps: Keeps, maxStates = Number.POSITIVE_INFINITY): Found {
  const nameOf = createNaming()
  const seen = new Set([nameOf(first)])
  /** How each state was first reached, in the order of `seen`. */
  const reachedBy: { says: string; from: number }[] = [{ says: '', from: -1 }]
  let frontier: { state: State; n: number }[] = [{ state: first, n: 0 }]
  while (frontier.length > 0) {
    const next: typeof frontier = []
    for (const { state, n } of frontier) {
      for (const { says, after } of stepsFrom(state, wishes, keeps)) {
        const wrong = whatIsWrong(after, state)
        if (wrong) {
          const trace = [...traceTo(reachedBy, n), says]
          return { states: seen.size, violation: { wrong, trace }, complete: false }
        }
        const name = nameOf(after)
        if (seen.has(name)) continue
        seen.add(name)
        next.push({ state: after, n: reachedBy.length })
        reachedBy.push({ says, from: n })
        if (seen.size >= maxStates) return { states: seen.size, violation: undefined, complete: false }
      }
    }
    frontier = next
  }
  return { states: seen.size, violation: undefined, complete: true }
}

function traceTo(reachedBy: readonly { says: string; from: number }[], last: number): string[] {
  const trace: string[] = []
  for (let n = last; n > 0; n = reachedBy[n]?.from ?? 0) trace.unshift(reachedBy[n]?.says ?? '')
  return trace
}

/** One way through the world, at random, until nothing can happen any more or something is wrong. */
export function walk(
  { first, wishes }: World,
  keeps: Keeps,
  random: () => number,
): { steps: number; violation: Violation | undefined } {
  const trace: string[] = []
  let state = first
  for (;;) {
    const steps = stepsFrom(state, wishes, keeps)
    const step: Step | undefined = steps[Math.floor(random() * steps.length)]
    if (!step) return { steps: trace.length, violation: undefined }
    trace.push(step.says)
    const wrong = whatIsWrong(step.after, state)
    if (wrong) return { steps: trace.length, violation: { wrong, trace } }
    state = step.after
  }
}
