import { expect, it } from 'vitest'
import { amountText, typedAmount } from './amount'

it.each([
  ['40', 40_00],
  ['40.5', 40_50],
  ['40,05', 40_05],
  [' 0.00 ', 0],
  ['40.', 40_00],
])('takes %s', (typed, minor) => {
  expect(typedAmount(typed, 'EUR')).toBe(minor)
})

it.each(['', 'x', '-1', '1.234', '1e5', '1 000', '99999999999'])('takes no %s', typed => {
  expect(typedAmount(typed, 'EUR')).toBeUndefined()
})

it('knows currencies without a smaller unit', () => {
  expect(typedAmount('1200', 'JPY')).toBe(1200)
  expect(typedAmount('12.5', 'JPY')).toBeUndefined()
  expect(amountText(1200, 'JPY')).toBe('1200')
  expect(amountText(40_05, 'EUR')).toBe('40.05')
})
