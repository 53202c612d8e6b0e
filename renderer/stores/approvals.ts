import { create } from 'zustand'
import { terminal } from '../transport'

export interface Approver {
  username: string
  name: string
}

/** Who may say yes to what a cashier may not do alone; read when it is first asked for. */
export const useApprovers = create<{ approvers: readonly Approver[] }>(() => ({ approvers: [] }))

/** Reads anew who may be asked. @throws a `CallFailure` */
export async function readApprovers(): Promise<void> {
  useApprovers.setState({ approvers: await terminal.approvals.approvers() })
}

/**
 * A supervisor's yes to one thing, for their PIN.
 * @param about the order or the basket it is for
 * @throws a `CallFailure`: `PIN_WRONG`, `PIN_LOCKED`, `PIN_NOT_SET`
 */
export async function askApproval(
  to: 'price' | 'late-void',
  about: string,
  by: { username: string; pin: string },
): Promise<string> {
  const { approval } = await terminal.approvals.give({ ...by, for: to, about })
  return approval
}
