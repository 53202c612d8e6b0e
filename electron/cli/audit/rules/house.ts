import { keyspace } from '../../../keyspace'
import type { Facts } from '../reading/facts'
import type { Rule } from '../rule'

const houseReferences: Rule<Facts> = {
  name: 'house-references',
  sentence:
    'Areas and ticket types are of events that there are; a seated area is of a section in the version it names, ' +
    'a ticket type for an area names one of its event.',
  *findings({ events, areas, sections, ticketTypes }) {
    for (const area of areas.values()) {
      if (!events.has(area.eventId)) yield { keys: [area.key], detail: `there is no event ${area.eventId}` }
      if (area.kind !== 'seated') continue
      const version = sections.get(area.sectionKey)?.version
      if (version !== area.sectionVersion)
        yield {
          keys: [area.key, area.sectionKey],
          detail: `names version ${area.sectionVersion}; there is ${version ?? 'none'}`,
        }
    }
    for (const [key, { eventId, areaId }] of ticketTypes) {
      if (!events.has(eventId)) yield { keys: [key], detail: `there is no event ${eventId}` }
      if (areaId !== undefined && !areas.has(keyspace.area.key(eventId, areaId)))
        yield { keys: [key], detail: `there is no area ${areaId}` }
    }
  },
}

export const houseRules = [houseReferences]
