import type { Place } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { PlanStep } from './order-step'
import { requireKept, requireStatus } from './refunds'

/** What a ticket's code has room for. */
const lastIssue = 255

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
