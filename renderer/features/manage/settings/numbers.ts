const minuteMs = 60_000

/** `90000` (milliseconds) as `1.5` minutes, for a field. */
export const minutesText = (ms: number): string => String(Math.round(ms / (minuteMs / 10)) / 10)

/** `3600000` (milliseconds) as `1` hour, for a field. */
export const hoursText = (ms: number): string => minutesText(ms / 60)

/** What was typed as minutes, in milliseconds; undefined outside these bounds, and for what is no number. */
export function typedMinutes(
  typed: string,
  { least, most }: { least: number; most: number },
): number | undefined {
  const value = decimal(typed)
  return value === undefined || value < least || value > most ? undefined : Math.round(value * minuteMs)
}

/** The same of hours. */
export function typedHours(
  typed: string,
  { least, most }: { least: number; most: number },
): number | undefined {
  const value = decimal(typed)
  return value === undefined || value < least || value > most ? undefined : Math.round(value * 60 * minuteMs)
}

/** `9` or `13.5` per cent in hundredths of one; undefined outside 0 to 100. */
export function typedBasisPoints(typed: string): number | undefined {
  const value = decimal(typed)
  return value === undefined || value > 100 ? undefined : Math.round(value * 100)
}

function decimal(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.')
  return /^\d{1,5}(\.\d{1,2})?$/.test(text) ? Number(text) : undefined
}
