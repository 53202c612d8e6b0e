import { keyspace } from '../../../keyspace'
import { type Facts, type Order, purchaseText } from '../reading/facts'
import type { Rule } from '../rule'

const purchaseIndex: Rule<Facts> = {
  name: 'purchase-index',
  sentence:
    'An order with a buyer has one purchase for each event in it, which says what the order says; there is no other.',
  *findings({ orders, purchases }) {
    const expected = new Set<string>()
    for (const order of orders.values()) {
      for (const [purchaseKey, text] of purchasesOf(order)) {
        expected.add(purchaseKey)
        const found = purchases.get(purchaseKey)
        if (found === undefined)
          yield { keys: [order.key, purchaseKey], detail: `there is no ${purchaseKey}` }
        else if (found !== text)
          yield { keys: [purchaseKey, order.key], detail: `says "${found}", and its order "${text}"` }
      }
    }
    for (const purchaseKey of purchases.keys())
      if (!expected.has(purchaseKey))
        yield { keys: [purchaseKey], detail: 'there is no such order of this buyer for this event' }
  },
}

/** The purchases that an order must have, and what they say: everything in it of one event. */
function* purchasesOf(order: Order): Generator<[purchaseKey: string, text: string]> {
  const { buyer, orderId, startedAt: at, lines } = order
  if (buyer === undefined) return
  for (const eventId of new Set(lines.map(line => line.eventId))) {
    const tickets = new Map<string, { ticketType: string; priceType: string; quantity: number }>()
    for (const line of lines) {
      if (line.eventId !== eventId) continue
      const { ticketType, priceType } = line
      const name = `${ticketType} ${priceType}`
      tickets.set(name, { ticketType, priceType, quantity: (tickets.get(name)?.quantity ?? 0) + 1 })
    }
    const text = purchaseText({ ...order, at, tickets: [...tickets.values()] })
    yield [keyspace.purchase.key(buyer, eventId, orderId), text]
  }
}

export const purchaseRules = [purchaseIndex]
