import { expect, it } from 'vitest'
import { rowsOf } from './row-seats'

it('names a row once with its seats', () => {
  expect(rowsOf(['Row M, seat 3', 'Row M, seat 4', 'Row A, seat 12'])).toEqual([
    { row: 'Row M', seats: ['3', '4'] },
    { row: 'Row A', seats: ['12'] },
  ])
})

it('leaves what is no numbered seat as it is', () => {
  expect(rowsOf(['Floor'])).toEqual([{ row: 'Floor', seats: [] }])
})
