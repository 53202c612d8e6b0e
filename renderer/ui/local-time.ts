/**
 * The instant (epoch milliseconds) at which a clock in `timeZone` shows `local` (`2026-11-20T19:30`). Where the clock is
 * put forward past it, an hour later; where it shows it twice, the first time.
 *
 * @returns undefined for what is no date and time.
 */
export function instantAt(local: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${local}Z`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) || Number.isNaN(asUtc)) return undefined
  const early = asUtc - offsetMs(asUtc - dayMs / 2, timeZone)
  const late = asUtc - offsetMs(asUtc + dayMs / 2, timeZone)
  return localAt(early, timeZone) === local ? early : late
}

/** `2026-11-20T19:30`: what a clock in `timeZone` shows at an instant (epoch milliseconds). */
export function localAt(instant: number, timeZone: string): string {
  return new Date(instant + offsetMs(instant, timeZone)).toISOString().slice(0, 16)
}

const dayMs = 86_400_000

/** How far clocks in `timeZone` are ahead of UTC at an instant. */
function offsetMs(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(instant)
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(part => part.type === type)?.value)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown - Math.floor(instant / 1_000) * 1_000
}
