import type { House } from '#shared/contract/events'
import type { SeatedPart } from '#shared/domain/best-available'
import { slotState } from '#shared/domain/occupancy'
import type { PlaceId } from './places'

/** The seated parts of a house, as the rule for the best seats takes them. `own` are free for who asks. */
export function seatedParts({ event, areas, stages }: House, own: readonly PlaceId[]): SeatedPart[] {
  return areas.flatMap(({ area: { areaId }, section, states }) => {
    if (!section) return []
    const mine = new Set(
      own.filter(p => p.eventId === event.eventId && p.areaId === areaId).map(({ slot }) => slot),
    )
    return [
      {
        ...{ areaId, section, stage: stages.find(({ stageId }) => stageId === section.stageId) },
        isFree: (slot: number) => mine.has(slot) || states[slot] === slotState.free,
      },
    ]
  })
}
