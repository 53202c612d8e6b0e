import { keyspace } from '../../../keyspace'
import { type Area, type Claim, type Facts, zoneAt } from '../reading/facts'
import type { Rule } from '../rule'

const areaOf = (facts: Facts, { eventId, areaId }: Claim): Area | undefined =>
  facts.areas.get(keyspace.area.key(eventId, areaId))

const claimPlace: Rule<Facts> = {
  name: 'claim-place',
  sentence: "A claim's slot is one of its area: a seat of its section, or a number below its capacity.",
  *findings(facts) {
    for (const [key, claim] of facts.claims) {
      const area = areaOf(facts, claim)
      if (!area) yield { keys: [key], detail: `there is no area ${claim.areaId} in event ${claim.eventId}` }
      else if (area.kind === 'general-admission' && claim.slot >= area.capacity)
        yield { keys: [key, area.key], detail: `${area.key} ends before number ${area.capacity}` }
      else if (area.kind === 'seated' && knowsSeats(facts, area)) {
        if (zoneAt(facts, area, claim.slot) === undefined)
          yield { keys: [key, area.sectionKey], detail: `${area.sectionKey} has no seat ${claim.slot}` }
      }
    }
  },
}

const claimTicketType: Rule<Facts> = {
  name: 'claim-ticket-type',
  sentence:
    "A claim's ticket type is one of its event, sells its slot, and has its price type or had it once.",
  *findings(facts) {
    const offered = (typeKey: string, { priceTypes }: { priceTypes: string[] }) => [
      ...priceTypes,
      ...(facts.pricesRemoved.get(typeKey) ?? []),
    ]
    for (const [key, claim] of facts.claims) {
      if (claim.state === 'block') continue
      const typeKey = keyspace.ticketType.key(claim.eventId, claim.ticketType)
      const type = facts.ticketTypes.get(typeKey)
      const area = areaOf(facts, claim)
      if (!type) yield { keys: [key, typeKey], detail: `there is no ${typeKey}` }
      else if (area && !sells(facts, type, area, claim.slot))
        yield { keys: [key, typeKey], detail: `${typeKey} does not sell this place` }
      else if (!offered(typeKey, type).includes(claim.priceType))
        yield { keys: [key, typeKey], detail: `${typeKey} has no price for ${claim.priceType}` }
    }
  },
}

const capacity: Rule<Facts> = {
  name: 'capacity',
  sentence: 'No area has more claims than its capacity.',
  *findings(facts) {
    const claimed = new Map<Area, number>()
    for (const claim of facts.claims.values()) {
      const area = areaOf(facts, claim)
      if (area) claimed.set(area, (claimed.get(area) ?? 0) + 1)
    }
    for (const [area, count] of claimed)
      if (count > area.capacity)
        yield { keys: [area.key], detail: `${count} claims, and a capacity of ${area.capacity}` }
  },
}

/** Whether the section is there in the area's version; else its seats cannot be judged. */
function knowsSeats(facts: Facts, area: Area & { kind: 'seated' }): boolean {
  return facts.sections.get(area.sectionKey)?.version === area.sectionVersion
}

function sells(
  facts: Facts,
  type: { areaId: string | undefined; zones: string[] },
  area: Area,
  slot: number,
): boolean {
  if (area.kind === 'general-admission') return type.areaId === area.areaId
  if (!knowsSeats(facts, area)) return true
  const zone = zoneAt(facts, area, slot)
  // No such seat: that is against `claim-place`.
  return zone === undefined || type.zones.includes(zone)
}

export const placeRules = [claimPlace, claimTicketType, capacity]
