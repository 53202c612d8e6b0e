/** Time, handed in so that a test can turn it. */
export interface Clock {
  /** Milliseconds since the epoch: for what people and records see. */
  now(): number
  /** Milliseconds on a clock that never jumps: for deadlines. */
  monotonic(): number
  /** Calls back after `ms` on the monotonic clock. @returns how to call it off. */
  after(ms: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** The clock's time as the keyspace writes it. */
export function instantOf(clock: Pick<Clock, 'now'>): string {
  return new Date(clock.now()).toISOString()
}
