/** English as it is written with the day before the month and a 24-hour clock. */
const locale = 'en-GB'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(instant: string | number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const name = `${timeZone} ${Object.entries(options).flat().join(' ')}`
  let known = formats.get(name)
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    formats.set(name, known)
  }
  return known.format(typeof instant === 'string' ? Date.parse(instant) : instant)
}

// Every function below takes an instant (ISO text, or epoch milliseconds) and the IANA zone it is told in.

/** `19:30` */
export function timeOfDay(instant: string | number, timeZone: string): string {
  return format(instant, timeZone, { hour: '2-digit', minute: '2-digit' })
}

/** `18:42:09` */
export function clockTime(instant: string | number, timeZone: string): string {
  return format(instant, timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

/** `Fri 20 Nov` */
export function shortDay(instant: string | number, timeZone: string): string {
  return format(instant, timeZone, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '')
}

/** `Friday 20 November` */
export function longDay(instant: string | number, timeZone: string): string {
  return format(instant, timeZone, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')
}

/** `2026-11-20`: the same text for two instants of one day. */
export function dayKey(instant: string | number, timeZone: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return format(instant, timeZone, parts).split('/').reverse().join('-')
}

/** Whole days from the day of `from` to the day of `to`: 0 is the same day, 1 the next one. */
export function daysBetween(from: string | number, to: string | number, timeZone: string): number {
  return Math.round((Date.parse(dayKey(to, timeZone)) - Date.parse(dayKey(from, timeZone))) / 86_400_000)
}

/** `Today`, `Tomorrow`, `Sunday` within a week, else `Fri 4 Dec`. */
export function dayName(instant: string | number, now: number, timeZone: string): string {
  const days = daysBetween(now, instant, timeZone)
  if (days === 0) return 'Today'
  if (days === 1) return 'Tomorrow'
  if (days > 1 && days < 7) return format(instant, timeZone, { weekday: 'long' })
  return shortDay(instant, timeZone)
}

/** `today 19:30`, `tomorrow 11:00`, `Sun 22 Nov 18:00` */
export function dayAndTime(instant: string | number, now: number, timeZone: string): string {
  const days = daysBetween(now, instant, timeZone)
  const day = days === 0 ? 'today' : days === 1 ? 'tomorrow' : shortDay(instant, timeZone)
  return `${day} ${timeOfDay(instant, timeZone)}`
}
