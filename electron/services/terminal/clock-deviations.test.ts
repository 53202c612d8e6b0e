import { expect, it } from 'vitest'
import { deviationSentence, deviationsAfter } from './clock-deviations'

const nowMs = Date.parse('2031-05-01T20:00:00Z')
const own = { terminalId: 'T01', nowMs }
const shows = (clocks: Record<string, string>) =>
  new Map(Object.entries(clocks).map(([terminalId, clock]) => [terminalId, { clock, beat: 1 }]))

it('tells clocks that differ from those that are merely a heartbeat old', () => {
  const presences = shows({
    T01: '2031-05-01T18:00:00Z',
    T02: '2031-05-01T21:00:00Z',
    T03: '2031-05-01T19:59:58Z',
    T04: '2031-05-01T19:59:00.300Z',
  })
  expect(deviationsAfter([], new Set(presences.keys()), presences, own)).toEqual([
    { terminalId: 'T02', aheadMs: 3_600_000 },
    { terminalId: 'T04', aheadMs: -60_000 },
  ])
})

it('forgets a clock that was set right, and a terminal that is gone', () => {
  const before = ['T02', 'T03', 'T04'].map(terminalId => ({ terminalId, aheadMs: 60_000 }))
  const presences = shows({ T02: '2031-05-01T20:00:00Z', T04: '2031-05-01T21:00:00Z' })
  expect(deviationsAfter(before, new Set(['T02', 'T03']), presences, own)).toEqual([
    { terminalId: 'T04', aheadMs: 60_000 },
  ])
})

it('says it in a sentence', () => {
  expect(deviationSentence({ terminalId: 'T02', aheadMs: 3_600_000 })).toBe(
    "The clock of T02 is 60 minutes ahead of this terminal's.",
  )
  expect(deviationSentence({ terminalId: 'T02', aheadMs: -30_000 })).toMatch(
    /^The clock of T02 is 30 seconds behind/,
  )
})
