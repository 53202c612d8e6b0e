import { describe, expect, it } from 'vitest'
import { ClusterFailure } from '../model'
import { classify } from './classify'

/** What the text means for a write, what for a read, and whether the host gets further calls. */
type Row = [text: string, write: string, read: string, host: 'up' | 'down', source: string]

const neverLeft: Row[] = [
  [
    '14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED 127.0.0.1:2379 (2026-11-20T10:00:00.000Z). Resolution note: ',
    'unavailable',
    'unavailable',
    'down',
    'grpc-js load-balancer-pick-first.js: no subchannel is ready',
  ],
  [
    '14 UNAVAILABLE: Name resolution failed for target dns:till.example:2379',
    'unavailable',
    'unavailable',
    'down',
    'grpc-js resolver-dns.js',
  ],
  [
    '14 UNAVAILABLE: Channel closed before call started',
    'unavailable',
    'unavailable',
    'up',
    'grpc-js internal-channel.js close()',
  ],
  [
    '4 DEADLINE_EXCEEDED: Deadline exceeded after 2.001s,Waiting for LB pick',
    'unavailable',
    'unavailable',
    'down',
    'grpc-js load-balancing-call.js getDeadlineInfo(), no child call',
  ],
  [
    '4 DEADLINE_EXCEEDED: Deadline exceeded after 2.001s,waiting for name resolution',
    'unavailable',
    'unavailable',
    'down',
    'grpc-js resolving-call.js',
  ],
  [
    '13 INTERNAL: Failed to start HTTP/2 stream with error The session has been destroyed',
    'unavailable',
    'unavailable',
    'down',
    'grpc-js load-balancing-call.js, progress NOT_STARTED',
  ],
  [
    '14 UNAVAILABLE: Stream refused by server',
    'unavailable',
    'unavailable',
    'up',
    'grpc-js subchannel-call.js, REFUSED_STREAM; RFC 9113 section 8.7',
  ],
  [
    'Tried to call a KV method on etcd3, but the client was already closed',
    'unavailable closed',
    'unavailable closed',
    'up',
    'etcd3 errors.js ClientClosedError',
  ],
  [
    'Channel has been shut down',
    'unavailable closed',
    'unavailable closed',
    'up',
    'grpc-js internal-channel.js createCall()',
  ],
  [
    '13 INTERNAL: Request message serialization failure: invalid wire type',
    'refused',
    'refused',
    'up',
    'grpc-js client-interceptors.js',
  ],
]

const turnedAway: Row[] = [
  ['14 UNAVAILABLE: etcdserver: no leader', 'unavailable', 'unavailable', 'up', 'etcd v3rpc/interceptor.go'],
  [
    '14 UNAVAILABLE: etcdserver: not capable',
    'unavailable',
    'unavailable',
    'up',
    'etcd v3rpc/interceptor.go',
  ],
  [
    '14 UNAVAILABLE: etcdserver: rpc not supported for learner',
    'unavailable',
    'unavailable',
    'up',
    'etcd v3rpc/interceptor.go',
  ],
  [
    '8 RESOURCE_EXHAUSTED: etcdserver: too many requests',
    'unavailable',
    'unavailable',
    'up',
    'etcd v3_server.go, before Propose',
  ],
  ['2 UNKNOWN: raft proposal dropped', 'unavailable', 'unavailable', 'up', 'raft raft.go ErrProposalDropped'],
  [
    '16 UNAUTHENTICATED: etcdserver: invalid auth token',
    'unavailable',
    'unavailable',
    'up',
    'etcd auth/store.go AuthInfoFromCtx, before Propose',
  ],
  [
    '3 INVALID_ARGUMENT: etcdserver: revision of auth store is old',
    'unavailable',
    'unavailable',
    'up',
    'etcd apply_auth.go, before the change',
  ],
]

const refused: Row[] = [
  [
    // etcd3 wraps this one: errors.js EtcdLeaseInvalidError
    'Lease 5 NOT_FOUND: etcdserver: requested lease not found is expired or revoked',
    'refused lease-not-found',
    'refused lease-not-found',
    'up',
    'etcd apply.go checkRequestPut, before the change',
  ],
  [
    '11 OUT_OF_RANGE: etcdserver: mvcc: required revision has been compacted',
    'refused compacted',
    'refused compacted',
    'up',
    'etcd rpctypes ErrGRPCCompacted',
  ],
  [
    '7 PERMISSION_DENIED: etcdserver: permission denied',
    'refused permission-denied',
    'refused permission-denied',
    'up',
    'etcd rpctypes ErrGRPCPermissionDenied',
  ],
  [
    '3 INVALID_ARGUMENT: etcdserver: authentication failed, invalid user ID or password',
    'refused permission-denied',
    'refused permission-denied',
    'up',
    'etcd rpctypes ErrGRPCAuthFailed',
  ],
  [
    '3 INVALID_ARGUMENT: etcdserver: too many operations in txn request',
    'refused',
    'refused',
    'up',
    'etcd v3rpc/key.go checkTxnRequest',
  ],
  [
    '3 INVALID_ARGUMENT: etcdserver: duplicate key given in txn request',
    'refused',
    'refused',
    'up',
    'etcd v3rpc/key.go checkIntervals',
  ],
  [
    '3 INVALID_ARGUMENT: etcdserver: request is too large',
    'refused',
    'refused',
    'up',
    'etcd v3_server.go, before Propose',
  ],
  [
    '8 RESOURCE_EXHAUSTED: grpc: received message larger than max (3145744 vs. 2097152)',
    'refused',
    'refused',
    'up',
    'grpc-go rpc_util.go, before the handler',
  ],
  ['12 UNIMPLEMENTED: unknown method', 'refused', 'refused', 'up', 'grpc-go server.go'],
]

const perhapsTaken: Row[] = [
  [
    '4 DEADLINE_EXCEEDED: Deadline exceeded after 2.001s,LB pick: 0.001s,remote_addr=127.0.0.1:2379',
    'outcome-unknown',
    'unavailable',
    'down',
    'grpc-js resolving-call.js, the stream was open',
  ],
  [
    '4 DEADLINE_EXCEEDED: context deadline exceeded',
    'outcome-unknown',
    'unavailable',
    'down',
    'etcd: the deadline it was sent ended in raft',
  ],
  [
    '2 UNKNOWN: context deadline exceeded',
    'outcome-unknown',
    'unavailable',
    'down',
    'etcd v3_server.go, the error of Propose without a quorum',
  ],
  [
    '14 UNAVAILABLE: Connection dropped',
    'outcome-unknown',
    'unavailable',
    'down',
    'grpc-js subchannel-call.js',
  ],
  ['14 UNAVAILABLE: read ECONNRESET', 'outcome-unknown', 'unavailable', 'down', 'grpc-js subchannel-call.js'],
  [
    '14 UNAVAILABLE: etcdserver: request timed out, possibly due to previous leader failure',
    'outcome-unknown',
    'unavailable',
    'down',
    'etcd v3_server.go parseProposeCtxErr, after Propose',
  ],
  [
    '14 UNAVAILABLE: etcdserver: server stopped',
    'outcome-unknown',
    'unavailable',
    'down',
    'etcd v3_server.go ErrStopped, after Propose',
  ],
  [
    '14 UNAVAILABLE: etcdserver: leader changed',
    'outcome-unknown',
    'unavailable',
    'up',
    'etcd v3_server.go requestCurrentIndex',
  ],
  [
    '9 FAILED_PRECONDITION: etcdserver: not leader',
    'outcome-unknown',
    'unavailable',
    'up',
    'etcd rpctypes ErrGRPCNotLeader, a renewal in an election',
  ],
  [
    '8 RESOURCE_EXHAUSTED: Received message larger than max (70000000 vs 67108864)',
    'outcome-unknown',
    'unavailable',
    'up',
    'grpc-js stream-decoder.js: it was our answer that was too large',
  ],
  [
    '8 RESOURCE_EXHAUSTED: etcdserver: mvcc: database space exceeded',
    'outcome-unknown no-space',
    'unavailable no-space',
    'up',
    'etcd apply.go quotaApplierV3: said after the write was applied',
  ],
  ['1 CANCELLED: Call cancelled', 'outcome-unknown', 'unavailable', 'up', 'grpc-js subchannel-call.js'],
  ['something nobody has seen', 'outcome-unknown', 'unavailable', 'up', 'nowhere yet'],
]

describe.each([
  ['that never left this process', neverLeft],
  ['that etcd turned away before proposing it', turnedAway],
  ['that etcd refused', refused],
  ['that may have been carried out', perhapsTaken],
])('a call %s', (_, rows) => {
  it.each(rows)('%s', (text, write, read, host) => {
    const said = (call: 'read' | 'write') => {
      const { failure, hostIsDown } = classify(new Error(text), call)
      return {
        is: [failure.kind, failure.reason].filter(Boolean).join(' '),
        host: hostIsDown ? 'down' : 'up',
      }
    }
    expect(said('write')).toEqual({ is: write, host })
    expect(said('read')).toEqual({ is: read, host })
  })
})

describe('a failure', () => {
  it('keeps the error that caused it, and says its details without the code', () => {
    const cause = new Error('14 UNAVAILABLE: Connection dropped')
    expect(classify(cause, 'write').failure).toMatchObject({ message: 'Connection dropped', cause })
  })

  it('that has been classified is not classified again', () => {
    const failure = new ClusterFailure('refused', 'The lease is over', 'lease-not-found')
    expect(classify(failure, 'write')).toEqual({ failure, hostIsDown: false })
  })
})
