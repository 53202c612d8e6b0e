import { type KeptLease, keepLease } from '../../cluster/lease'
import { ClusterFailure, type Connection } from '../../cluster/model'
import { put, unchanged } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { Log } from '../../logging/log'
import { type Clock, instantOf } from '../clock'
import { claimPresence } from './enrol'

/** A till that is silent for this long is taken for gone. */
const leaseTtlSeconds = 15
/** Every beat is a guarded write through the whole cluster, and what keeps everybody's watch from looking dead. */
const beatEveryMs = 2_000

/** What the last beat said. */
export type Beat =
  | { confirmed: true; ms: number; revision: number }
  | { confirmed: false; failure: ClusterFailure }

export interface Presence {
  close(): Promise<void>
}

/**
 * Keeps this terminal's presence in the cluster, and tells after each beat whether the cluster confirmed it.
 * @throws EnrolmentFailure when a copy of this folder runs elsewhere.
 */
export async function keepPresence(options: {
  connection: Connection
  terminalId: string
  folder: string
  clock: Clock
  log: Log
  onBeat(beat: Beat): void
}): Promise<Presence> {
  const { connection, terminalId, folder, clock, log, onBeat } = options
  const key = keyspace.presence.key(terminalId)
  let closed = false
  let beat = 0
  let lease: KeptLease | undefined
  let revision = 0
  let stop = () => {}

  const stand = async () => {
    const kept = await keepLease(connection, {
      ttlSeconds: leaseTtlSeconds,
      log,
      onLost: () => {
        lease = undefined
      },
    })
    revision = await claimPresence(connection, { terminalId, folder, leaseId: kept.leaseId }, clock)
    lease = kept
  }

  const once = async () => {
    const startedAt = clock.monotonic()
    try {
      if (!lease) await stand()
      else {
        const value = keyspace.presence.encode({ terminalId, folder, clock: instantOf(clock), beat: ++beat })
        const { leaseId } = lease
        const result = await connection.txn({
          compare: [unchanged(key, revision)],
          success: [put(key, value, { leaseId })],
        })
        // A beat whose answer was lost moved it, or the lease ended: stand up again, which checks whose it is.
        if (result.succeeded) revision = result.revision
        else await stand()
      }
      onBeat({ confirmed: true, ms: clock.monotonic() - startedAt, revision })
    } catch (error) {
      if (!(error instanceof ClusterFailure)) throw error
      onBeat({ confirmed: false, failure: error })
    }
  }

  const next = () => {
    stop = clock.after(beatEveryMs, () => {
      once()
        .catch((error: unknown) =>
          log.error({ 'event.action': 'presence-failed', err: error }, 'presence is not kept'),
        )
        .finally(() => closed || next())
    })
  }

  await stand()
  next()
  return {
    async close() {
      closed = true
      stop()
      await lease?.close().catch((error: unknown) => {
        log.info(
          { 'event.action': 'presence-left-to-lease', err: error },
          'the cluster will notice by itself',
        )
      })
    },
  }
}
