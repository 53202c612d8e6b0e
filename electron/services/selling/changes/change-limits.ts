import type { Replica } from '../../../replica'

const minuteMs = 60_000

/** How long after a sale this house lets what be done: what `config:selling` says, or what stands for it. */
export interface ChangeLimits {
  /** An order may be voided: a slip of the finger, not a change of mind. */
  voidWithinMs: number
  /** A payment may be booked to another method: until the day is counted. */
  correctWithinMs: number
}

export function changeLimits(replica: Replica): ChangeLimits {
  const setting = replica.state.settings.get('config:selling') as Partial<ChangeLimits> | undefined
  return {
    voidWithinMs: setting?.voidWithinMs ?? 15 * minuteMs,
    correctWithinMs: setting?.correctWithinMs ?? 24 * 60 * minuteMs,
  }
}
