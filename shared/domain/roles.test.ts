import { expect, it } from 'vitest'
import { mayCall } from './roles'

it.each([
  ['anyone', undefined, true],
  ['signed-in', undefined, false],
  ['signed-in', 'customer', true],
  ['cashier', 'customer', false],
  ['cashier', 'manager', true],
  ['manager', 'cashier', false],
  ['manager', 'admin', true],
  ['admin', 'manager', false],
] as const)('what needs %s may be called by %s: %s', (needs, has, may) => {
  expect(mayCall(needs, has)).toBe(may)
})
