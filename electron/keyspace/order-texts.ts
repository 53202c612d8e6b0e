import type { Order, Place } from '#shared/domain/order'
import { keptLines } from '#shared/domain/order-rules'
import { claimTextsOf } from './claim-texts'
import { claim, slotPart } from './inventory'
import { purchase } from './people'

/** The key of a place's claim. */
export function claimKey({ eventId, areaId, slot }: Place): string {
  return claim.key(eventId, areaId, slotPart(slot))
}

/** In which state an order's claims are, or undefined when it keeps no places. */
const claimStates = {
  paying: 'reservation',
  reserved: 'reservation',
  sold: 'sale',
  released: undefined,
  void: undefined,
} as const

/** The claims that belong to an order as it stands: key and text of each. */
export function claimsOf(order: Order): Map<string, string> {
  const state = claimStates[order.status]
  if (!state) return new Map()
  const { orderId, terminalId, sellerName } = order
  const text = claimTextsOf({ state, orderId, terminalId, sellerName })
  return new Map(keptLines(order).map(line => [claimKey(line), text(line)]))
}

/** The index of an order under its buyer, one entry for each event in it; none for an order without a buyer. */
export function purchasesOf(order: Order): Map<string, string> {
  const { buyer, orderId, number, status, startedAt, totalMinor, currency } = order
  if (buyer === undefined) return new Map()
  const purchases = new Map<string, string>()
  for (const eventId of new Set(order.lines.map(line => line.eventId))) {
    const tickets = new Map<string, { ticketType: string; priceType: string; quantity: number }>()
    for (const line of order.lines) {
      if (line.eventId !== eventId) continue
      const { ticketType, priceType } = line
      const kind = `${ticketType} ${priceType}`
      tickets.set(kind, { ticketType, priceType, quantity: (tickets.get(kind)?.quantity ?? 0) + 1 })
    }
    const summary = { orderId, number, status, at: startedAt, totalMinor, currency }
    purchases.set(
      purchase.key(buyer, eventId, orderId),
      purchase.encode({ ...summary, tickets: [...tickets.values()] }),
    )
  }
  return purchases
}
