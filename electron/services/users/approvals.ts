import { randomBytes } from 'node:crypto'
import type { ApprovalFor } from '#shared/contract/approvals'
import type { Clock } from '../clock'

/** Long enough to be asked for again after a lost answer, too short to be kept for the next customer. */
const approvalTtlMs = 5 * 60_000

interface Approver {
  username: string
  name: string
}

interface Given {
  by: Approver
  to: ApprovalFor
  about: string
  until: number
  /** The step that came with it. */
  operationId?: string
}

/** A supervisor's yes to one thing, given at somebody else's till. */
export interface Approvals {
  /** @param about what it is given for: an order's id, a basket's. @returns what the page sends with what it asks for */
  grant(by: Approver, to: ApprovalFor, about: string): string
  /**
   * Who said yes to this, if somebody did. A yes is for one step: the first that comes with it, and that one again after
   * a lost answer.
   */
  whoApproved(
    approval: string,
    step: { for: ApprovalFor; about: string; operationId: string },
  ): Approver | undefined
}

export function createApprovals(clock: Pick<Clock, 'monotonic'>): Approvals {
  const given = new Map<string, Given>()
  return {
    grant(by, to, about) {
      for (const [approval, { until }] of given) if (until < clock.monotonic()) given.delete(approval)
      const approval = randomBytes(18).toString('base64url')
      given.set(approval, { by, to, about, until: clock.monotonic() + approvalTtlMs })
      return approval
    },
    whoApproved(approval, { for: to, about, operationId }) {
      const found = given.get(approval)
      if (found?.to !== to || found.about !== about || found.until < clock.monotonic()) return undefined
      found.operationId ??= operationId
      return found.operationId === operationId ? found.by : undefined
    },
  }
}
