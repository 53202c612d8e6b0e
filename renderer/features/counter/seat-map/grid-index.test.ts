import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hallSection } from '../testing/hall'
import { gridIndexOf } from './grid-index'
import { planOf } from './plan'

const plan = planOf(
  [
    { areaId: 'l', section: hallSection({ sectionId: 'l', rows: [9, 14, 3, 20], at: [0, 0] }) },
    { areaId: 'r', section: hallSection({ sectionId: 'r', rows: [5, 5], at: [60, 30] }) },
  ],
  [],
)
const grid = gridIndexOf(plan)
const point = fc.record({
  x: fc.double({ min: -5, max: 70, noNaN: true }),
  y: fc.double({ min: -5, max: 40, noNaN: true }),
})

describe('gridIndexOf', () => {
  it('finds the seat that a look at every seat finds', () => {
    fc.assert(
      fc.property(point, fc.double({ min: 0.1, max: 4, noNaN: true }), ({ x, y }, reach) => {
        const distanceTo = (index: number) => Math.hypot((plan.x[index] ?? 0) - x, (plan.y[index] ?? 0) - y)
        const all = Array.from({ length: plan.count }, (_, index) => distanceTo(index))
        const least = Math.min(...all)
        const found = grid.nearest(x, y, reach)
        expect(found === undefined ? undefined : distanceTo(found)).toBe(least <= reach ? least : undefined)
      }),
    )
  })

  it('visits each seat of a box once', () => {
    const seen: number[] = []
    grid.within(plan.bounds, index => seen.push(index))
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: plan.count }, (_, index) => index))
  })

  it('finds nothing on an empty plan', () => {
    expect(gridIndexOf(planOf([], [])).nearest(0, 0, 100)).toBeUndefined()
  })
})
