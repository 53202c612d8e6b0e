import type { AreaCounts } from '#shared/contract/system'
import type { ReplicaState } from './state'

/** How many slots of each area are taken, and how, as this terminal shows it. Areas without a claim are left out. */
export function countsOf(state: ReplicaState): AreaCounts[] {
  const counts: AreaCounts[] = []
  for (const [eventId, house] of state.houses)
    for (const [areaId, { claims }] of house.areas) {
      const { held, reserved, sold, blocked } = claims.counts
      if (held + reserved + sold + blocked > 0)
        counts.push({ eventId, areaId, held, reserved, sold, blocked })
    }
  return counts
}
