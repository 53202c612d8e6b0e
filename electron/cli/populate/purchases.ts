import { v7 } from 'uuid'
import type { TicketLine } from '#shared/domain/order'
import type { PastSale } from '../../demo/books'
import type { Random } from '../../demo/random'
import { type EventOnSale, leftOf, type Offer } from './events'
import type { Till } from './people'

/** The most tickets of one type in a purchase, and how often a second type is bought with the first. */
const ticketsAtOnce = 6
const secondTypeShare = 0.2
const cashShare = 0.4

/** A purchase of tickets that are left for `onSale`, which it takes. */
export function drawPurchase(
  onSale: EventOnSale,
  who: { till: Till; buyer: string | undefined; atMs: number },
  random: Random,
): PastSale {
  const { event } = onSale
  const available = random.shuffled(onSale.offers.filter(({ capacity, sold }) => sold < capacity))
  const chosen = available.slice(0, random.next() < secondTypeShare ? 2 : 1)
  const lines = chosen.flatMap(offer => drawLines(onSale, offer, random))
  const totalMinor = lines.reduce((sum, line) => sum + line.priceMinor, 0)
  const at = new Date(who.atMs).toISOString()
  return {
    orderId: v7({ msecs: who.atMs, random: random.bytes(16) }),
    startedAt: at,
    settledAt: at,
    seller: who.till.seller.username,
    sellerName: who.till.seller.name,
    buyer: who.buyer,
    currency: event.currency,
    lines,
    paid:
      random.next() < cashShare
        ? { method: 'cash', tenderedMinor: totalMinor }
        : { method: 'card', cardLastFour: String(random.below(10_000)).padStart(4, '0') },
  }
}

/** An event that still has tickets, the popular ones more often; undefined when all are sold out. */
export function chooseEvent(events: readonly EventOnSale[], random: Random): EventOnSale | undefined {
  const open = events.filter(event => leftOf(event) > 0)
  return open.length > 0 ? random.weighted(open, ({ popularity }) => popularity) : undefined
}

function drawLines({ event }: EventOnSale, offer: Offer, random: Random): TicketLine[] {
  const { ticketType, areaId, areaName } = offer
  const { eventId, name: eventName, start: eventStart } = event
  const quantity = Math.min(1 + random.below(ticketsAtOnce), offer.capacity - offer.sold)
  return Array.from({ length: quantity }, (): TicketLine => {
    const { priceType, name: priceName, priceMinor } = random.pick(ticketType.prices)
    const { slot, placeLabel } = offer.place(offer.sold++)
    const { type, name: ticketName } = ticketType
    // Written out: this is where most of the time goes that a million keys take.
    return {
      eventId,
      areaId,
      slot,
      areaName,
      placeLabel,
      eventName,
      eventStart,
      ticketType: type,
      ticketName,
      priceType,
      priceName,
      priceMinor,
    }
  })
}
