import { keyspace } from '../../../keyspace'
import { type NamedNote, noteOf } from './notes'

/** What there is to sell. */
export const houseNotes: NamedNote[] = [
  noteOf(keyspace.event, ({ value }, { facts }) => {
    facts.events.set(value.eventId, value.currency)
  }),

  noteOf(keyspace.area, ({ key, value }, { facts }) => {
    const { eventId, areaId, capacity } = value
    const area = { key, eventId, areaId, capacity }
    if (value.kind === 'general-admission') facts.areas.set(key, { ...area, kind: value.kind })
    else {
      const { kind, venueId, sectionId, sectionVersion } = value
      const sectionKey = keyspace.section.key(venueId, sectionId)
      facts.areas.set(key, { ...area, kind, sectionKey, sectionVersion })
    }
  }),

  noteOf(keyspace.section, ({ key, value: { version, rows } }, { facts }) => {
    const zones = new Map(
      rows.flatMap(row => row.seats.map(({ slot, zone }): [number, string] => [slot, zone])),
    )
    facts.sections.set(key, { version, zones })
  }),

  noteOf(keyspace.ticketType, ({ key, value: { eventId, sells, prices } }, { facts, shared }) => {
    facts.ticketTypes.set(key, {
      eventId,
      areaId: sells.by === 'area' ? sells.areaId : undefined,
      zones: sells.by === 'zones' ? sells.zones.map(shared) : [],
      priceTypes: prices.map(({ priceType }) => shared(priceType)),
    })
  }),
]
