import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '../../cluster/model'
import type { Facts } from './reading/facts'

/** A lease that has run out is taken away with its keys within this time; then it is over while keys hang on it. */
const patienceMs = 5_000

/**
 * The leases of baskets and holds that are over although their keys are still there now. One that has ended since the
 * keys were read took them along, and all is well.
 */
export async function findLeasesOver(
  connection: Connection,
  { baskets, claims }: Facts,
): Promise<Set<string>> {
  const hanging = new Map<string, string>()
  for (const [key, { leaseId }] of [...baskets, ...claims])
    if (leaseId !== undefined) hanging.set(leaseId, key)
  const over = new Set<string>()
  for (const [leaseId, key] of hanging) if (await isOver(connection, leaseId, key)) over.add(leaseId)
  return over
}

async function isOver(connection: Connection, leaseId: string, key: string): Promise<boolean> {
  for (const giveUpAt = performance.now() + patienceMs; ; await pause(250)) {
    if ((await connection.leases.timeToLive(leaseId)) > 0) return false
    if ((await connection.get(key))?.leaseId !== leaseId) return false
    if (performance.now() >= giveUpAt) return true
  }
}
