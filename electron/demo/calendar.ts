import { Temporal } from 'temporal-polyfill'
import type { When } from './content'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Sales of an event end this long after its start (shared/domain/event); later in the evening nothing can be sold. */
const stillSoldMinutes = 30

/** Turns the programme's words for time ("the second Thursday, half past seven") into instants. */
export interface Calendar {
  /** The day the programme opens, in the venue's zone. */
  readonly firstDay: Temporal.PlainDate
  instantOf(when: When): Temporal.Instant
  /** When the box office opens, `days` after the first day; negative is before it. */
  boxOfficeOpens(days: number): Temporal.Instant
}

/**
 * The programme opens today, or tomorrow once today's last performance can no longer be sold, so that there is always
 * something to sell. Day 0 and 1 are that day and the next; the weekdays count from day 2, so no two performances of
 * one room meet, whatever weekday it is today. Local times that a change of clocks skips or repeats are resolved as
 * Temporal does by default.
 */
export function programmeCalendar(options: {
  now: Temporal.Instant
  timeZone: string
  opensAt: string
  whens: readonly When[]
}): Calendar {
  const { now, timeZone, opensAt, whens } = options
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const local = (day: Temporal.PlainDate, time: string) =>
    day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant()

  const lastTime = whens
    .flatMap(when => ('day' in when && when.day === 0 ? [when.at] : []))
    .reduce((latest, at) => (at > latest ? at : latest), '00:00')
  const lastSale = local(today, lastTime).add({ minutes: stillSoldMinutes })
  const firstDay = Temporal.Instant.compare(now, lastSale) < 0 ? today : today.add({ days: 1 })
  const free = firstDay.add({ days: 2 })

  return {
    firstDay,
    instantOf(when) {
      if ('day' in when) return local(firstDay.add({ days: when.day }), when.at)
      const ahead = (weekdays.indexOf(when.weekday) + 1 - free.dayOfWeek + 7) % 7
      return local(free.add({ days: ahead + 7 * (when.nth - 1) }), when.at)
    },
    boxOfficeOpens: days => local(firstDay.add({ days }), opensAt),
  }
}
