import { Refusal } from '#shared/errors/refusals'
import type { Clock } from '../clock'

/** So many wrong passwords in a row are a slip of the hand; after them each further one doubles the pause. */
const freeTries = 5
const firstPauseMs = 5_000
const longestPauseMs = 300_000

/** Slows down whoever guesses passwords, per username, without locking anybody out for good. */
export function createSignInPauses(clock: Pick<Clock, 'monotonic'>) {
  const failures = new Map<string, { count: number; until: number }>()
  return {
    /** @throws Refusal `SIGN_IN_PAUSED` while this username has to wait. */
    check(username: string): void {
      const retryAfterMs = (failures.get(username)?.until ?? 0) - clock.monotonic()
      if (retryAfterMs > 0) throw new Refusal('SIGN_IN_PAUSED', { retryAfterMs })
    },
    failed(username: string): void {
      const count = (failures.get(username)?.count ?? 0) + 1
      const pauseMs =
        count < freeTries ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (count - freeTries))
      failures.set(username, { count, until: clock.monotonic() + pauseMs })
    },
    succeeded: (username: string) => void failures.delete(username),
  }
}
