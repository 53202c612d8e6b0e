import type { Order, Refund, TicketLine } from '#shared/domain/order'

const line = (slot: number): TicketLine => ({
  ...{ eventId: 'recital', areaId: 'hall', slot, areaName: 'Hall', placeLabel: `Row A, seat ${slot + 1}` },
  ...{ eventName: 'A Recital', eventStart: '2026-11-28T19:00:00Z', ticketType: 'hall', ticketName: 'Hall' },
  ...{ priceType: 'adult', priceName: 'Adult', priceMinor: 40_00 },
})

/** Two seats, sold for cash at six in the evening. */
export function anOrder(more: Partial<Order> = {}): Order {
  return {
    ...{ orderId: 'order-1', number: 'T01-000001', status: 'sold', terminalId: 'T01' },
    ...{ seller: 'nora', sellerName: 'Nora Keane', currency: 'EUR', totalMinor: 80_00 },
    ...{ startedAt: '2026-11-21T18:00:00Z', settledAt: '2026-11-21T18:00:00Z' },
    lines: [line(0), line(1)],
    discounts: [],
    fees: [],
    taxes: [],
    payments: [
      {
        ...{ paymentId: 'order-1.1', method: 'cash', status: 'captured', amountMinor: 80_00 },
        ...{ tenderedMinor: 100_00, receipt: 'T01-R000001', at: '2026-11-21T18:00:00Z' },
      },
    ],
    refunds: [],
    operations: [],
    ...more,
  }
}

export function aRefund(more: Partial<Refund> = {}): Refund {
  return {
    ...{ refundId: 'step-1.1', operationId: 'step-1', method: 'cash', amountMinor: 40_00, lines: [] },
    ...{ receipt: 'T01-R000002', at: '2026-11-21T18:05:00Z', by: 'mira', ...more },
  }
}
