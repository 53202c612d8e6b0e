import type { OrderView } from '#shared/contract/find-orders'
import type { Order, OrderStep, Payment, Refund } from '#shared/domain/order'

/** How an order began. */
type Beginning = 'sold' | 'reserved' | 'invoiced' | 'payment-begun'

/** Something that happened to an order, in its own terms; the page puts it into words. */
export interface Happening {
  id: string
  at: string
  /** How it began, or what the audit trail calls a step. */
  what: Beginning | (string & {})
  /** A name where it is known, else the username. */
  who: string
  terminalId: string | undefined
  payments: Payment[]
  refunds: Refund[]
  tickets: number | undefined
  /** Whose yes it had: a name where it is known, else the username. */
  approver?: string | undefined
  /** What the audit record of the step says besides. */
  said: Record<string, unknown>
}

/** Everything that is known to have happened to an order, the last thing first. */
export function timelineOf({
  order,
  people,
  said,
}: Pick<OrderView, 'order' | 'people' | 'said'>): Happening[] {
  const steps = order.steps ?? []
  const name = (username: string) => people[username] ?? username
  const happened = steps.map(step => happeningOf(order, step, name, said[step.operationId] ?? {}))
  const known = new Set(steps.map(({ operationId }) => operationId))
  return [beginningOf(order), ...happened, ...unrecorded(order, known, name)].sort((one, other) =>
    one.at < other.at ? 1 : one.at > other.at ? -1 : 0,
  )
}

function beginningOf(order: Order): Happening {
  const { orderId, startedAt, sellerName, terminalId, payments, lines } = order
  const what = howItBegan(order)
  return {
    ...{ id: orderId, at: startedAt, what, who: sellerName, terminalId, refunds: [], said: {} },
    payments: what === 'sold' || what === 'payment-begun' ? payments.filter(isOf(orderId)) : [],
    tickets: lines.length,
  }
}

/** Payments of the beginning carry the order's id, those of a step the step's. */
const isOf = (prefix: string) => (payment: Payment) => payment.paymentId.startsWith(`${prefix}.`)

function howItBegan(order: Order): Beginning {
  const { orderId, status, invoice, payments, steps = [] } = order
  if (invoice) return 'invoiced'
  if (!payments.some(isOf(orderId))) return 'reserved'
  const waited = status === 'paying' || steps.some(({ action }) => settlements.has(action))
  return waited ? 'payment-begun' : 'sold'
}

/** The last word on a device's payment; for an order that began so, `sale` is "charged". */
const settlements = new Set(['sale', 'payment-not-charged', 'payment-refund-due'])

function happeningOf(
  order: Order,
  step: OrderStep,
  name: (username: string) => string,
  said: Record<string, unknown>,
): Happening {
  const { operationId, action, at, by, terminalId } = step
  const refunds = order.refunds.filter(refund => refund.operationId === operationId)
  const tickets = said.tickets ?? refunds[0]?.lines.length
  return {
    ...{ id: operationId, at, what: action, who: name(by), terminalId, refunds, said },
    ...(typeof said.approvedBy === 'string' && { approver: name(said.approvedBy) }),
    payments: order.payments.filter(isOf(operationId)),
    tickets: typeof tickets === 'number' && tickets > 0 ? tickets : undefined,
  }
}

/** Refunds and exchanges of a time in which an order did not say who did each step. */
function unrecorded(
  order: Order,
  known: ReadonlySet<string>,
  name: (username: string) => string,
): Happening[] {
  const found = new Map<string, Happening>()
  const none = { terminalId: undefined, payments: [], said: {} }
  for (const { operationId, at, by, differenceMinor, to } of order.exchanges ?? [])
    if (!known.has(operationId))
      found.set(operationId, {
        ...{ id: operationId, at, what: 'exchange', who: name(by), refunds: [], tickets: to.length, ...none },
        said: { differenceMinor },
      })
  for (const refund of order.refunds) {
    const { operationId, at, by, lines } = refund
    if (known.has(operationId)) continue
    const before = found.get(operationId)
    if (before) before.refunds.push(refund)
    else
      found.set(operationId, {
        ...{ id: operationId, at, what: 'refund', who: name(by), refunds: [refund], ...none },
        tickets: lines.length || undefined,
      })
  }
  return [...found.values()]
}
