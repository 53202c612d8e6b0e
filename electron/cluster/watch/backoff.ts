const firstPauseMs = 50
const longestPauseMs = 2_000

/**
 * How long to wait before a further try: not at all before the first, then twice as long each time, with jitter so
 * that the tills of a house do not come back in step.
 */
export function pauseBeforeTry(tries: number): number {
  if (tries <= 0) return 0
  const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** tries)
  return longest / 2 + (Math.random() * longest) / 2
}
