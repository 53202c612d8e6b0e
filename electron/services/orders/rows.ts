import type { BuyerName, OrderRow } from '#shared/contract/find-orders'
import type { Order } from '#shared/domain/order'
import { keptLines, returnedMinor } from '#shared/domain/order-rules'

/** How many places of an event a list names. */
const namedPlaces = 8

/** An order as it stands in a list. */
export function orderRow(order: Order, matched: OrderRow['matched'], buyer: BuyerName | undefined): OrderRow {
  const { orderId, number, status, startedAt, terminalId, sellerName, totalMinor, currency } = order
  const due = dueBackMinor(order)
  return {
    ...{ orderId, number, status, matched, startedAt, terminalId, sellerName, totalMinor, currency },
    ...(buyer && { buyer }),
    ...(order.customerName && { customerName: order.customerName }),
    events: eventsOf(order),
    returnedMinor: returnedMinor(order) - due.ofRefunds,
    dueBackMinor: due.ofRefunds + due.ofPayments,
  }
}

/** Money that has to go back and has not, in minor units. */
function dueBackMinor({ refunds, payments }: Order) {
  const sum = (parts: readonly { amountMinor: number }[]) =>
    parts.reduce((total, { amountMinor }) => total + amountMinor, 0)
  return {
    ofRefunds: sum(refunds.filter(({ status }) => status === 'due')),
    ofPayments: sum(payments.filter(({ status }) => status === 'refund-due')),
  }
}

function eventsOf(order: Order): OrderRow['events'] {
  const kept = keptLines(order)
  const events = new Map<string, OrderRow['events'][number]>()
  // Of an order that keeps nothing any more: what it was about.
  for (const line of kept.length > 0 ? kept : order.lines) {
    const { eventId, eventName, eventStart, areaName, placeLabel } = line
    const event = events.get(eventId) ?? { eventId, eventName, eventStart, areaName, places: [], tickets: 0 }
    events.set(eventId, event)
    event.tickets++
    if (event.places.length < namedPlaces) event.places.push(placeLabel)
  }
  return [...events.values()]
}
