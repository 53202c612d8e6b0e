import { dayKey } from '../../../ui/dates'

/** A line of the events list: the heading of a day, or an event of that day. `start` is an instant of the day. */
export type ListRow =
  | { kind: 'day'; day: string; start: string }
  | { kind: 'event'; day: string; eventId: string }

/** `events`, which are in the order of their start, with each day of the venue under its heading. */
export function rowsByDay(
  events: readonly { eventId: string; start: string }[],
  timeZone: string,
): ListRow[] {
  const rows: ListRow[] = []
  let current = ''
  for (const { eventId, start } of events) {
    const day = dayKey(start, timeZone)
    if (day !== current) rows.push({ kind: 'day', day, start })
    current = day
    rows.push({ kind: 'event', day, eventId })
  }
  return rows
}
