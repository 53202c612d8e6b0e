import { describe, expect, it } from 'vitest'
import { dateIn, daysAfter, rowsByDay } from './days'

const berlin = 'Europe/Berlin'
const at = (eventId: string, start: string) => ({ eventId, start })

describe('dateIn', () => {
  it('takes the day of the venue, not of UTC', () => {
    expect(dateIn(berlin, '2026-11-20T23:30:00Z')).toBe('2026-11-21')
    expect(dateIn('America/New_York', '2026-11-21T02:00:00Z')).toBe('2026-11-20')
  })
})

describe('rowsByDay', () => {
  it('heads each day once', () => {
    const rows = rowsByDay(
      [
        at('today', '2026-11-20T18:30:00Z'),
        at('matinee', '2026-11-21T10:00:00Z'),
        at('late', '2026-11-21T18:30:00Z'),
      ],
      berlin,
    )
    expect(rows).toEqual([
      { kind: 'day', date: '2026-11-20' },
      { kind: 'event', date: '2026-11-20', eventId: 'today' },
      { kind: 'day', date: '2026-11-21' },
      { kind: 'event', date: '2026-11-21', eventId: 'matinee' },
      { kind: 'event', date: '2026-11-21', eventId: 'late' },
    ])
  })

  it('is empty without events', () => {
    expect(rowsByDay([], berlin)).toEqual([])
  })
})

describe('daysAfter', () => {
  it('counts calendar days over a change of the clocks', () => {
    expect(daysAfter('2026-10-24', '2026-10-26')).toBe(2)
    expect(daysAfter('2026-11-20', '2026-11-19')).toBe(-1)
  })
})
