import { bulkhead, ConstantBackoff, handleWhen, retry } from 'cockatiel'
import { ClusterFailure, type Connection } from '../../cluster/model'
import type { Log } from '../../logging/log'
import type { Clock } from '../clock'
import { isUnanswered } from '../refusing'

/** A basket opens on a lease that was set to its full time at most this long ago. */
const freshForMs = 60_000

/** How much longer than the hold its lease lives, so that the till lets go before the cluster does. */
const beyondHoldMs = 120_000

/** How often a revocation without an answer is asked for again. */
const revokeTries = 2

/** Hands out the lease a new basket hangs on. */
export interface HoldLeases {
  /**
   * A lease with its full time before it. One is used again as long as every message on it was answered. It is in use
   * from now on: another window's opening may end in doubt before this one has its answer. Whoever opens calls `closed`
   * once the opening is over, whatever became of it.
   */
  forNewBasket(): Promise<string>
  /** A message on it had no answer: no further basket is put on it. */
  distrust(leaseId: string): void
  /** It is over, as an answer said: no further basket is opened on it. */
  over(leaseId: string): void
  opened(leaseId: string): void
  /**
   * A lease for one basket alone that is to stand for `forMs`: what a move puts it on. Nobody here revokes it before a
   * basket was opened on it, since the move may be carried out late.
   */
  forMovedBasket(forMs: number): Promise<string>
  /**
   * Sets a lease back to its full time. @returns how long a basket on it may stand from now on; nothing when a message
   * on it had no answer: such a lease is not renewed, lest what comes late lives on with it.
   * @throws ClusterFailure with the reason `lease-not-found` when it is over.
   */
  renew(leaseId: string): Promise<number | undefined>
  /** How long a basket on it may stand from now on; not above zero when the lease is over. */
  leftMs(leaseId: string): Promise<number>
  /** No message on it can have been carried out: it is of no use to anybody. */
  revoke(leaseId: string): void
  /** A basket on it, or the opening of one, is over. A distrusted lease without baskets is revoked, and takes what came late with it. */
  closed(leaseId: string): void
  /**
   * Resolves once nothing that comes late can hold a place on it: it was always answered, or is revoked. At once, too,
   * when other baskets hang on it, which end with it: what comes late is taken off it when the watch shows it.
   * @throws ClusterFailure when it could not be revoked
   */
  harmless(leaseId: string): Promise<void>
}

export function createHoldLeases(options: {
  connection: Connection
  clock: Clock
  holdTtlMs: () => number
  log: Log
}): HoldLeases {
  const { connection, clock, holdTtlMs, log } = options
  const oneAtATime = bulkhead(1, Number.MAX_SAFE_INTEGER)
  const again = retry(handleWhen(isUnanswered), {
    maxAttempts: revokeTries,
    backoff: new ConstantBackoff(100),
  })
  const baskets = new Map<string, number>()
  const distrusted = new Set<string>()
  const revocations = new Map<string, Promise<void>>()
  let current: { leaseId: string; renewedAt: number } | undefined

  const grant = async () => {
    const at = clock.monotonic()
    const leaseId = await connection.leases.grant(Math.ceil((holdTtlMs() + beyondHoldMs) / 1000))
    current = { leaseId, renewedAt: at }
    return leaseId
  }

  const revokeUnused = (leaseId: string) => {
    if (leaseId === current?.leaseId || (baskets.get(leaseId) ?? 0) > 0) return
    baskets.delete(leaseId)
    const revoked = revoke(leaseId)
    if (!distrusted.delete(leaseId)) return
    revocations.set(leaseId, revoked)
    revoked.finally(() => revocations.delete(leaseId)).catch(() => undefined)
  }

  const revoke = (leaseId: string): Promise<void> => {
    const revoked = revokeSurely(leaseId)
    revoked.catch((error: unknown) => {
      // It runs out by itself; until then its places stay on hold.
      log.warn({ 'event.action': 'lease-revoke-failed', err: error }, 'left a lease to run out')
    })
    return revoked
  }

  /** A lease that is revoked twice is revoked. */
  const revokeSurely = (leaseId: string) =>
    again.execute(async () => {
      try {
        await connection.leases.revoke(leaseId)
      } catch (error) {
        if (!(error instanceof ClusterFailure) || error.reason !== 'lease-not-found') throw error
      }
    })

  const inUse = (leaseId: string) => void baskets.set(leaseId, (baskets.get(leaseId) ?? 0) + 1)

  const currentOrNew = async (): Promise<string> => {
    if (!current) return grant()
    if (clock.monotonic() - current.renewedAt < freshForMs) return current.leaseId
    const { leaseId } = current
    const at = clock.monotonic()
    try {
      await connection.leases.renew(leaseId)
      current = { leaseId, renewedAt: at }
      return leaseId
    } catch (error) {
      if (!(error instanceof ClusterFailure)) throw error
      current = undefined
      revokeUnused(leaseId)
      return grant()
    }
  }

  return {
    forNewBasket: () =>
      oneAtATime.execute(async () => {
        const leaseId = await currentOrNew()
        inUse(leaseId)
        return leaseId
      }),
    forMovedBasket: forMs => connection.leases.grant(Math.ceil((forMs + beyondHoldMs) / 1000)),
    async renew(leaseId) {
      if (distrusted.has(leaseId)) return undefined
      const at = clock.monotonic()
      const seconds = await connection.leases.renew(leaseId)
      return seconds * 1000 - beyondHoldMs - (clock.monotonic() - at)
    },
    async leftMs(leaseId) {
      const at = clock.monotonic()
      const seconds = await connection.leases.timeToLive(leaseId)
      return seconds * 1000 - beyondHoldMs - (clock.monotonic() - at)
    },
    revoke: leaseId => void revoke(leaseId),
    distrust(leaseId) {
      distrusted.add(leaseId)
      if (current?.leaseId === leaseId) current = undefined
      revokeUnused(leaseId)
    },
    over(leaseId) {
      if (current?.leaseId === leaseId) current = undefined
    },
    opened: inUse,
    closed(leaseId) {
      baskets.set(leaseId, Math.max(0, (baskets.get(leaseId) ?? 0) - 1))
      revokeUnused(leaseId)
    },
    harmless: async leaseId => revocations.get(leaseId),
  }
}
