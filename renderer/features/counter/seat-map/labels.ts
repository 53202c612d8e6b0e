import type { GridIndex } from './grid-index'
import { angleOf, type Box, type Plan, type PlanRow } from './plan'

/** A word on the plan, around its middle. */
export interface PlanLabel {
  kind: 'row' | 'section'
  text: string
  x: number
  y: number
}

/** From the last seat of a row to its letter, in pitches. */
const rowGap = 1.2
/** From the first row of a section to its name, in pitches: nearer first. */
const nameGaps = [1.5, 2.3, 3.1]
/** How wide and high a letter of a section's name is, in pitches, at the sizes they are drawn in. */
const letter = { width: 0.52, height: 1.1 }

/** The letters at both ends of every row, and the names of the sections where there is room for them. */
export function labelsOf(plan: Plan, grid: GridIndex): PlanLabel[] {
  const rows = rowLabels(plan, grid)
  return [...rows, ...sectionLabels(plan, grid, rows)]
}

function rowLabels(plan: Plan, grid: GridIndex): PlanLabel[] {
  const labels: PlanLabel[] = []
  const byText = new Map<string, PlanLabel[]>()
  for (const row of plan.rows) {
    const same = byText.get(row.label) ?? []
    byText.set(row.label, same)
    for (const end of ['left', 'right'] as const) {
      const { x, y } = besideRow(plan, row, end)
      const reach = plan.pitch * rowGap
      const isTwice = same.some(own => Math.hypot(own.x - x, own.y - y) < reach * 2)
      // Two sections share the letter in the aisle between them.
      if (isTwice || grid.nearest(x, y, plan.pitch * 0.7) !== undefined) continue
      const label: PlanLabel = { kind: 'row', text: row.label, x, y }
      same.push(label)
      labels.push(label)
    }
  }
  return labels
}

function besideRow(plan: Plan, row: PlanRow, end: 'left' | 'right'): { x: number; y: number } {
  const index = end === 'left' ? row.first : row.first + row.count - 1
  const step = plan.pitch * rowGap * (end === 'left' ? -1 : 1)
  const angle = angleOf(plan, index)
  return {
    x: (plan.x[index] ?? 0) + Math.cos(angle) * step,
    y: (plan.y[index] ?? 0) + Math.sin(angle) * step,
  }
}

function sectionLabels(plan: Plan, grid: GridIndex, rows: readonly PlanLabel[]): PlanLabel[] {
  const labels: PlanLabel[] = []
  const taken = [...plan.stages.map(stage => around(stage.points)), ...rows.map(own => boxOf(plan, own))]
  for (const [index, area] of plan.areas.entries()) {
    const first = frontRow(plan, index)
    if (!first) continue
    const spot = spots(plan, first, area.name).find(own => isClear(boxOf(plan, own), grid, taken))
    if (!spot) continue
    labels.push(spot)
    taken.push(boxOf(plan, spot))
  }
  return labels
}

/** The row of a section that is nearest to the top of the plan. */
function frontRow(plan: Plan, area: number): PlanRow | undefined {
  const heightOf = (row: PlanRow) => Math.min(...ends(row).map(index => plan.y[index] ?? 0))
  return plan.rows.filter(row => row.area === area).sort((a, b) => heightOf(a) - heightOf(b))[0]
}

function ends(row: PlanRow): [first: number, last: number] {
  return [row.first, row.first + row.count - 1]
}

/** Where a section's name may stand: above the middle of its front row, or outside either end of it. */
function spots(plan: Plan, row: PlanRow, text: string): PlanLabel[] {
  const [first, last] = ends(row)
  const middle = (first + last) / 2
  const half = (text.length * letter.width * plan.pitch) / 2
  const at = (index: number, x: number, y: number): PlanLabel => ({
    kind: 'section',
    text,
    x: between(plan.x, index) + x,
    y: between(plan.y, index) + y,
  })
  return nameGaps.flatMap(gap => {
    const up = -gap * plan.pitch
    return [
      at(middle, 0, up),
      at(first, half, up),
      at(last, -half, up),
      at(first, -half, up),
      at(last, half, up),
    ]
  })
}

/** The value at `index`, or halfway between two seats. */
function between(values: Float32Array, index: number): number {
  return ((values[Math.floor(index)] ?? 0) + (values[Math.ceil(index)] ?? 0)) / 2
}

function boxOf(plan: Plan, { kind, text, x, y }: PlanLabel): Box {
  const half = kind === 'row' ? 0.5 : (text.length * letter.width) / 2
  const width = half * plan.pitch
  const height = (letter.height / 2) * plan.pitch
  return { left: x - width, right: x + width, top: y - height, bottom: y + height }
}

function isClear(box: Box, grid: GridIndex, taken: readonly Box[]): boolean {
  let isFree = true
  grid.within(box, () => {
    isFree = false
  })
  return (
    isFree &&
    taken.every(
      own => own.right < box.left || own.left > box.right || own.bottom < box.top || own.top > box.bottom,
    )
  )
}

function around(points: readonly (readonly [number, number])[]): Box {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}
