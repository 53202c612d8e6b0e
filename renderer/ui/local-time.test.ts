import { describe, expect, it } from 'vitest'
import { instantAt, localAt } from './local-time'

describe('instantAt', () => {
  it.each([
    ['2026-11-20T19:30', 'Europe/Dublin', '2026-11-20T19:30:00.000Z'],
    ['2026-07-20T19:30', 'Europe/Dublin', '2026-07-20T18:30:00.000Z'],
    ['2026-07-20T19:30', 'America/New_York', '2026-07-20T23:30:00.000Z'],
    // Clocks go from 01:00 to 02:00 on 29 March 2026.
    ['2026-03-29T01:30', 'Europe/Dublin', '2026-03-29T00:30:00.000Z'],
    ['2026-03-29T12:00', 'Europe/Dublin', '2026-03-29T11:00:00.000Z'],
  ])('reads %s in %s', (local, timeZone, instant) => {
    expect(new Date(instantAt(local, timeZone) ?? 0).toISOString()).toBe(instant)
  })

  it('takes nothing that is no date and time', () => {
    for (const local of ['', '2026-02-31T99:00', 'tomorrow', '2026-11-20'])
      expect(instantAt(local, 'Europe/Dublin')).toBeUndefined()
  })

  it('is the way back of localAt', () => {
    const instant = Date.parse('2026-11-20T19:30:00Z')
    expect(instantAt(localAt(instant, 'Asia/Kolkata'), 'Asia/Kolkata')).toBe(instant)
  })
})
