import { shortDay } from './dates'
import { TextField, type TextFieldProps } from './field'
import { instantAt } from './local-time'

/**
 * A date and a time as a clock in the venue shows them (`2026-11-20T19:30`); `instantAt` reads them. Under it stands which
 * day of the week that is, and whose clock.
 */
export function DateTimeField({ timeZone, ...field }: TextFieldProps & { timeZone: string }) {
  const instant = instantAt(field.value, timeZone)
  const hint =
    instant === undefined ? field.hint : `${shortDay(instant, timeZone)}, ${zoneName(timeZone)} time`
  return <TextField {...field} type="datetime-local" hint={hint ?? `${zoneName(timeZone)} time`} />
}

/** `Europe/Dublin` as `Dublin`. */
export function zoneName(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}
