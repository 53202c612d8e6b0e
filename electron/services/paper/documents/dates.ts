/** English with the day before the month and a 24-hour clock, as on the screens. */
const locale = 'en-GB'

/** Making one takes longer than drawing a ticket. */
const formats = new Map<string, Intl.DateTimeFormat>()

function told(instant: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const name = `${timeZone} ${Object.values(options).join(' ')}`
  let format = formats.get(name)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    formats.set(name, format)
  }
  return format.format(Date.parse(instant))
}

/** `Friday 20 November 2026` */
export const longDate = (instant: string, timeZone: string) =>
  told(instant, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(
    ',',
    '',
  )

/** `20 Nov 2026` */
export const shortDate = (instant: string, timeZone: string) =>
  told(instant, timeZone, { day: 'numeric', month: 'short', year: 'numeric' })

/** `19:30` */
export const timeOfDay = (instant: string, timeZone: string) =>
  told(instant, timeZone, { hour: '2-digit', minute: '2-digit' })
