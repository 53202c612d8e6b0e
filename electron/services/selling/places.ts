import type { Area } from '#shared/domain/event'
import type { Section } from '#shared/domain/venue'
import { keyspace } from '../../keyspace'
import type { HouseState, ReplicaState } from '../../replica'

/** A slot that is there. `zone`: the price zone of a seat; none in general admission. */
export interface PlaceFound {
  area: Area
  zone: string | undefined
  placeLabel: string
}

/** What `slot` of `areaId` is, as this terminal knows the house; undefined when there is no such place. */
export function placeAt(
  state: ReplicaState,
  house: HouseState,
  { areaId, slot }: { areaId: string; slot: number },
): PlaceFound | undefined {
  const area = house.areas.get(areaId)?.area?.value
  if (!area || slot >= area.capacity) return undefined
  if (area.kind === 'general-admission') return { area, zone: undefined, placeLabel: area.name }
  const section = state.sections.get(keyspace.section.key(area.venueId, area.sectionId))?.value
  const seat = section && seatsOf(section).get(slot)
  return seat && { area, ...seat }
}

const seatIndex = new WeakMap<Section, Map<number, { zone: string; placeLabel: string }>>()

function seatsOf(section: Section) {
  let index = seatIndex.get(section)
  if (!index) {
    index = new Map()
    for (const row of section.rows)
      for (const { slot, zone, label } of row.seats)
        index.set(slot, { zone, placeLabel: `Row ${row.label}, seat ${label}` })
    seatIndex.set(section, index)
  }
  return index
}
