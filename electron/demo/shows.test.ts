import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { whyNotOnSale } from '#shared/domain/event'
import { pastSales } from './past-sales'
import { seededRandom } from './random'
import { programmeAt } from './shows'

const at = (now: string) => programmeAt(Temporal.Instant.from(now))
const hourMs = 3_600_000

describe('the programme', () => {
  const anyWeekday = [20, 21, 22, 23, 24, 25, 26].map(day => `2026-11-${day}T16:45:00Z`)
  const anyHour = ['00:10', '07:00', '21:00', '23:30'].map(time => `2026-11-20T${time}:00Z`)
  const clockChanges = ['2026-10-24T12:00:00Z', '2027-03-27T12:00:00Z']

  it.each([...anyWeekday, ...anyHour, ...clockChanges])(
    'as of %s never has two evenings in one room',
    now => {
      const { shows } = at(now)
      expect(shows.length).toBe(24)
      for (const { event: a } of shows)
        for (const { event: b } of shows)
          if (a !== b && a.location === b.location)
            expect(Math.abs(Date.parse(a.start) - Date.parse(b.start))).toBeGreaterThan(3 * hourMs)
    },
  )

  it.each([...anyWeekday, ...anyHour, ...clockChanges])(
    'as of %s has tickets on sale for an evening soon',
    now => {
      const nowMs = Date.parse(now)
      const { shows } = at(now)
      const onSale = shows.filter(({ event, ticketTypes }) =>
        ticketTypes.some(type => whyNotOnSale(event, type, nowMs) === undefined),
      )
      const starts = onSale.map(({ event }) => Date.parse(event.start))
      expect(Math.min(...starts)).toBeLessThan(nowMs + 24 * hourMs)
      expect(Math.max(...starts)).toBeLessThan(nowMs + 25 * 24 * hourMs)
    },
  )

  it('starts at the hour that was written, also after the clocks changed', () => {
    const { shows } = at('2026-10-23T12:00:00Z')
    const startOf = (eventId: string) => shows.find(({ event }) => event.eventId === eventId)?.event.start
    expect(startOf('schubert-after-dark')).toBe('2026-10-23T18:30:00.000Z')
    expect(startOf('northside-brass')).toBe('2026-10-25T15:00:00.000Z')
    expect(startOf('salt-road-1')).toBe('2026-10-28T19:30:00.000Z')
  })
})

describe('past sales', () => {
  it.each(['2026-11-20T07:00:00Z', '2026-11-20T10:00:01Z', '2026-11-20T23:30:00Z'])(
    'as of %s were made while the box office was open',
    now => {
      const { shows, calendar } = at(now)
      const [show] = shows.filter(({ event }) => event.eventId === 'salt-road-3')
      if (!show) throw new Error('The Salt Road is not in the programme')
      const sales = pastSales(show, calendar, Date.parse(now), seededRandom(1))
      expect(sales.flatMap(({ lines }) => lines).length).toBe(492)
      for (const { settledAt } of sales) {
        expect(Date.parse(settledAt)).toBeLessThan(Date.parse(now))
        const local = Temporal.Instant.from(settledAt).toZonedDateTimeISO('Europe/Dublin')
        expect(local.hour).toBeGreaterThanOrEqual(10)
        expect(local.hour).toBeLessThan(19)
      }
    },
  )
})
