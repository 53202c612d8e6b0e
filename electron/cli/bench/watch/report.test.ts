import { expect, it } from 'vitest'
import { watchInWords, watchResult } from './report'

const pairs = [4, 5, 6, 7, 8, 9].map(p50Ms => ({
  ours: { p50Ms, p95Ms: 12, sinceSentP50Ms: 6 },
  raw: { p50Ms: 5, p95Ms: 10, sinceSentP50Ms: 5 },
}))

it('says how long a sale takes to another window, and how that compares', () => {
  expect(watchResult(pairs)).toEqual({
    ratio: 1.3,
    interval: [0.8, 1.8],
    pairs: 6,
    ours: { p50Ms: 6.5, p95Ms: 12, sinceSentP50Ms: 6 },
    raw: { p50Ms: 5, p95Ms: 10, sinceSentP50Ms: 5 },
    p95Ratio: { median: 1.2, low: 1.2, high: 1.2 },
    sinceSentRatio: { median: 1.2, low: 1.2, high: 1.2 },
  })
})

it('says the same in words', () => {
  expect(watchInWords(watchResult(pairs)).slice(2)).toEqual([
    'p50 6.5 beside 5 ms, 1.3 times as long (0.8 to 1.8; median of 6 pairs);',
    'p95 12 beside 10 ms, 1.2 times as long (1.2 to 1.2).',
    'From when the transaction is sent: p50 6 beside 5 ms, 1.2 times as long (1.2 to 1.2).',
  ])
})
