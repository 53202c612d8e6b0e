import type { HouseArea } from '#shared/contract/events'
import { type SlotState, slotState } from '#shared/domain/occupancy'

type Counts = Readonly<Record<SlotState, number>>

const counted = new WeakMap<object, Counts>()

/** How many slots of an area are in each state; counted once in an area that did not change. */
function countsOf(area: Pick<HouseArea, 'states'>): Counts {
  const known = counted.get(area)
  if (known) return known
  const counts: Record<SlotState, number> = { '.': 0, h: 0, r: 0, s: 0, b: 0 }
  for (let slot = 0; slot < area.states.length; slot++) {
    const state = area.states[slot]
    if (isState(state)) counts[state]++
  }
  counted.set(area, counts)
  return counts
}

/** How many slots of all areas are in one of `states`. */
export function placesIn(areas: readonly Pick<HouseArea, 'states'>[], ...states: SlotState[]): number {
  return areas.reduce((sum, area) => states.reduce((more, state) => more + countsOf(area)[state], sum), 0)
}

const known = new Set<string | undefined>(Object.values(slotState))

function isState(state: string | undefined): state is SlotState {
  return known.has(state)
}
