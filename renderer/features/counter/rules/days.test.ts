import { describe, expect, it } from 'vitest'
import { rowsByDay } from './days'

const at = (eventId: string, start: string) => ({ eventId, start })

describe('rowsByDay', () => {
  it('heads each day of the venue once, whatever day UTC has', () => {
    const rows = rowsByDay(
      [
        at('evening', '2026-11-20T18:30:00Z'),
        at('night', '2026-11-20T23:30:00Z'),
        at('matinee', '2026-11-21T10:00:00Z'),
      ],
      'Europe/Berlin',
    )
    expect(rows).toEqual([
      { kind: 'day', day: '2026-11-20', start: '2026-11-20T18:30:00Z' },
      { kind: 'event', day: '2026-11-20', eventId: 'evening' },
      { kind: 'day', day: '2026-11-21', start: '2026-11-20T23:30:00Z' },
      { kind: 'event', day: '2026-11-21', eventId: 'night' },
      { kind: 'event', day: '2026-11-21', eventId: 'matinee' },
    ])
  })

  it('is empty without events', () => {
    expect(rowsByDay([], 'Europe/Berlin')).toEqual([])
  })
})
