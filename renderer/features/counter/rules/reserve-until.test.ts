import { expect, it } from 'vitest'
import { untilChoices } from './reserve-until'

const now = Date.parse('2026-11-20T12:00:00Z')
const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
const names = (starts: string[]) =>
  untilChoices(starts, now).map(choice =>
    choice.kind === 'before' ? `-${choice.minutes}` : `+${choice.hours}h`,
  )

it('offers an hour before the first event of the basket, and hours from now that are before it', () => {
  expect(names([inHours(72), inHours(7)])).toEqual(['-60', '-30', '-10', '+1h'])
  expect(names([inHours(1.5)])).toEqual(['-60', '-30', '-10', '+1h'])
})

it('offers nothing that is over', () => {
  expect(names([inHours(0.75)])).toEqual(['-30', '-10'])
  expect(names([inHours(0.4)])).toEqual(['-10'])
  expect(names([inHours(-1)])).toEqual([])
})
