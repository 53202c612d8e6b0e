import type { Box, Plan } from './plan'

/** Finds seats by place without looking at all of them. */
export interface GridIndex {
  /** The seat whose middle is nearest to a point and at most `reach` away, or undefined. */
  nearest(x: number, y: number, reach: number): number | undefined
  /** Calls `visit` for every seat whose middle lies in `box`. */
  within(box: Box, visit: (index: number) => void): void
}

/** Seats a cell holds on average where they stand densely. */
const cellSizeInPitches = 4

/** Sorts the seats of `plan` into square cells: `starts[cell]` is where its seats begin in `seats`. */
export function gridIndexOf(plan: Plan): GridIndex {
  const { bounds, count } = plan
  // At most a cell a seat, however far apart two sections stand.
  const size = Math.max(
    plan.pitch * cellSizeInPitches,
    Math.sqrt(((bounds.right - bounds.left) * (bounds.bottom - bounds.top)) / Math.max(1, count)),
  )
  const columns = Math.floor((bounds.right - bounds.left) / size) + 1
  const lines = Math.floor((bounds.bottom - bounds.top) / size) + 1
  const columnOf = (x: number) => clamp(Math.floor((x - bounds.left) / size), columns)
  const lineOf = (y: number) => clamp(Math.floor((y - bounds.top) / size), lines)
  const cellOf = (index: number) => lineOf(plan.y[index] ?? 0) * columns + columnOf(plan.x[index] ?? 0)

  const starts = new Uint32Array(columns * lines + 1)
  for (let index = 0; index < count; index++) add(starts, cellOf(index) + 1, 1)
  for (let cell = 1; cell < starts.length; cell++) add(starts, cell, starts[cell - 1] ?? 0)
  const seats = new Uint32Array(count)
  const next = starts.slice()
  for (let index = 0; index < count; index++) {
    const cell = cellOf(index)
    seats[next[cell] ?? 0] = index
    add(next, cell, 1)
  }

  function within(box: Box, visit: (index: number) => void) {
    for (let line = lineOf(box.top); line <= lineOf(box.bottom); line++) {
      for (let column = columnOf(box.left); column <= columnOf(box.right); column++) {
        const cell = line * columns + column
        for (let at = starts[cell] ?? 0; at < (starts[cell + 1] ?? 0); at++) {
          const index = seats[at] ?? 0
          const x = plan.x[index] ?? 0
          const y = plan.y[index] ?? 0
          if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) visit(index)
        }
      }
    }
  }

  function nearest(x: number, y: number, reach: number): number | undefined {
    let found: number | undefined
    let distance = reach
    within({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }, index => {
      const own = Math.hypot((plan.x[index] ?? 0) - x, (plan.y[index] ?? 0) - y)
      if (own > distance) return
      distance = own
      found = index
    })
    return found
  }

  return { nearest, within }
}

function add(counts: Uint32Array, at: number, more: number) {
  counts[at] = (counts[at] ?? 0) + more
}

function clamp(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value))
}
