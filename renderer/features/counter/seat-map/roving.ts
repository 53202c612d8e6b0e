import { type Plan, rowOf } from './plan'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** How much a step aside costs against a step ahead when the nearest seat in a direction is looked for. */
const sidewaysCost = 2.5

/**
 * The seat an arrow key leads to: the neighbour in the row, else the nearest one in that direction. `up` is towards
 * the stage. Where there is none, the seat itself.
 */
export function neighbour(plan: Plan, from: number, direction: Direction): number {
  const row = rowOf(plan, from)
  if (direction === 'left' && from > row.first) return from - 1
  if (direction === 'right' && from < row.first + row.count - 1) return from + 1
  return nearestTowards(plan, from, direction)
}

/** Looks at every seat: 50,000 take a third of a millisecond, once a key. */
function nearestTowards(plan: Plan, from: number, direction: Direction): number {
  const ahead = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const
  const [dx, dy] = ahead[direction]
  const row = plan.row[from]
  let best = from
  let bestCost = Infinity
  for (let index = 0; index < plan.count; index++) {
    if (plan.row[index] === row) continue
    const x = (plan.x[index] ?? 0) - (plan.x[from] ?? 0)
    const y = (plan.y[index] ?? 0) - (plan.y[from] ?? 0)
    const forward = x * dx + y * dy
    const aside = Math.abs(x * dy) + Math.abs(y * dx)
    // Half a seat is the least that counts as another row or section; a step more aside than ahead leads elsewhere.
    if (forward < plan.pitch / 2 || aside > forward * 2) continue
    const cost = forward + aside * sidewaysCost
    if (cost < bestCost) {
      bestCost = cost
      best = index
    }
  }
  return best
}
