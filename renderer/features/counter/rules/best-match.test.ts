import { describe, expect, it } from 'vitest'
import { bestMatch } from './best-match'
import type { ListRow } from './days'

const names: Record<string, string> = {
  butter: 'The Butter Road',
  wed: 'The Salt Road',
  thu: 'The Salt Road',
}
const row = (eventId: string): ListRow => ({ kind: 'event', day: '2026-11-20', eventId })
const nameOf = (eventId: string) => names[eventId]

describe('bestMatch', () => {
  it('is the soonest date of what matches best, not the first row', () => {
    const rows = [row('butter'), row('wed'), row('thu')]
    expect(bestMatch(rows, ['thu', 'wed', 'butter'], nameOf)).toBe('wed')
  })

  it('leaves out what is not on the list', () => {
    expect(bestMatch([row('butter')], ['thu', 'butter'], nameOf)).toBe('butter')
    expect(bestMatch([], ['thu'], nameOf)).toBeUndefined()
  })
})
