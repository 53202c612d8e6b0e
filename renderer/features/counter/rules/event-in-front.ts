/** What the rule looks at of an event. */
interface Listed {
  start: string
  status: string
  left: number
}

/** People still come this long (milliseconds) after it began. */
const lateComersMs = 30 * 60_000

/**
 * The event to open when nobody chose one: of those with places left, the first that has not begun longer ago than
 * latecomers are sold to; undefined when there is none. `events` are in the order of their start.
 */
export function eventInFront<E extends Listed>(events: readonly E[], nowMs: number): E | undefined {
  return events.find(
    ({ start, status, left }) => status === 'on-sale' && left > 0 && Date.parse(start) + lateComersMs > nowMs,
  )
}
