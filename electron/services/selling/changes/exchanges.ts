import type { Order, Place, TicketLine } from '#shared/domain/order'
import { isSamePlace, withLinesInstead } from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../../cluster/model'
import { put, remove } from '../../../cluster/txn'
import { keyspace } from '../../../keyspace'
import type { OpenBasket, OpenBaskets } from '../open-baskets'
import type { Seller } from '../seller'
import { withoutAsked } from './asked-cards'
import { giftsSpent } from './gifts'
import { isDone, type Other, opsOf, orderKey, type PlanStep } from './order-step'
import { creditOf, moneyBack, placeOf, requireKept, requireLeft, requireStatus } from './refunds'
import { withHigherIssue, withNewPaper } from './reissue'
import { paymentsOf, type RefundMethod, requirePaid, type Tender } from './tenders'

/**
 * How many tickets one order may exchange in all. It keeps what was exchanged, and has to fit beside its claims into the
 * 1.5 MiB that etcd takes in one request.
 */
const exchangedAtMost = 10_000

/**
 * Tickets against others, which a basket of this terminal holds: an exchange, a reseat where they cost the same, an
 * upgrade where they cost more. The difference is paid or given back in the same transaction.
 * @throws Refusal `LIMIT_EXCEEDED` for an order that was exchanged so often that it cannot keep one more;
 * `REFUND_TOO_HIGH` where less than the difference is left of what was taken, since more was given back before
 */
export function exchangePlan(
  connection: Connection,
  by: Seller,
  baskets: OpenBaskets,
  step: {
    operationId: string
    from: readonly Place[]
    basket: OpenBasket
    payments: readonly Tender[]
    /** Where the difference goes when the new tickets cost less. */
    to: RefundMethod
  },
): PlanStep {
  const { operationId, from, basket, payments, to } = step
  return async (order, numbers) => {
    requireStatus(order, 'sold')
    if (basket.stored.currency !== order.currency) throw new Refusal('ONE_CURRENCY', {})
    const given = requireKept(order, from)
    const taken = basket.stored.lines
    const exchangedBefore = (order.exchanges ?? []).reduce((sum, one) => sum + tickets(one), 0)
    if (exchangedBefore + tickets({ from: given, to: taken }) > exchangedAtMost)
      throw new Refusal('LIMIT_EXCEEDED', { name: 'the exchanges of one order', limit: exchangedAtMost })
    const account = withLinesInstead(order, given, withNewPaper(order, taken))
    const differenceMinor = account.totalMinor - order.totalMinor
    requireLeft(order, -differenceMinor)
    requirePaid(payments, Math.max(0, differenceMinor), order.currency)
    const at = { at: numbers.at, by: by.username }
    const exchange = { operationId, from: given, to: taken.map(placeOf), differenceMinor, ...at }
    const next: Order = {
      ...order,
      ...account,
      exchanges: [...(order.exchanges ?? []), exchange],
    }
    if (differenceMinor > 0) {
      const money = { status: 'captured' as const, receipt: numbers.receipt(), at: numbers.at }
      next.payments = [...withoutAsked(order, payments), ...paymentsOf(payments, operationId, money)]
    }
    if (differenceMinor < 0) {
      const refund = { refundId: `${operationId}.1`, operationId, amountMinor: -differenceMinor, lines: [] }
      next.refunds = [...order.refunds, { ...refund, by: by.username, ...moneyBack(to, numbers) }]
    }
    return {
      order: next,
      action: 'exchange',
      detail: { differenceMinor, currency: order.currency, from: given.length, to: taken.length },
      others: [
        basketOf(baskets, basket),
        ...(await giftsSpent(connection, payments, order.currency)),
        ...(differenceMinor < 0
          ? await creditOf(connection, order, [{ to, amountMinor: -differenceMinor }])
          : []),
      ],
    }
  }
}

/** How many tickets an exchange is about: as many as it gives, or takes, whichever is more. */
const tickets = ({ from, to }: { from: readonly unknown[]; to: readonly unknown[] }) =>
  Math.max(from.length, to.length)

/** The basket whose places the order takes over. */
function basketOf(baskets: OpenBaskets, basket: OpenBasket): Other {
  return {
    key: basket.key,
    modRevision: basket.modRevision,
    ops: [remove(basket.key)],
    refused: now => baskets.moved(basket, now),
  }
}

/**
 * Two customers change seats: each order keeps its prices, and gets the place of the other. Both must be tickets of one
 * type of one event. Both orders are compared, and both carry the step's id.
 */
export function swapPlan(
  connection: Connection,
  step: { operationId: string; place: Place; with: { orderId: string; place: Place } },
): PlanStep {
  const { operationId, place, with: other } = step
  return async (order, { mark }) => {
    requireStatus(order, 'sold')
    const kv = await connection.get(orderKey(other.orderId))
    const second = kv && keyspace.order.edit(kv)
    if (!kv || !second || second.status === 'abandoned' || second.orderId === order.orderId)
      throw new Refusal('NOT_FOUND', { what: 'order', id: other.orderId })
    requireStatus(second, 'sold')
    const [mine] = requireKept(order, [place])
    const [theirs] = requireKept(second, [other.place])
    if (!mine || !theirs || mine.eventId !== theirs.eventId || mine.ticketType !== theirs.ticketType)
      throw new Refusal('NOT_ITS_TICKETS', { number: second.number, places: [other.place] })
    const after = withPlaceOf(order, mine, theirs)
    const done = isDone(second, operationId)
    const operations = done ? second.operations : [...second.operations, operationId]
    const steps = [...(second.steps ?? []), ...(done ? [] : [mark('swap')])]
    const secondAfter = { ...withPlaceOf(second, theirs, mine), operations, steps }
    return {
      order: after,
      action: 'swap',
      detail: { with: second.number, place: mine.placeLabel, other: theirs.placeLabel },
      others: [
        {
          key: kv.key,
          modRevision: kv.modRevision,
          ops: [put(kv.key, keyspace.order.encode(secondAfter)), ...opsOf(second, secondAfter)],
        },
      ],
    }
  }
}

/** `order` with the place of `theirs` on its line `mine`; what was paid for it stays, and it gets a new paper. */
function withPlaceOf(order: Order, mine: TicketLine, theirs: TicketLine): Order {
  const { areaId, slot, areaName, placeLabel } = theirs
  const at = order.lines.findLastIndex(line => isSamePlace(line, mine))
  const moved = withHigherIssue(order, { ...mine, areaId, slot, areaName, placeLabel })
  // Where it gave that very place back before, the later of the two lines is the one it keeps.
  const lines = order.lines.some(line => isSamePlace(line, theirs))
    ? [...order.lines.toSpliced(at, 1), moved]
    : order.lines.with(at, moved)
  return { ...order, lines }
}
