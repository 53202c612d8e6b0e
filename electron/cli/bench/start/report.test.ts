import { expect, it } from 'vitest'
import { startInWords, startResult } from './report'

const pairs = [100, 200, 300, 400, 500, 600].map(serverMs => ({
  ours: { serverMs, pageMs: 1_000 },
  raw: { serverMs: 400, pageMs: 600 },
}))

it('says how long a start takes, in its halves and as a whole', () => {
  expect(startResult(pairs)).toEqual({
    ratio: 1.35,
    interval: [1.1, 1.6],
    pairs: 6,
    ours: { serverMs: 350, pageMs: 1_000, totalMs: 1_350 },
    raw: { serverMs: 400, pageMs: 600, totalMs: 1_000 },
  })
})

it('says the same in words', () => {
  expect(startInWords(startResult(pairs)).slice(2)).toEqual([
    '1350 ms (350 to the address, 1000 to the counter) beside',
    '1000 ms (400 for the cluster, 600 for the page),',
    '1.35 times as long (1.1 to 1.6; median of 6 pairs).',
  ])
})
