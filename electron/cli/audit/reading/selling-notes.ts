import type { Order as StoredOrder, TicketLine } from '#shared/domain/order'
import { keyspace } from '../../../keyspace'
import { violationsOf } from '../rule'
import { orderRules } from '../rules'
import type { Line, Order, Owner } from './facts'
import { type NamedNote, type Notebook, noteOf } from './notes'
import type { Read } from './read'
import { recordKeyOf } from './record-key'

/** Who has which places, and who says so. */
export const sellingNotes: NamedNote[] = [
  noteOf(keyspace.claim, ({ key, parts, value, leaseId }, { facts, shared }) => {
    const [eventId = '', areaId = '', slot] = parts
    const place = { eventId: shared(eventId), areaId: shared(areaId), slot: Number(slot), leaseId }
    if (value.state === 'block') facts.claims.set(key, { ...place, state: value.state })
    else
      facts.claims.set(key, {
        ...place,
        state: value.state,
        owner:
          value.state === 'hold'
            ? keyspace.basket.key(value.terminalId, value.basketId)
            : keyspace.order.key(value.orderId),
        ticketType: shared(value.ticketType),
        priceType: shared(value.priceType),
      })
  }),

  noteOf(keyspace.basket, ({ key, value: { lines, currency }, leaseId }, book) => {
    const keeps = lines.map(line => lineOf(line, book))
    const byHand = byHandOf(lines)
    book.facts.baskets.set(key, { key, claimState: 'hold', keeps, byHand, currency, leaseId })
  }),

  noteOf(keyspace.order, function* (read, book) {
    const { key, value } = read
    if (value.status === 'abandoned') book.facts.tombstones.add(key)
    else {
      const order: Read<StoredOrder> = { ...read, value }
      yield* violationsOf(orderRules, order)
      book.facts.orders.set(key, orderOf(order, book))
    }
  }),
]

function lineOf({ eventId, areaId, slot, ticketType, priceType }: TicketLine, { shared }: Notebook): Line {
  return {
    eventId: shared(eventId),
    areaId: shared(areaId),
    slot,
    ticketType: shared(ticketType),
    priceType: shared(priceType),
  }
}

/** In which state an order's claims are, or undefined when it keeps no places. */
const claimStates: Record<StoredOrder['status'], Owner['claimState'] | undefined> = {
  paying: 'reservation',
  reserved: 'reservation',
  sold: 'sale',
  released: undefined,
  void: undefined,
}

function orderOf({ key, value }: Read<StoredOrder>, book: Notebook): Order {
  const { orderId, number, status, terminalId, buyer, startedAt, currency, totalMinor } = value
  const exchangedMinor = (value.exchanges ?? []).reduce(
    (sum, { differenceMinor }) => sum + differenceMinor,
    0,
  )
  const lines = value.lines.map(line => lineOf(line, book))
  const claimState = claimStates[status]
  return {
    ...{ key, orderId, number, status, terminalId, buyer, startedAt, currency, totalMinor, lines },
    soldBy: value.settledBy ?? terminalId,
    soldForMinor: totalMinor - exchangedMinor,
    claimState: claimState ?? 'sale',
    keeps: claimState ? withoutReturned(lines, value.refunds) : [],
    byHand: byHandOf(value.lines),
    steps: (value.steps ?? []).map(({ terminalId: at, record, action, operationId }) => ({
      ...{ recordKey: recordKeyOf(at, record), action: book.shared(action), operationId },
    })),
    operations: value.operations,
    receipts: [...receiptsOf(value.payments), ...receiptsOf(value.refunds)],
    invoice: value.invoice?.number,
    vouchers: vouchersOf(value),
    giftPayments: giftPaymentsOf(value),
  }
}

const byHandOf = (lines: readonly TicketLine[]) =>
  lines.flatMap(({ repriced }) =>
    repriced ? [{ approvedBy: repriced.approvedBy, reason: repriced.reason }] : [],
  )

/** The lines whose places no refund has given back; one that was bought again after that is there once more. */
function withoutReturned(lines: Line[], refunds: StoredOrder['refunds']): Line[] {
  if (refunds.length === 0) return lines
  const nameOf = ({ eventId, areaId, slot }: Pick<Line, 'eventId' | 'areaId' | 'slot'>) =>
    [eventId, areaId, slot].join()
  const returned = new Map<string, number>()
  for (const place of refunds.flatMap(refund => refund.lines))
    returned.set(nameOf(place), (returned.get(nameOf(place)) ?? 0) + 1)
  return lines.filter(line => {
    const times = returned.get(nameOf(line)) ?? 0
    returned.set(nameOf(line), times - 1)
    return times <= 0
  })
}

/** Money that moved in one step stands on one receipt, however many parts it has. */
function receiptsOf(moved: readonly { receipt?: string | undefined }[]): string[] {
  return [...new Set(moved.flatMap(({ receipt }) => receipt ?? []))]
}

/**
 * What was taken from gift cards, and below zero what was credited to them. Beside a device's payment it is taken when
 * that begins, and off the card while it is pending.
 */
function giftPaymentsOf({ payments, refunds }: StoredOrder): Order['giftPayments'] {
  const taken = payments.filter(
    ({ method, status }) => method === 'gift' && ['pending', 'captured'].includes(status),
  )
  const credited = refunds.filter(({ method }) => method === 'gift')
  return [
    ...taken.map(({ reference = '', amountMinor }) => ({ code: reference, amountMinor })),
    ...credited.map(({ reference = '', amountMinor }) => ({ code: reference, amountMinor: -amountMinor })),
  ]
}

function vouchersOf({ discounts, payments }: StoredOrder): string[] {
  const paidWith = payments.filter(({ method, status }) => method === 'voucher' && status === 'captured')
  return [
    ...new Set([
      ...discounts.flatMap(({ code }) => code ?? []),
      ...paidWith.flatMap(({ reference }) => reference ?? []),
    ]),
  ]
}
