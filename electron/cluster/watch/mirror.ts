import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../../logging/log'
import { type Change, ClusterFailure, type Connection, type KeyValue } from '../model'
import { pauseBeforeTry } from './backoff'
import { byRevision } from './by-revision'
import { type Snapshot, takeSnapshot } from './snapshot'
import { type Ended, watchOnce } from './watch-once'

export interface MirrorOptions {
  connection: Connection
  /** What is watched; '' is the whole namespace. */
  prefix: string
  /** What a snapshot reads, where that is less than what is watched. */
  snapshotPrefixes?: readonly string[]
  log: Log
  /**
   * Begins a picture of everything at one revision, at the start and after every loss of continuity. One that is not
   * `done` was given up: the next begins from nothing.
   */
  onSnapshot(): Picture
  /** All changes of one revision, each revision exactly once, in order. */
  onChanges(revision: number, changes: Change[]): void
  onState(state: MirrorState): void
}

/** A picture that is being taken. */
export interface Picture {
  /** Some of the keys, in no particular order. */
  take(kvs: readonly KeyValue[]): void
  /** That was all of them; what was delivered before is void now. */
  done(snapshot: Snapshot): void
}

export interface MirrorState {
  /** `snapshot`: reading everything; `live`: the watch stands; `reconnecting`: what is shown may be old. */
  phase: 'snapshot' | 'live' | 'reconnecting'
  /** When the phase began. */
  since: Date
  /** Everything up to this revision has been delivered; 0 before the first snapshot. */
  revision: number
  /** When the watch last said anything. A member without news is silent: keep a heartbeat key under the prefix. */
  lastResponseAt: Date | undefined
  endpoint: string | undefined
}

export interface Mirror {
  readonly revision: number
  readonly state: MirrorState
  close(): void
}

/**
 * Follows the keys under a prefix without ever losing or repeating a change: a snapshot at revision R, then the watch
 * from R+1 with a cursor of our own. Where the watch cannot be continued (compacted past the cursor, another cluster,
 * a revision that went back, cancelled for any reason) it takes a new snapshot.
 */
export function mirror(options: MirrorOptions): Mirror {
  const { connection, prefix, snapshotPrefixes = [prefix], log, onSnapshot, onChanges, onState } = options
  const closing = new AbortController()
  const { signal } = closing
  let cursor = 1
  let state: MirrorState = {
    phase: 'snapshot',
    since: new Date(),
    revision: 0,
    lastResponseAt: undefined,
    endpoint: undefined,
  }

  const update = (next: Partial<MirrorState>) => {
    if (signal.aborted) return
    const since = next.phase && next.phase !== state.phase ? new Date() : state.since
    state = { ...state, since, revision: cursor - 1, ...next }
    onState(state)
  }

  const deliver = (changes: readonly Change[]) => {
    for (const [revision, group] of byRevision(changes)) {
      // A watch may begin a little earlier than it was asked to; what is known is not told twice.
      if (revision < cursor) continue
      cursor = revision + 1
      onChanges(revision, group)
    }
  }

  /** Tries until it has one; the cluster may be electing a leader, or compacting under a long snapshot. */
  const nextSnapshot = async (): Promise<{ picture: Picture; snapshot: Snapshot }> => {
    for (let tries = 1; ; tries++) {
      const picture = onSnapshot()
      try {
        const take = (kvs: readonly KeyValue[]) => {
          signal.throwIfAborted()
          picture.take(kvs)
        }
        return { picture, snapshot: await takeSnapshot(connection, snapshotPrefixes, take) }
      } catch (error) {
        if (!(error instanceof ClusterFailure) || error.reason === 'closed') throw error
        log.warn({ 'event.action': 'mirror-snapshot-failed', err: error }, 'The snapshot was not completed')
        await pause(pauseBeforeTry(tries), undefined, { signal })
      }
    }
  }

  /** Follows the watch over as many streams as it takes. @returns why it cannot be continued. */
  const follow = async (clusterId: string): Promise<string> => {
    let tries = 0
    let avoid: string | undefined
    for (;;) {
      const ended: Ended = await watchOnce({
        connection,
        prefix,
        clusterId,
        avoid,
        signal,
        cursor: () => cursor,
        onOpen: endpoint => update({ endpoint }),
        onResponse: response => {
          deliver(response.changes)
          update({ phase: 'live', lastResponseAt: new Date() })
        },
      })
      if (ended.next === 'nothing') throw new ClusterFailure('unavailable', ended.why, 'closed')
      if (ended.next === 'snapshot') return ended.why
      log.warn(
        { 'event.action': 'mirror-reconnects', 'server.address': ended.endpoint, revision: cursor - 1 },
        ended.why,
      )
      update({ phase: 'reconnecting' })
      avoid = ended.endpoint
      tries = ended.stood ? 0 : tries + 1
      await pause(pauseBeforeTry(tries), undefined, { signal })
    }
  }

  const run = async () => {
    for (;;) {
      const { picture, snapshot } = await nextSnapshot()
      signal.throwIfAborted()
      cursor = snapshot.revision + 1
      picture.done(snapshot)
      const why = await follow(snapshot.clusterId)
      log.warn({ 'event.action': 'mirror-resyncs', revision: cursor - 1 }, why)
      update({ phase: 'snapshot', endpoint: undefined })
    }
  }
  run().catch(error => {
    // The connection may be closed before its mirror.
    const over = signal.aborted || (error instanceof ClusterFailure && error.reason === 'closed')
    if (!over) throw error
  })

  return {
    get revision() {
      return cursor - 1
    },
    get state() {
      return state
    },
    close: () => closing.abort(),
  }
}
