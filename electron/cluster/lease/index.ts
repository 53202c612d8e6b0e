import type { Log } from '../../logging/log'
import { ClusterFailure, type Connection } from '../model'

export interface KeepLeaseOptions {
  ttlSeconds: number
  log: Log
  /** Called at most once: the lease is over, or has not been renewed for its whole time by our monotonic clock. */
  onLost(failure: ClusterFailure): void
}

export interface KeptLease {
  readonly leaseId: string
  /** Ends the lease, and with it every key on it. */
  close(): Promise<void>
}

/**
 * Grants a lease and renews it at a third of its time until it is closed or lost. What is on it, and whether a lost
 * one is replaced, is the caller's business.
 * @throws ClusterFailure when the lease is not granted.
 */
export async function keepLease(connection: Connection, options: KeepLeaseOptions): Promise<KeptLease> {
  const { ttlSeconds, log, onLost } = options
  const ttlMs = ttlSeconds * 1_000
  // Counted from before the message leaves: etcd begins to count later, so we never believe in it too long.
  let endsAt = performance.now() + ttlMs
  const leaseId = await connection.leases.grant(ttlSeconds)
  let timer: NodeJS.Timeout | undefined
  let kept = true

  const lose = (failure: ClusterFailure) => {
    if (!kept) return
    kept = false
    clearTimeout(timer)
    clearTimeout(expiry)
    log.warn({ 'event.action': 'lease-lost', err: failure }, failure.message)
    onLost(failure)
  }
  const expire = () =>
    lose(new ClusterFailure('unavailable', `Lease ${leaseId} was not renewed for ${ttlSeconds} s`))
  let expiry = setTimeout(expire, endsAt - performance.now())

  const renew = async () => {
    const asked = performance.now()
    try {
      await connection.leases.renew(leaseId)
      endsAt = asked + ttlMs
      clearTimeout(expiry)
      if (kept) expiry = setTimeout(expire, endsAt - performance.now())
    } catch (error) {
      if (!(error instanceof ClusterFailure)) throw error
      if (error.kind === 'refused') return lose(error)
      log.warn({ 'event.action': 'lease-renewal-failed', err: error }, error.message)
    }
    if (kept) timer = setTimeout(renew, ttlMs / 3)
  }
  timer = setTimeout(renew, ttlMs / 3)

  return {
    leaseId,
    async close() {
      if (!kept) return
      kept = false
      clearTimeout(timer)
      clearTimeout(expiry)
      try {
        await connection.leases.revoke(leaseId)
      } catch (error) {
        log.debug({ 'event.action': 'lease-not-revoked', err: error }, 'The lease will end by itself')
      }
    },
  }
}
