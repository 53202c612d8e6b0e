import type { TicketLine } from '#shared/domain/order'
import type { Picked } from '../rules/picks'

/** A held seat, `Row F, seat 9` for slot 9. */
export function heldSeat(slot: number, more: Partial<TicketLine> = {}): TicketLine {
  return {
    eventId: 'suites',
    areaId: 'stalls',
    slot,
    areaName: 'Stalls centre',
    placeLabel: `Row F, seat ${slot}`,
    eventName: 'Winter Suites',
    eventStart: '2026-11-20T18:30:00Z',
    ticketType: 'zone-a',
    ticketName: 'A',
    priceType: 'adult',
    priceName: 'Adult',
    priceMinor: 6_800,
    ...more,
  }
}

/** A held place of general admission. */
export function heldPlace(slot: number, more: Partial<TicketLine> = {}): TicketLine {
  return heldSeat(slot, {
    ...{
      areaId: 'floor',
      areaName: 'Floor',
      placeLabel: 'Floor',
      ticketType: 'floor',
      ticketName: 'Floor standing',
    },
    priceMinor: 2_800,
    ...more,
  })
}

/** Places that were picked and are not held. */
export function picked(count: number, more: Partial<Picked> = {}): Picked {
  return {
    eventId: 'suites',
    eventName: 'Winter Suites',
    eventStart: '2026-11-20T18:30:00Z',
    currency: 'EUR',
    areaName: 'Floor',
    ticketType: 'floor',
    ticketName: 'Floor standing',
    priceType: 'adult',
    priceName: 'Adult',
    priceMinor: 2_800,
    count,
    ...more,
  }
}
