import { expect, it } from 'vitest'
import { logLogSlope } from './log-log'

const sizes = [5_000, 50_000, 500_000]

it('is nought for what does not grow', () => {
  expect(logLogSlope(sizes.map(x => ({ x, y: 4 })))).toBeCloseTo(0)
})

it('is the exponent of what grows with a power', () => {
  expect(logLogSlope(sizes.map(x => ({ x, y: 0.3 * x ** 0.5 })))).toBeCloseTo(0.5)
})

it('takes the best line through what does not lie on one', () => {
  const points = [1, 10, 100].map((x, n) => ({ x, y: [1, 5, 1][n] ?? 0 }))
  expect(logLogSlope(points)).toBeCloseTo(0)
})
