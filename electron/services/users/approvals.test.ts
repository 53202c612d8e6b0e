import { expect, it } from 'vitest'
import { createApprovals } from './approvals'

const ines = { username: 'ines', name: 'Ines Calder' }
const step = { for: 'price' as const, about: 'basket-1', operationId: 'step-1' }

it('is a yes to one thing, for some minutes', () => {
  let now = 0
  const approvals = createApprovals({ monotonic: () => now })
  const approval = approvals.grant(ines, 'price', 'basket-1')
  expect(approvals.whoApproved(approval, { ...step, for: 'late-void' })).toBeUndefined()
  expect(approvals.whoApproved(approval, { ...step, about: 'basket-2' })).toBeUndefined()
  expect(approvals.whoApproved('guessed', step)).toBeUndefined()
  expect(approvals.whoApproved(approval, step)).toEqual(ines)
  now += 5 * 60_000 + 1
  expect(approvals.whoApproved(approval, step)).toBeUndefined()
})

it('is used for one step, and for that again after a lost answer', () => {
  const approvals = createApprovals({ monotonic: () => 0 })
  const approval = approvals.grant(ines, 'price', 'basket-1')
  expect(approvals.whoApproved(approval, step)).toEqual(ines)
  expect(approvals.whoApproved(approval, { ...step, operationId: 'step-2' })).toBeUndefined()
  expect(approvals.whoApproved(approval, step)).toEqual(ines)
})
