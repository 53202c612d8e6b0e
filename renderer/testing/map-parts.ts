import type { House } from '#shared/contract/events'
import { createBoard } from '../features/counter/seat-map/board'
import { gridIndexOf } from '../features/counter/seat-map/grid-index'
import { planOf } from '../features/counter/seat-map/plan'
import { withHouseChange } from '../stores/house-change'

/** The map's own parts, run by themselves in the page's engine: what is too short for a trace. Milliseconds each. */
export interface MapParts {
  hitMs: number
  updateMs: number
}

export function measureParts(house: House): MapParts {
  const areas = house.areas.flatMap(({ area, section }) =>
    section ? [{ areaId: area.areaId, section }] : [],
  )
  const plan = planOf(areas, house.stages)
  const grid = gridIndexOf(plan)
  const board = createBoard(plan)
  const zonesOnSale = new Set(plan.zones)
  const view = { ours: [], asked: [], unknown: [], zonesOnSale }
  board.update({ ...view, areas: house.areas })
  const { left, right, top, bottom } = plan.bounds
  let found = 0
  const hit = (n: number) => {
    const x = left + ((n * 0.618_034) % 1) * (right - left)
    const y = top + ((n * 0.414_214) % 1) * (bottom - top)
    if (grid.nearest(x, y, plan.pitch * 0.62) !== undefined) found++
  }
  let now = house
  const update = (n: number) => {
    const area = house.areas[(n * 7) % house.areas.length]
    if (!area) return
    const slot = (n * 13) % area.area.capacity
    now = withHouseChange(now, { slots: { [area.area.areaId]: [[slot, n % 2 ? 's' : '.']] } })
    board.update({ ...view, areas: now.areas })
    found += board.takeChanged().length
  }
  const each = (times: number, work: (n: number) => void) => {
    for (let n = 0; n < times / 4; n++) work(n)
    const from = performance.now()
    for (let n = 0; n < times; n++) work(n)
    return (performance.now() - from) / times
  }
  const measured = { hitMs: each(20_000, hit), updateMs: each(4_000, update) }
  if (found === 0) throw new Error('nothing was hit')
  return measured
}

Object.assign(window, { measureParts })
