import { type Offer, offerForZone } from './offers'

/** A ticket type and the zones of a plan whose seats are sold as it: they cost the same, and have one colour. */
export interface SeatOffer {
  offer: Offer
  zones: readonly string[]
}

/** The zones of a plan by what their seats are sold as, in the order of the offers; zones nobody sells are left out. */
export function seatOffersOf(zones: readonly string[], offers: readonly Offer[]): SeatOffer[] {
  return offers.flatMap(offer => {
    const own = zones.filter(zone => offerForZone(offers, zone) === offer)
    return own.length > 0 ? [{ offer, zones: own }] : []
  })
}
