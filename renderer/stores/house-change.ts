import type { House, HouseArea, HouseChange } from '#shared/contract/events'
import { slotState, withSlots } from '#shared/domain/occupancy'
import { withStates } from './packed-section'

/** Several changes as one, in their order. */
export function changesTogether(changes: readonly HouseChange[]): HouseChange {
  const [first, ...more] = changes
  if (first && more.length === 0) return first
  const all: HouseChange = {}
  for (const { event, ticketTypes, slots } of changes) {
    if (event) all.event = event
    if (ticketTypes) all.ticketTypes = [...(all.ticketTypes ?? []), ...ticketTypes]
    for (const [areaId, own] of Object.entries(slots ?? {})) {
      all.slots ??= {}
      const known = all.slots[areaId]
      if (known) known.push(...own)
      else all.slots[areaId] = [...own]
    }
  }
  return all
}

/** `house` after what changed at one revision. Areas that did not change stay the same objects. */
export function withHouseChange(house: House, change: HouseChange): House {
  const { slots } = change
  const areas = slots
    ? house.areas.map(area => {
        const own = slots[area.area.areaId]
        return own ? withAreaSlots(area, own) : area
      })
    : house.areas
  return {
    ...{ ...house, event: change.event ?? house.event, areas },
    ticketTypes: change.ticketTypes ? withTypes(house.ticketTypes, change.ticketTypes) : house.ticketTypes,
  }
}

function withTypes(types: House['ticketTypes'], changed: House['ticketTypes']): House['ticketTypes'] {
  const edited = new Map(changed.map(type => [type.type, type]))
  const known = new Set(types.map(type => type.type))
  return [
    ...types.map(type => edited.get(type.type) ?? type),
    ...changed.filter(type => !known.has(type.type)),
  ].sort((a, b) => a.rank - b.rank)
}

type SlotChanges = NonNullable<HouseChange['slots']>[string]

function withAreaSlots(area: HouseArea, changes: SlotChanges): HouseArea {
  if (changes.length === 0) return area
  const holders = { ...area.holders }
  let { blocks } = area
  for (const [slot, state, by] of changes) {
    if (state === slotState.held && typeof by === 'string') holders[slot] = by
    else delete holders[slot]
    if (state === slotState.blocked && typeof by === 'object') blocks = { ...blocks, [slot]: by }
    else if (blocks?.[slot]) {
      const { [slot]: _, ...others } = blocks
      blocks = others
    }
  }
  return withStates(area, {
    ...(blocks && { blocks }),
    states: withSlots(
      area.states,
      changes.map(([slot, state]) => [slot, state] as const),
    ),
    holders,
  })
}
