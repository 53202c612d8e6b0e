/** Every threshold of the connection, in one place. */
export const limits = {
  /**
   * How long one message may wait for its answer. A write that was under way when the leader died is answered by
   * nobody, so this is how long selling stands still then; a member elects another in 1.2 s or so.
   */
  deadlineMs: {
    read: 1_500,
    write: 1_500,
    /** A page of a snapshot, a compaction: more work for etcd than one key. */
    bulk: 5_000,
    probe: 1_000,
    status: 1_000,
  },

  /**
   * How long a call goes on looking for a member that takes it. A read asks again after a lost answer; a write only
   * after a member that certainly did not take it, so these bound the search, not the number of messages that count.
   */
  patienceMs: { read: 4_000, write: 1_500 },
  /** Between two rounds over the members that all said no: they are electing a leader. */
  pauseBetweenRoundsMs: 75,

  /** A host that let a deadline pass or dropped its connection gets no call until a probe of ours came back. */
  probeEveryMs: 500,

  /** etcd answers pings more frequent than 5 s with GOAWAY; slower ones notice a frozen peer too late. */
  keepaliveTimeMs: 6_000,
  keepaliveTimeoutMs: 2_000,
  /** grpc-js waits up to 2 minutes by default before it tries a restarted member again. */
  reconnectBackoffMs: { initial: 200, max: 1_000 },
  /**
   * A connection that nobody used for so long is given up, because a firewall on the way may have forgotten it, and
   * etcd allows no pings between calls.
   */
  idleConnectionMs: 60_000,
  /** The default of 4 MiB ends a watch that catches up on a large import, for ever. */
  maxReceiveBytes: 64 * 1024 * 1024,

  /** A watch that was not acknowledged by then is opened elsewhere. */
  watchCreatedMs: 3_000,
  pageSize: 5_000,
} as const
