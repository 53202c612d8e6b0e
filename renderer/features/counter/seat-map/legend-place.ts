import { type Camera, type Size, toPlan, wholeHouse } from './camera'
import type { GridIndex } from './grid-index'
import type { Plan } from './plan'

/** Where the legend stands: in a corner that no seat needs, or in a line below the house. */
export type LegendPlace = 'corner' | 'below'

/** What the legend takes, CSS pixels. */
const corner = { width: 128, height: 152 }
const lineHeight = { mouse: 33, touch: 53 }

/** How the house lies in `size`, and where its legend goes: the corner leaves the seats larger. */
export function layOut(
  plan: Plan,
  grid: GridIndex,
  size: Size,
  forTouch: boolean,
): { camera: Camera; legend: LegendPlace } {
  const camera = wholeHouse(plan, size)
  const inner = toPlan(camera, corner.width, size.height - corner.height)
  const outer = toPlan(camera, 0, size.height)
  let isFree = true
  grid.within({ left: outer.x, right: inner.x, top: inner.y, bottom: outer.y }, () => {
    isFree = false
  })
  return isFree && !forTouch
    ? { camera, legend: 'corner' }
    : { camera: wholeHouse(plan, size, forTouch ? lineHeight.touch : lineHeight.mouse), legend: 'below' }
}
