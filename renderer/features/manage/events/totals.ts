import type { House } from '#shared/contract/events'
import { countSlots, type SlotState, slotState } from '#shared/domain/occupancy'

/** The slots of an event by what became of them; `sold` counts those reserved, too. */
export interface Totals {
  capacity: number
  left: number
  sold: number
  held: number
  blocked: number
}

/** Counts them over all areas. */
export function totalsOf({ areas }: House): Totals {
  const of = (state: SlotState) => areas.reduce((sum, { states }) => sum + countSlots(states, state), 0)
  return {
    capacity: areas.reduce((sum, { area }) => sum + area.capacity, 0),
    left: of(slotState.free),
    sold: of(slotState.sold) + of(slotState.reserved),
    held: of(slotState.held),
    blocked: of(slotState.blocked),
  }
}
