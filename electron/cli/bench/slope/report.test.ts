import { expect, it } from 'vitest'
import { slopeInWords, slopeResult } from './report'

const rounds = Array.from({ length: 6 }, (_, n) => [
  { orders: 100, oursMs: 4 + n, rawMs: 2 },
  { orders: 10_000, oursMs: 4 + n, rawMs: 20 },
])

it('takes the slope of each round by itself, so that a machine that is slow in one does not count', () => {
  expect(slopeResult(rounds)).toEqual({
    ...{ slope: 0, interval: [0, 0], rounds: 6, ratio: 0.325 },
    ...{ ours: { slope: 0, interval: [0, 0] }, raw: { slope: 0.5, interval: [0.5, 0.5] } },
    sizes: [
      { orders: 100, ours: { median: 6.5, low: 4, high: 9 }, raw: { median: 2, low: 2, high: 2 } },
      { orders: 10_000, ours: { median: 6.5, low: 4, high: 9 }, raw: { median: 20, low: 20, high: 20 } },
    ],
  })
})

it('says the same in words', () => {
  expect(slopeInWords(slopeResult(rounds))[1]).toBe('  100 orders: 6.5 ms, the bare transaction 2 ms')
})
