/** A quick choice for the end of a reservation. */
export type UntilChoice =
  | { kind: 'before'; minutes: number; at: number }
  | { kind: 'in'; hours: number; at: number }

const minuteMs = 60_000

/**
 * The quick choices for the end of a reservation at `now` (epoch milliseconds): an hour, half an hour and
 * ten minutes before the first event begins, as long as that is still ahead, then some hours from now before it begins.
 *
 * @param starts instants of the events in the basket
 */
export function untilChoices(starts: readonly string[], now: number): UntilChoice[] {
  const first = Math.min(...starts.map(start => Date.parse(start)))
  const before = [60, 30, 10]
    .map((minutes): UntilChoice => ({ kind: 'before', minutes, at: first - minutes * minuteMs }))
    .filter(({ at }) => Number.isFinite(at) && at > now + minuteMs)
  const later = [1, 2, 24]
    .map((hours): UntilChoice => ({ kind: 'in', hours, at: now + hours * 60 * minuteMs }))
    .filter(({ at }) => !Number.isFinite(first) || at < first)
  return [...before, ...later].slice(0, 4)
}
