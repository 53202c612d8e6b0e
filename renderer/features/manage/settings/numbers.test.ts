import { expect, it } from 'vitest'
import { hoursText, minutesText, typedBasisPoints, typedHours, typedMinutes } from './numbers'

const day = { least: 1, most: 1_440 }

it('reads what it writes', () => {
  for (const ms of [60_000, 90_000, 600_000, 86_400_000]) expect(typedMinutes(minutesText(ms), day)).toBe(ms)
  expect(typedHours(hoursText(86_400_000), { least: 0, most: 720 })).toBe(86_400_000)
})

it.each(['', '0', '1441', '-5', 'ten', '1e3', '1.234', '999999'])(
  'takes %j for no time of a basket',
  typed => {
    expect(typedMinutes(typed, day)).toBeUndefined()
  },
)

it.each([
  ['9', 900],
  ['13,5', 1_350],
  ['0', 0],
  ['100.01', undefined],
  ['-1', undefined],
])('reads a rate of %j as %j', (typed, points) => {
  expect(typedBasisPoints(typed)).toBe(points)
})
