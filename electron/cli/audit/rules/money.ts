import type { Order } from '#shared/domain/order'
import { type Facts, ownersOf } from '../reading/facts'
import type { Read } from '../reading/read'
import type { Rule } from '../rule'

const sum = (amounts: readonly { amountMinor: number }[]) =>
  amounts.reduce((total, { amountMinor }) => total + amountMinor, 0)

const orderTotal: Rule<Read<Order>> = {
  name: 'order-total',
  sentence: "An order's total is its lines less discounts plus fees; the tax in it is no more than that.",
  *findings({ key, value: { lines, discounts, fees, taxes, totalMinor } }) {
    const linesMinor = lines.reduce((total, { priceMinor }) => total + priceMinor, 0)
    const owedMinor = linesMinor - sum(discounts) + sum(fees)
    if (owedMinor !== totalMinor)
      yield { keys: [key], detail: `its total is ${totalMinor}, and its lines make ${owedMinor}` }
    if (sum(taxes) > totalMinor)
      yield { keys: [key], detail: `${sum(taxes)} of tax in a total of ${totalMinor}` }
  },
}

/** How far an order is paid, by its status. `captured` and `returned` in minor units. */
function whyNotPaid(order: Order, captured: number, returned: number): string | undefined {
  const { status, totalMinor, refunds } = order
  // Given back in a step without a ticket: what was exchanged costs less now.
  const withTickets = new Set(refunds.flatMap(one => (one.lines.length > 0 ? [one.operationId] : [])))
  const lowered = sum(refunds.filter(({ operationId }) => !withTickets.has(operationId)))
  if (returned > captured) return `${returned} returned of ${captured} taken`
  switch (status) {
    case 'sold':
      return captured - lowered === totalMinor
        ? undefined
        : `${captured - lowered} taken for a total of ${totalMinor}`
    case 'paying':
    case 'reserved':
      return captured - returned <= totalMinor ? undefined : `${captured} taken, and ${totalMinor} due`
    case 'released':
    case 'void':
      return captured === returned ? undefined : `${status}, and ${captured - returned} was kept`
  }
}

const orderPaid: Rule<Read<Order>> = {
  name: 'order-paid',
  sentence:
    'What was taken for a sold order, less what exchanges gave back, is its total; for one not paid yet it is no more; ' +
    'of one that was let go nothing is kept; and no more is returned than was taken.',
  *findings({ key, value: order }) {
    const captured = sum(order.payments.filter(({ status }) => status === 'captured'))
    const detail = whyNotPaid(order, captured, sum(order.refunds))
    if (detail) yield { keys: [key], detail }
  },
}

const cashTendered: Rule<Read<Order>> = {
  name: 'cash-tendered',
  sentence: 'What was handed over in cash is no less than what it paid.',
  *findings({ key, value: { payments } }) {
    for (const { method, amountMinor, tenderedMinor = amountMinor } of payments)
      if (method === 'cash' && tenderedMinor < amountMinor)
        yield { keys: [key], detail: `${tenderedMinor} handed over for ${amountMinor}` }
  },
}

/** Looked at order by order, as it is read. */
export const moneyRules = [orderTotal, orderPaid, cashTendered]

export const oneCurrency: Rule<Facts> = {
  name: 'one-currency',
  sentence: 'A basket or an order is in the currency of every event in it.',
  *findings(facts) {
    for (const { key, currency, keeps } of ownersOf(facts))
      for (const eventId of new Set(keeps.map(line => line.eventId))) {
        const other = facts.events.get(eventId)
        if (other !== undefined && other !== currency)
          yield { keys: [key], detail: `is in ${currency}, and event ${eventId} in ${other}` }
      }
  },
}
