/** How pressing a hold is: the ring turns amber, then red with words. */
export type Urgency = 'calm' | 'soon' | 'now' | 'over'

const soonMs = 2 * 60_000
const nowMs = 30_000

export function urgency(leftMs: number): Urgency {
  if (leftMs <= 0) return 'over'
  if (leftMs <= nowMs) return 'now'
  return leftMs <= soonMs ? 'soon' : 'calm'
}

/** `8:42`; counts the second that has begun, so that it reads 0:00 only when nothing is left. */
export function minutesAndSeconds(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
