import { expect, it } from 'vitest'
import { createApprovals } from './approvals'

it('is a yes to one thing, for some minutes', () => {
  let now = 0
  const approvals = createApprovals({ monotonic: () => now })
  const ines = { username: 'ines', name: 'Ines Calder' }
  const approval = approvals.grant(ines, 'price', 'basket-1')
  expect(approvals.whoApproved(approval, 'price', 'basket-1')).toEqual(ines)
  // A lost answer: the same step asks for it again.
  expect(approvals.whoApproved(approval, 'price', 'basket-1')).toEqual(ines)
  expect(approvals.whoApproved(approval, 'late-void', 'basket-1')).toBeUndefined()
  expect(approvals.whoApproved(approval, 'price', 'basket-2')).toBeUndefined()
  expect(approvals.whoApproved('guessed', 'price', 'basket-1')).toBeUndefined()
  now += 5 * 60_000 + 1
  expect(approvals.whoApproved(approval, 'price', 'basket-1')).toBeUndefined()
})
