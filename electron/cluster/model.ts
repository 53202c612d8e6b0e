/**
 * The words of etcd as the rest of the application uses them: revisions and versions are numbers (etcd counts from 1
 * and stays far below 2^53 here), keys and values are text, lease ids are opaque text. Keys are always without the
 * namespace, which the connection puts on and takes off.
 */
export interface KeyValue {
  key: string
  value: string
  createRevision: number
  modRevision: number
  version: number
  /** The lease the key hangs on, or undefined when it lives until it is deleted. */
  leaseId: string | undefined
}

/** What must hold for a transaction's `success` list to run. All compares see the state before the transaction. */
export type Compare =
  | { key: string; target: 'create' | 'mod' | 'version'; is: '=' | '!=' | '<' | '>'; revision: number }
  | { key: string; target: 'value'; is: '=' | '!='; value: string }
  /** Every key from `key` up to, not including, `rangeEnd`. */
  | { key: string; rangeEnd: string; target: 'create' | 'mod'; is: '=' | '<' | '>'; revision: number }

/** One step of a transaction. A key may be written once in a transaction, nested ones counted. */
export type Op =
  | { op: 'put'; key: string; value: string; leaseId?: string | undefined; ignoreLease?: boolean }
  | { op: 'delete'; key: string }
  | { op: 'delete-prefix'; prefix: string }
  | { op: 'get'; key: string }
  | { op: 'get-prefix'; prefix: string; limit?: number; countOnly?: boolean }
  | { op: 'txn'; txn: Txn }

export interface Txn {
  compare: readonly Compare[]
  success: readonly Op[]
  failure?: readonly Op[]
}

/** The answer to one `Op`, in the order of the list that ran. */
export type OpResult =
  | { op: 'put' | 'delete'; count: number }
  | { op: 'get'; kvs: KeyValue[]; count: number }
  | { op: 'txn'; succeeded: boolean; results: OpResult[] }

export interface TxnResult {
  succeeded: boolean
  /** The store's revision after the transaction. */
  revision: number
  results: OpResult[]
}

export interface RangeResult {
  /** Changes when the cluster was made anew: revisions seen before mean nothing then. */
  clusterId: string
  revision: number
  kvs: KeyValue[]
  /** Keys in the range, also those past `limit`. */
  count: number
  more: boolean
}

/** One key's change, in revision order. A delete carries only the key and the revision that deleted it. */
export type Change =
  | { type: 'put'; key: string; kv: KeyValue; revision: number }
  | { type: 'delete'; key: string; revision: number }

/**
 * Why a call did not answer with a result:
 * - `refused`: etcd looked at it and said no; nothing was changed, and asking again says the same;
 * - `unavailable`: it was certainly not carried out (nobody reachable took it); trying later is safe;
 * - `outcome-unknown`: it may have been carried out, or may still be. Only a write ever ends so.
 */
export type FailureKind = 'refused' | 'unavailable' | 'outcome-unknown'

export class ClusterFailure extends Error {
  override readonly name = 'ClusterFailure'
  constructor(
    readonly kind: FailureKind,
    message: string,
    /**
     * What etcd said, where it is one of the things callers act on. A write that ended with `no-space` is
     * `outcome-unknown` (etcd applies the write that goes over its quota, and says so all the same), but it was
     * answered: no copy of it is under way, so a read tells what became of it.
     */
    readonly reason?: 'lease-not-found' | 'compacted' | 'no-space' | 'permission-denied' | 'closed',
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

export interface RangeOptions {
  /** Reads the past at this revision; the newest state when absent. */
  revision?: number | undefined
  limit?: number | undefined
  keysOnly?: boolean
  countOnly?: boolean
}

/** A bounded wait for an answer; the connection has its own defaults. */
export interface CallOptions {
  deadlineMs?: number | undefined
}

/** What one member says of itself; `problem` instead when it did not answer. */
export type MemberStatus = { endpoint: string } & (
  | {
      answers: true
      memberId: string
      version: string
      leader: boolean
      raftTerm: number
      raftIndex: number
      dbSizeBytes: number
      roundTripMs: number
    }
  | { answers: false; problem: string }
)

/** The one way to the cluster. Everything it rejects with is a `ClusterFailure`. */
export interface Connection {
  readonly endpoints: readonly string[]
  readonly namespace: string

  get(key: string, options?: CallOptions & { revision?: number | undefined }): Promise<KeyValue | undefined>
  /** One linearizable read of the keys from `from` up to, not including, `to`. Retried, within bounds. */
  range(from: string, to: string, options?: RangeOptions & CallOptions): Promise<RangeResult>
  /** Every key that starts with `prefix`, page by page, all at one revision. */
  pages(
    prefix: string,
    options?: { revision?: number; pageSize?: number; keysOnly?: boolean },
  ): AsyncIterable<RangeResult>
  /** Sent exactly once, to one member. */
  txn(txn: Txn, options?: CallOptions): Promise<TxnResult>

  leases: {
    /** @returns the new lease's id. */
    grant(ttlSeconds: number, options?: CallOptions): Promise<string>
    /** Sets it back to its full time. @returns the seconds it now has; a failure `lease-not-found` when it is over. */
    renew(leaseId: string, options?: CallOptions): Promise<number>
    revoke(leaseId: string, options?: CallOptions): Promise<void>
    /** @returns seconds left, or -1 when it is over. */
    timeToLive(leaseId: string, options?: CallOptions): Promise<number>
  }

  /** Opens a raw watch on the keys under `prefix` from `startRevision` on. `cluster/watch` is its only user. */
  openWatch(request: WatchRequest): WatchStream
  /** Tells when an answer came from another cluster than the one before. @returns the way to stop listening. */
  onClusterChanged(listener: (clusterId: string) => void): () => void

  /** Asks every endpoint by itself, side by side; one that does not answer within `deadlineMs` has a `problem`. */
  members(options?: CallOptions): Promise<MemberStatus[]>
  compact(revision: number): Promise<void>
  close(): void
}

export interface WatchRequest {
  prefix: string
  startRevision: number
  /** The endpoint whose watch just failed: another one is taken if one answers. */
  avoid?: string | undefined
  /** Revisions come whole and in order. */
  onResponse(response: WatchResponse): void
  /** Called once, whatever the reason, except after `close`; no response follows. */
  onEnd(failure: ClusterFailure): void
}

export interface WatchResponse {
  clusterId: string
  /** The member's revision when it made the response; a member may be behind the one asked before. */
  revision: number
  /** The first response: the watch stands. */
  created: boolean
  changes: Change[]
}

export interface WatchStream {
  readonly endpoint: string
  close(): void
}
