import { expect, it } from 'vitest'
import { longestGapMs } from './gaps'

it('counts from the last order before the fault to the first after it', () => {
  expect(longestGapMs([90, 10, 1_500, 1_510, 99, 1_900], 100, 2_000)).toBe(1_401)
})

it('counts a gap that the end of the load cut off, and none that was over before the fault', () => {
  expect(longestGapMs([0, 900, 910, 920], 905, 2_000)).toBe(1_080)
})

it('says nothing of a load that had not begun', () => {
  expect(() => longestGapMs([200], 100, 300)).toThrow(RangeError)
})
