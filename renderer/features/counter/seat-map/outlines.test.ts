import { describe, expect, it } from 'vitest'
import { hallSection } from '../testing/hall'
import { outlineAt, outlinesOf } from './outlines'
import { planOf } from './plan'

const stalls = hallSection({ sectionId: 'stalls', rows: [4, 4, 4], at: [0, 0] })
const balcony = hallSection({ sectionId: 'balcony', rows: [6], at: [-1, 8], zone: 'B' })
const plan = planOf(
  [
    { areaId: 'stalls', section: stalls },
    { areaId: 'balcony', section: balcony },
  ],
  [],
)

describe('outlinesOf', () => {
  it('goes round the outermost seats of each section', () => {
    const [first, second] = outlinesOf(plan)
    expect(first?.box).toEqual({ left: 0, right: 3, top: 0, bottom: 2 })
    expect(first?.points).toContainEqual([3, 1])
    expect(first?.points).not.toContainEqual([1, 1])
    expect(second).toMatchObject({ area: 1, zone: 1, box: { left: -1, right: 4, top: 8, bottom: 8 } })
  })

  it('follows a curve', () => {
    const curved = hallSection({ sectionId: 'curved', rows: [9, 9], at: [0, 0] })
    for (const [line, row] of curved.rows.entries())
      for (const [place, seat] of row.seats.entries()) {
        const angle = (place - 4) / 8
        seat.x = (10 + line) * Math.sin(angle)
        seat.y = (10 + line) * Math.cos(angle)
      }
    const [outline] = outlinesOf(planOf([{ areaId: 'c', section: curved }], []))
    expect(outline?.points).toContainEqual([0, 10])
    // Under the arc's ends, beside its middle: inside of the box and outside of the shape.
    expect(outlineAt(outline ? [outline] : [], 0, 9.3, 0.5)).toBeUndefined()
    expect(outlineAt(outline ? [outline] : [], 0, 10.5, 0)).toBeDefined()
  })
})

describe('outlineAt', () => {
  const outlines = outlinesOf(plan)

  it('is the section a point is in, or the nearest one in reach', () => {
    expect(outlineAt(outlines, 1.5, 1, 0)?.area).toBe(0)
    expect(outlineAt(outlines, 1.5, 4, 3)?.area).toBe(0)
    expect(outlineAt(outlines, 1.5, 7, 3)?.area).toBe(1)
    expect(outlineAt(outlines, 30, 30, 3)).toBeUndefined()
  })
})
