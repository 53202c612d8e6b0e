import type { MemberStatus } from '../model'
import { classify } from './classify'
import type { Host } from './host'
import { limits } from './limits'

/** What the member says of itself; one that does not answer has a `problem`, it never rejects. */
export async function statusOf(
  host: Host,
  deadlineMs: number = limits.deadlineMs.status,
): Promise<MemberStatus> {
  const { endpoint } = host
  const asked = performance.now()
  try {
    // Without the demand for a leader: a member that lost it still answers, and says so.
    const status = await host.calls.maintenance.status({
      interceptors: [],
      deadline: Date.now() + deadlineMs,
    })
    return {
      endpoint,
      answers: true,
      memberId: BigInt(status.header.member_id).toString(16),
      version: status.version,
      leader: status.leader === status.header.member_id,
      raftTerm: Number(status.raftTerm),
      raftIndex: Number(status.raftIndex),
      dbSizeBytes: Number(status.dbSize),
      roundTripMs: performance.now() - asked,
    }
  } catch (error) {
    return { endpoint, answers: false, problem: classify(error, 'read').failure.message }
  }
}
