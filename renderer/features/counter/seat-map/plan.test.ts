import { describe, expect, it } from 'vitest'
import { hallSection, hallStage } from '../testing/hall'
import { angleOf, areaOf, labelOf, type Plan, planOf, rowOf, seatAt } from './plan'

const left = hallSection({ sectionId: 'left', rows: [2, 3], at: [0, 0] })
const right = hallSection({ sectionId: 'right', rows: [2], at: [10, 0], zone: 'B' })
const areas = [
  { areaId: 'l', section: left },
  { areaId: 'r', section: right },
]

const labelsOf = (plan: Plan) => Array.from({ length: plan.count }, (_, index) => labelOf(plan, index))

describe('planOf', () => {
  it('finds every seat again by its area and slot', () => {
    const plan = planOf(areas, [])
    expect(plan.count).toBe(7)
    const seat = seatAt(plan, { areaId: 'r', slot: 1 })
    expect(seat).toBe(6)
    expect([plan.x[6], plan.y[6], labelOf(plan, 6), plan.zones[plan.zone[6] ?? -1]]).toEqual([
      11,
      0,
      '2',
      'B',
    ])
    expect(rowOf(plan, 6).label).toBe('A')
    expect(areaOf(plan, 6).areaId).toBe('r')
  })

  it('has no seat at a slot the section does not have', () => {
    const plan = planOf(areas, [])
    expect(seatAt(plan, { areaId: 'l', slot: 5 })).toBeUndefined()
    expect(seatAt(plan, { areaId: 'elsewhere', slot: 0 })).toBeUndefined()
  })

  it('stands the seats of a row from left to right though they are numbered from right to left', () => {
    const mirrored = hallSection({ sectionId: 'mirrored', rows: [3], at: [0, 0] })
    for (const seat of mirrored.rows[0]?.seats ?? []) seat.x = -seat.x
    expect(labelsOf(planOf([{ areaId: 'm', section: mirrored }], []))).toEqual(['3', '2', '1'])
  })

  it('turns seats with their row', () => {
    const tilted = hallSection({ sectionId: 'tilted', rows: [3], at: [0, 0] })
    for (const seat of tilted.rows[0]?.seats ?? []) seat.y = seat.x
    const plan = planOf([{ areaId: 't', section: tilted }], [])
    for (const index of [0, 1, 2]) expect(angleOf(plan, index)).toBeCloseTo(Math.PI / 4, 3)
    expect(plan.pitch).toBeCloseTo(Math.SQRT2)
  })

  it('keeps the seats of a curved row at the side of a house in their order', () => {
    const side = hallSection({ sectionId: 'side', rows: [9], at: [0, 0] })
    for (const [place, seat] of (side.rows[0]?.seats ?? []).entries()) {
      const angle = (place - 4) / 10
      seat.x = 10 * Math.cos(angle)
      seat.y = 10 * Math.sin(angle)
    }
    const plan = planOf([{ areaId: 's', section: side }], [])
    expect(labelsOf(plan).join('')).toBe('123456789')
    expect(angleOf(plan, 4)).toBeCloseTo(Math.PI / 2, 3)
  })

  it('bounds the stage too', () => {
    expect(planOf(areas, [hallStage]).bounds).toEqual({ left: 0, top: -4, right: 11, bottom: 1 })
  })

  it('is an empty plan for a house without seats', () => {
    expect(planOf([], [])).toMatchObject({
      count: 0,
      bounds: { left: 0, top: 0, right: 0, bottom: 0 },
      pitch: 1,
    })
  })
})
