import { claimKeyOf, type Facts } from '../reading/facts'
import type { Rule } from '../rule'

const basketLease: Rule<Facts> = {
  name: 'basket-lease',
  sentence: 'A basket and its holds hang on the same lease.',
  *findings({ baskets, claims }) {
    for (const { key, keeps, leaseId } of baskets.values())
      for (const line of keeps) {
        const claimKey = claimKeyOf(line)
        const claim = claims.get(claimKey)
        // A claim of somebody else, and keys without a lease, are against other rules.
        if (claim?.state !== 'hold' || claim.owner !== key) continue
        if (claim.leaseId === undefined || leaseId === undefined || claim.leaseId === leaseId) continue
        yield { keys: [claimKey, key], detail: `lease ${claim.leaseId}, and its basket on ${leaseId}` }
      }
  },
}

const leaseOver: Rule<Facts> = {
  name: 'lease-over',
  sentence: 'A lease that keys hang on is alive.',
  *findings({ baskets, claims, leasesOver }) {
    const hanging = new Map<string, string[]>([...leasesOver].map(leaseId => [leaseId, []]))
    for (const { key, leaseId = '' } of baskets.values()) hanging.get(leaseId)?.push(key)
    for (const [key, { leaseId = '' }] of claims) hanging.get(leaseId)?.push(key)
    for (const [leaseId, keys] of hanging)
      if (keys.length > 0) yield { keys, detail: `lease ${leaseId} is over, and they are still there` }
  },
}

export const leaseRules = [basketLease, leaseOver]
