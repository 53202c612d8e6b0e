import type { House } from '#shared/contract/events'
import { type Price, type TicketType, whyNotOnSale } from '#shared/domain/event'
import { countSlots, slotState } from '#shared/domain/occupancy'

/** A ticket type as the counter offers it now: `whyNot` says why it cannot be sold. */
export interface Offer {
  type: TicketType
  whyNot: ReturnType<typeof whyNotOnSale>
}

/** The ticket types of a house, in the order they stand on the screen. */
export function offersOf(house: Pick<House, 'event' | 'ticketTypes'>, nowMs: number): Offer[] {
  return [...house.ticketTypes]
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
    .map(type => ({ type, whyNot: whyNotOnSale(house.event, type, nowMs) }))
}

/** The offer a seat of `zone` is sold as: the first one on sale for it, else the first that is not. */
export function offerForZone(offers: readonly Offer[], zone: string): Offer | undefined {
  const selling = offers.filter(({ type }) => type.sells.by === 'zones' && type.sells.zones.includes(zone))
  return selling.find(offer => !offer.whyNot) ?? selling[0]
}

/** What is chosen of `offers`: the one named, else the first that is on sale, else the first. */
export function chosenOffer(offers: readonly Offer[], type: string | undefined): Offer | undefined {
  return offers.find(offer => offer.type.type === type) ?? offers.find(offer => !offer.whyNot) ?? offers[0]
}

/** The function keys a keyboard has for prices. */
export const priceKeyCount = 8

/**
 * The price types on F1 to F8. All types of the house share them as far as they fit, so that a hand finds adult on
 * the same key whatever is chosen; else they are those of `chosen`.
 */
export function priceKeys(
  offers: readonly Offer[],
  chosen: TicketType | undefined,
): Pick<Price, 'priceType' | 'name'>[] {
  const shared = new Map<string, Pick<Price, 'priceType' | 'name'>>()
  for (const { type } of offers)
    for (const { priceType, name } of type.prices)
      if (!shared.has(priceType)) shared.set(priceType, { priceType, name })
  return shared.size <= priceKeyCount ? [...shared.values()] : (chosen?.prices.slice(0, priceKeyCount) ?? [])
}

/** What `type` costs as `priceType`; without one, or where the type has none such, its first price. */
export function priceFor(type: TicketType, priceType?: string): Price {
  const price = type.prices.find(candidate => candidate.priceType === priceType) ?? type.prices[0]
  if (!price) throw new Error(`The ticket type ${type.type} has no price`)
  return price
}

/** How many places a general-admission offer has, and how many are left; undefined for numbered seats. */
export function placesOf(
  type: TicketType,
  areas: House['areas'],
): { capacity: number; left: number } | undefined {
  const { sells } = type
  const found = sells.by === 'area' ? areas.find(({ area }) => area.areaId === sells.areaId) : undefined
  return found && { capacity: found.area.capacity, left: countSlots(found.states, slotState.free) }
}
