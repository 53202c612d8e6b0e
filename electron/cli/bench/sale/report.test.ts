import { expect, it } from 'vitest'
import { saleInWords, saleResult } from './report'

const figures = (ordersPerSecond: number) => ({
  ordersPerSecond,
  p50Ms: 16_000 / ordersPerSecond,
  p95Ms: 32_000 / ordersPerSecond,
})
const pairs = Array.from({ length: 6 }, () => ({ ours: figures(800), raw: figures(1_000) }))

it('says of a way of selling how it compares, and both sides’ figures', () => {
  expect(saleResult(pairs)).toEqual({
    ratio: 0.8,
    interval: [0.8, 0.8],
    pairs: 6,
    ours: { ordersPerSecond: 800, p50Ms: 20, p95Ms: 40 },
    raw: { ordersPerSecond: 1_000, p50Ms: 16, p95Ms: 32 },
    p95Ratio: { median: 1.25, low: 1.25, high: 1.25 },
  })
})

it('says the same in words', () => {
  expect(saleInWords('Sold at once', saleResult(pairs))).toEqual([
    'Sold at once: 0.8 times the orders a second (0.8 to 0.8; median of 6 pairs):',
    '  800 beside 1000 orders a second; p50 20 beside 16 ms;',
    '  p95 40 beside 32 ms, 1.25 times as long (1.25 to 1.25).',
  ])
})
