import type { ApprovalFor } from '#shared/contract/approvals'
import type { SessionUser } from '#shared/contract/session'
import { mayCall } from '#shared/domain/roles'
import { Refusal } from '#shared/errors/refusals'
import { type Base, type Routes, signedIn } from './base'
import { type RouterOptions, running } from './services'

export const approvalsRoutes = (base: Base, options: RouterOptions): Routes<'approvals'> => {
  const { approvals } = base
  return approvals.router({
    approvers: approvals.approvers.handler(() =>
      running(options)
        .users.list()
        .filter(({ state, role }) => state === 'active' && mayCall('manager', role))
        .map(({ username, name }) => ({ username, name })),
    ),
    give: approvals.give.handler(async ({ input, context }) => {
      const { pins, approvals: given } = running(options)
      const by = await pins.check(signedIn(context), input.username, input.pin)
      return { approval: given.grant(by, input.for, input.about), name: by.name }
    }),
    setPin: approvals.setPin.handler(async ({ input, context }) => {
      await running(options).pins.set(signedIn(context), input)
      return {}
    }),
  })
}

/** Whose yes stands behind this: that of whoever asks, where their role is enough, or a supervisor's. */
export function approvedBy(
  user: SessionUser,
  options: RouterOptions,
  {
    approval,
    ...step
  }: {
    approval?: string | undefined
    for: ApprovalFor
    about: string
    operationId: string
  },
): string | undefined {
  if (mayCall('manager', user.role)) return user.username
  return approval === undefined ? undefined : running(options).approvals.whoApproved(approval, step)?.username
}

/** The same for what nobody may do without. @throws Refusal `APPROVAL_NEEDED` */
export function requireApproval(...asked: Parameters<typeof approvedBy>): string {
  const by = approvedBy(...asked)
  if (by === undefined) throw new Refusal('APPROVAL_NEEDED', {})
  return by
}
