import type { OrderView } from '#shared/contract/find-orders'
import type { Order, Payment } from '#shared/domain/order'
import { askedCard, keptLines } from '#shared/domain/order-rules'
import { mayCall, type Role } from '#shared/domain/roles'

/** What can be done with an order after it was made. */
export type ActName =
  | 'collect'
  | 'settle'
  | 'paid-back'
  | 'reprint'
  | 'exchange'
  | 'refund'
  | 'void'
  | 'correct'
  | 'tendered'
  | 'swap'
  | 'extend'
  | 'release'
  | 'cancel-invoice'

/** Why an act that belongs to an order like this one cannot be done now, by this person. */
export type WhyNot =
  | { why: 'role'; needs: Role }
  | { why: 'too-late'; limitMs: number }
  | { why: 'not-plain' }
  | { why: 'exchanged' }
  | { why: 'none-chosen' }

export interface Act {
  name: ActName
  /** Function keys: a scanner types none of them. */
  key: string
  whyNot?: WhyNot
}

const keys: Record<ActName, string> = {
  collect: 'F2',
  settle: 'F2',
  'paid-back': 'F3',
  reprint: 'F2',
  refund: 'F4',
  exchange: 'F5',
  void: 'F6',
  correct: 'F7',
  tendered: 'F8',
  swap: 'F9',
  extend: 'F8',
  release: 'F9',
  'cancel-invoice': 'F9',
}

const needsManager: ReadonlySet<ActName> = new Set(['refund', 'swap', 'paid-back', 'cancel-invoice'])

/**
 * What can be done with the order as it stands at `nowMs`, the likeliest first. Acts of another kind of order are left
 * out; those that this one is past, or this person may not do, say why. The terminal has the last word.
 */
export function actsOf({
  order,
  limits,
  role,
  nowMs,
}: Pick<OrderView, 'order' | 'limits'> & { role: Role; nowMs: number }): Act[] {
  const mayNot = (name: ActName): WhyNot | undefined =>
    needsManager.has(name) && !mayCall('manager', role) ? { why: 'role', needs: 'manager' } : undefined
  return namesFor(order).map(name => {
    const whyNot = mayNot(name) ?? whyNow(name, order, limits, nowMs)
    return { name, key: keys[name], ...(whyNot && { whyNot }) }
  })
}

function namesFor(order: Order): ActName[] {
  const due = dueBackMinor(order) > 0 ? (['paid-back'] as const) : []
  switch (order.status) {
    case 'reserved':
      return order.invoice ? ['collect', 'cancel-invoice'] : ['collect', 'extend', 'release']
    case 'paying':
      return ['settle']
    case 'sold': {
      const isKept = keptLines(order).length > 0
      return [
        ...(askedCard(order) ? (['settle'] as const) : []),
        ...due,
        ...(isKept ? (['exchange', 'reprint', 'refund', 'void'] as const) : []),
        ...(correctable(order).length > 0 ? (['correct'] as const) : []),
        ...(tenderedOf(order).length > 0 ? (['tendered'] as const) : []),
        ...(isKept ? (['swap'] as const) : []),
      ]
    }
    case 'released':
    case 'void':
      return [...due]
  }
}

function whyNow(name: ActName, order: Order, limits: OrderView['limits'], nowMs: number): WhyNot | undefined {
  if (name === 'void' && order.exchanges) return { why: 'exchanged' }
  if (name === 'void' && order.refunds.length > 0) return { why: 'not-plain' }
  if (name === 'correct' || name === 'tendered') {
    const inTime = ({ at }: Payment) => nowMs - Date.parse(at) <= limits.correctWithinMs
    const meant = name === 'correct' ? correctable(order) : tenderedOf(order)
    if (!meant.some(inTime)) return { why: 'too-late', limitMs: limits.correctWithinMs }
  }
  return undefined
}

/** Whether a void needs somebody's yes by now: of a supervisor, or of a manager who is here. */
export function isLateVoid(
  { settledAt, startedAt }: Pick<Order, 'settledAt' | 'startedAt'>,
  { voidWithinMs }: Pick<OrderView['limits'], 'voidWithinMs'>,
  nowMs: number,
): boolean {
  return nowMs - Date.parse(settledAt ?? startedAt) > voidWithinMs
}

/** Payments that may have been booked to the wrong method: the drawer's, and those of an outside device. */
export function correctable({ payments }: Order): Payment[] {
  return payments.filter(
    ({ method, status }) => status === 'captured' && (method === 'cash' || method === 'card'),
  )
}

/** Payments in cash: what was handed over may have been typed wrong. */
export function tenderedOf(order: Order): Payment[] {
  return correctable(order).filter(({ method }) => method === 'cash')
}

/** What has to go back to somebody and has not, in minor units. */
export function dueBackMinor({ payments, refunds }: Order): number {
  const parts = [
    ...payments.filter(({ status }) => status === 'refund-due'),
    ...refunds.filter(({ status }) => status === 'due'),
  ]
  return parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}
