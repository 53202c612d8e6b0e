import { describe, expect, it } from 'vitest'
import { clockTime, dayAndTime, dayKey, dayName, daysBetween, longDay, shortDay, timeOfDay } from './dates'

const berlin = 'Europe/Berlin'
const evening = '2026-11-20T18:30:00.000Z'
const now = Date.parse('2026-11-20T16:54:07.000Z')

describe('dates and times of the venue', () => {
  it('are told in its zone, not in the computer’s', () => {
    expect(timeOfDay(evening, berlin)).toBe('19:30')
    expect(timeOfDay(evening, 'America/New_York')).toBe('13:30')
    expect(clockTime(now, berlin)).toBe('17:54:07')
    expect(longDay(evening, berlin)).toBe('Friday 20 November')
    expect(shortDay(evening, berlin)).toBe('Fri 20 Nov')
  })

  it('call midnight 00:00', () => {
    expect(timeOfDay('2026-11-20T23:00:00.000Z', berlin)).toBe('00:00')
  })

  it('belong to the day of the venue', () => {
    expect(dayKey('2026-11-20T23:30:00.000Z', berlin)).toBe('2026-11-21')
    expect(daysBetween(now, '2026-11-20T23:30:00.000Z', berlin)).toBe(1)
  })

  it('count days over a change of the clocks', () => {
    expect(daysBetween('2026-10-24T12:00:00.000Z', '2026-10-26T12:00:00.000Z', berlin)).toBe(2)
  })

  it.each([
    ['2026-11-20T18:30:00.000Z', 'Today', 'today 19:30'],
    ['2026-11-21T10:00:00.000Z', 'Tomorrow', 'tomorrow 11:00'],
    ['2026-11-22T17:00:00.000Z', 'Sunday', 'Sun 22 Nov 18:00'],
    ['2026-11-27T17:00:00.000Z', 'Fri 27 Nov', 'Fri 27 Nov 18:00'],
    ['2026-11-19T17:00:00.000Z', 'Thu 19 Nov', 'Thu 19 Nov 18:00'],
  ])('are named by how far off they are: %s', (instant, day, dayTime) => {
    expect(dayName(instant, now, berlin)).toBe(day)
    expect(dayAndTime(instant, now, berlin)).toBe(dayTime)
  })
})
