import { Temporal } from 'temporal-polyfill'

/** A line of the events list: the heading of a day, or an event of that day. `date` is an ISO date. */
export type ListRow = { kind: 'day'; date: string } | { kind: 'event'; date: string; eventId: string }

const known = new Map<string, string>()

/** The date of `instant` on the calendar of `timeZone`, as `2026-11-20`. */
export function dateIn(timeZone: string, instant: string): string {
  const key = `${timeZone} ${instant}`
  // A list of thousands is grouped anew at every edit, and an instant never changes its date.
  let date = known.get(key)
  if (!date) {
    date = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()
    known.set(key, date)
  }
  return date
}

/** `events`, which are in the order of their start, with each day under its heading. */
export function rowsByDay(
  events: readonly { eventId: string; start: string }[],
  timeZone: string,
): ListRow[] {
  const rows: ListRow[] = []
  let date = ''
  for (const { eventId, start } of events) {
    const own = dateIn(timeZone, start)
    if (own !== date) rows.push({ kind: 'day', date: own })
    date = own
    rows.push({ kind: 'event', date, eventId })
  }
  return rows
}

/** How many days `date` is after `today`; negative before. Both are ISO dates. */
export function daysAfter(today: string, date: string): number {
  return Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(date)).days
}
