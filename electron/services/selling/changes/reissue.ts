import type { Order, Place, TicketLine } from '#shared/domain/order'
import { isSamePlace } from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import type { PlanStep } from './order-step'
import { requireKept, requireStatus } from './refunds'

/** What a ticket's code has room for. */
const lastIssue = 255

/** The highest issue that any paper of the order has: no place that it ever had has a higher one. */
const highestIssue = ({ lines, exchanges = [] }: Order) =>
  [...lines, ...exchanges.flatMap(({ from }) => from)].reduce(
    (most, { issue = 1 }) => Math.max(most, issue),
    1,
  )

/**
 * A ticket on a place that the order may have had before, with an issue above every paper that it ever printed: of two
 * papers for one place the door takes the later.
 * @throws Refusal `LIMIT_EXCEEDED`
 */
export function withHigherIssue(order: Order, line: TicketLine): TicketLine {
  const issue = highestIssue(order) + 1
  if (issue > lastIssue) throw new Refusal('LIMIT_EXCEEDED', { name: order.number, limit: lastIssue })
  return { ...line, issue }
}

/** Tickets that come into an order: the first issue, unless a paper of it for that place may be out. */
export function withNewPaper(order: Order, lines: readonly TicketLine[]): TicketLine[] {
  const { exchanges = [], steps = [] } = order
  const before = [...order.lines, ...exchanges.flatMap(({ from }) => from)]
  // What it had before a swap is not among its lines any more.
  const wasSwapped = steps.some(({ action }) => action === 'swap')
  return lines.map(line =>
    wasSwapped || before.some(own => isSamePlace(own, line)) ? withHigherIssue(order, line) : line,
  )
}

/**
 * Tickets that are printed again: the door takes their highest issue only, so whoever finds the first paper does not
 * get in with it. The first issue is 1 and is not written.
 */
export function reissuePlan({ places }: { places: readonly Place[] }): PlanStep {
  return order => {
    requireStatus(order, 'sold')
    const again = new Set(requireKept(order, places))
    const lines = order.lines.map(line =>
      again.has(line) ? { ...line, issue: (line.issue ?? 1) + 1 } : line,
    )
    if (lines.some(({ issue = 1 }) => issue > lastIssue))
      throw new Refusal('LIMIT_EXCEEDED', { name: order.number, limit: lastIssue })
    const issues = lines.filter((_, n) => lines[n] !== order.lines[n]).map(({ issue }) => issue)
    return { order: { ...order, lines }, action: 'reprint', detail: { tickets: again.size, issues } }
  }
}
