import { expect, it } from 'vitest'
import { percentile } from './latencies'

it.each([
  [0.05, 15],
  [0.3, 20],
  [0.4, 20],
  [0.5, 35],
  [1, 50],
])('the %f percentile is a value that was measured', (share, value) => {
  expect(percentile([50, 15, 35, 40, 20], share)).toBe(value)
})

it('nothing measured has no percentile', () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError)
})
