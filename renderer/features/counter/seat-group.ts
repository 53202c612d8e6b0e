import type { House } from '#shared/contract/events'
import type { Wanted } from '#shared/contract/selling'
import type { TicketLine } from '#shared/domain/order'
import { besideOf, type Seating, seatingOf } from '#shared/domain/why-best'
import type { Choice } from './choice'
import { type Gathering, type Group, useDesk } from './desk'
import { isNumbered } from './rules/account'
import { offerForZone, priceFor } from './rules/offers'
import { type PlaceId, placeOf, samePlace } from './rules/places'
import { seatedParts } from './rules/seat-parts'
import { currentBasket } from './till'

/*
 * The seats that the price keys chose together, as they stand in the basket and in the house.
 */

/** The group that these seats are, with how they sit now. */
export function groupOf(
  house: House,
  ticketType: string,
  accessible: number,
  seats: readonly PlaceId[],
): Group {
  const own = seats.map(placeOf)
  const seating = seatingIn(house, own)
  return { eventId: house.event.eventId, ticketType, accessible, places: own, seating }
}

/** How `seats` sit. `own`: what else is free for who asks. */
export function seatingIn(house: House, own: readonly PlaceId[], seats = own): Seating {
  const areas = new Set(seats.map(({ areaId }) => areaId))
  const parts = seatedParts(house, own).filter(({ areaId }) => areas.has(areaId))
  return seatingOf(parts, seats)
}

/** The tickets of the group that are still in the basket: a seat may have been dropped by hand. */
export function groupLines(group: Group | undefined): TicketLine[] {
  if (!group) return []
  return (currentBasket()?.lines ?? []).filter(line => group.places.some(place => samePlace(place, line)))
}

/** Seats beside those that were chosen by hand, for the keys that are gathered. */
export function seatsBeside(
  { house, offers }: Choice,
  { eventId, priceTypes, accessible }: Gathering,
): Wanted[] | undefined {
  const own = (currentBasket()?.lines ?? []).filter(line => line.eventId === eventId && isNumbered(line))
  const group = useDesk.getState().group
  const last = own.findLast(line => !group?.places.some(place => samePlace(place, line)))
  if (!last || accessible > 0) return undefined
  const found = besideOf(seatedParts(house, []), own, last, priceTypes.length)
  const wanted = found?.flatMap(({ areaId, slot, zone }, n): Wanted[] => {
    const offer = offerForZone(offers, zone)
    if (!offer || offer.whyNot) return []
    const { priceType } = priceFor(offer.type, priceTypes[n])
    return [{ pick: 'slot', eventId, areaId, slot, ticketType: offer.type.type, priceType }]
  })
  return wanted?.length === priceTypes.length ? wanted : undefined
}

/** Whether two wishes are for the same kind of seat: then they go together. */
export function sameWish(
  a: Pick<Gathering, 'eventId' | 'ticketType'>,
  b: Pick<Gathering, 'eventId' | 'ticketType'>,
) {
  return a.eventId === b.eventId && a.ticketType === b.ticketType
}
