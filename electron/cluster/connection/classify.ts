import { ClusterFailure, type FailureKind } from '../model'

/** What a failed call says of the host it was sent to, besides what it says of the call. */
export interface Verdict {
  failure: ClusterFailure
  /** The host does not answer; it gets no further call until a probe came back. */
  hostIsDown: boolean
}

interface Rule {
  /** The gRPC status, the words of its details, or both. */
  code?: number
  says?: RegExp
  /** `perhaps`: the request may have been carried out, or may still be. */
  taken: 'refused' | 'not-taken' | 'perhaps'
  reason?: NonNullable<ClusterFailure['reason']>
  hostIsDown?: true
}

const DEADLINE_EXCEEDED = 4
const UNAVAILABLE = 14

/**
 * The first rule that fits decides. What no rule knows was perhaps taken.
 * Sources: grpc-js 1.14 `build/src`, etcd 3.5 `api/v3rpc/rpctypes/error.go`, `server/etcdserver`, `raft`.
 */
const rules: readonly Rule[] = [
  // The request never left this process.
  // etcd3 errors.js ClientClosedError; grpc-js internal-channel.js, a call on a closed channel
  { says: /client was already closed|Channel has been shut down/, taken: 'not-taken', reason: 'closed' },
  // load-balancer-pick-first.js: no TCP connection, so no HTTP/2 stream either
  { says: /^No connection established/, taken: 'not-taken', hostIsDown: true },
  // resolver-dns.js
  { says: /^Name resolution failed/, taken: 'not-taken', hostIsDown: true },
  // internal-channel.js close(): calls that still waited for a connection
  { says: /^Channel closed before call started/, taken: 'not-taken' },
  // resolving-call.js, load-balancing-call.js getDeadlineInfo(): the deadline passed before a stream was opened
  {
    code: DEADLINE_EXCEEDED,
    says: /Waiting for LB pick|waiting for name resolution|waiting for metadata filters/,
    taken: 'not-taken',
    hostIsDown: true,
  },
  // load-balancing-call.js, progress NOT_STARTED: the session broke between the pick and the request
  { says: /^Failed to start HTTP\/2 stream/, taken: 'not-taken', hostIsDown: true },
  // subchannel-call.js, REFUSED_STREAM: "processed by no application" (RFC 9113, 8.7)
  { says: /^Stream refused by server/, taken: 'not-taken' },
  // client-interceptors.js; compression-filter.js
  { says: /^Request message serialization failure|^Attempted to send message with a size/, taken: 'refused' },

  // etcd turned it away before it was proposed: v3rpc/interceptor.go
  { says: /^etcdserver: no leader/, taken: 'not-taken' },
  { says: /^etcdserver: not capable|^etcdserver: rpc not supported for learner/, taken: 'not-taken' },
  // v3_server.go processInternalRaftRequestOnce, before Propose
  { says: /^etcdserver: too many requests/, taken: 'not-taken' },
  // raft.go ErrProposalDropped: no leader known, or a leadership transfer under way
  { says: /^raft proposal dropped/, taken: 'not-taken' },
  // auth/store.go: the token is looked at before the proposal, its revision before the change; a new token helps
  { says: /^etcdserver: invalid auth token/, taken: 'not-taken' },
  { says: /^etcdserver: revision of auth store is old|^auth: revision in header is old/, taken: 'not-taken' },

  // etcd looked at it and said no.
  { says: /^etcdserver: requested lease not found/, taken: 'refused', reason: 'lease-not-found' },
  { says: /^etcdserver: mvcc: required revision has been compacted/, taken: 'refused', reason: 'compacted' },
  {
    says: /^etcdserver: permission denied|^etcdserver: user name is empty|^etcdserver: authentication failed/,
    taken: 'refused',
    reason: 'permission-denied',
  },
  // apply_auth.go and the capped and corrupt appliers change nothing
  { says: /^etcdserver: corrupt cluster/, taken: 'refused' },
  // quotaApplierV3 (apply.go) says so *after* it applied the write that went over the quota; the check before the
  // proposal (v3rpc/quota.go) and the capped applier say the same words without applying. They cannot be told apart.
  { says: /^etcdserver: mvcc: database space exceeded/, taken: 'perhaps', reason: 'no-space' },
  // grpc-go, the server's receive limit; not grpc-js's own "Received message larger than max", which lost an answer
  { says: /^grpc: received message larger than max/, taken: 'refused' },
  // v3rpc/lease.go, lessor.go: a member that just lost its leadership cannot renew
  { says: /^etcdserver: not leader|not primary lessor|not a primary lessor/, taken: 'perhaps' },
  // INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION, OUT_OF_RANGE: the request itself is wrong (key.go, checks)
  ...[3, 5, 9, 11].map((code): Rule => ({ code, says: /^etcdserver: /, taken: 'refused' })),
  // UNIMPLEMENTED: grpc-go server.go, an older etcd
  { code: 12, taken: 'refused' },
  // PERMISSION_DENIED, UNAUTHENTICATED
  { code: 7, taken: 'refused', reason: 'permission-denied' },
  { code: 16, taken: 'refused', reason: 'permission-denied' },

  // It was sent, and what became of it is not known.
  // v3_server.go parseProposeCtxErr: "request timed out", also "possibly due to…"; ErrStopped after Propose
  { says: /^etcdserver: request timed out|^etcdserver: server stopped/, taken: 'perhaps', hostIsDown: true },
  // requestCurrentIndex(): a linearizable read in an election
  { says: /^etcdserver: leader changed/, taken: 'perhaps' },
  // Lost quorum: the proposal waited in raft until etcd's own context ended (UNKNOWN, not DEADLINE_EXCEEDED)
  { says: /context deadline exceeded/, taken: 'perhaps', hostIsDown: true },
  { code: DEADLINE_EXCEEDED, taken: 'perhaps', hostIsDown: true },
  // subchannel-call.js: "Connection dropped", ECONNRESET, a write error; the bytes may have arrived
  { code: UNAVAILABLE, taken: 'perhaps', hostIsDown: true },
]

/** `14 UNAVAILABLE: details`, as grpc-js builds its messages; etcd3 keeps the text and drops the code. */
const statusText = /(?:^|\s)(\d{1,2}) [A-Z_]+: ([\s\S]*)$/

/**
 * Decides what a failed call means to its caller.
 * @param call whether a second message could change anything: a read that was perhaps answered is just unavailable.
 */
export function classify(error: unknown, call: 'read' | 'write'): Verdict {
  if (error instanceof ClusterFailure) return { failure: error, hostIsDown: false }
  const text = error instanceof Error ? error.message : String(error)
  const status = statusText.exec(text)
  const code = status ? Number(status[1]) : undefined
  const details = status?.[2] ?? text
  const rule = rules.find(each => (each.code ?? code) === code && (each.says?.test(details) ?? true))
  const kind = kindOf(rule?.taken ?? 'perhaps', call)
  return {
    failure: new ClusterFailure(kind, details, rule?.reason, { cause: error }),
    hostIsDown: rule?.hostIsDown ?? false,
  }
}

function kindOf(taken: Rule['taken'], call: 'read' | 'write'): FailureKind {
  if (taken === 'refused') return 'refused'
  if (taken === 'not-taken' || call === 'read') return 'unavailable'
  return 'outcome-unknown'
}
