import { describe, expect, it } from 'vitest'
import { hallSection, hallStage } from '../testing/hall'
import { gridIndexOf } from './grid-index'
import { labelsOf, type PlanLabel } from './labels'
import { planOf } from './plan'

function labels(
  ...[areas, stages = []]: Parameters<typeof planOf> | [Parameters<typeof planOf>[0]]
): PlanLabel[] {
  const plan = planOf(areas, stages)
  return labelsOf(plan, gridIndexOf(plan))
}
const area = (...args: Parameters<typeof hallSection>) => ({
  areaId: args[0].sectionId,
  section: hallSection(...args),
})

describe('labelsOf', () => {
  it('names a row at both of its ends', () => {
    const rows = labels([area({ sectionId: 'x', rows: [4], at: [0, 0] })]).filter(own => own.kind === 'row')
    expect(rows).toEqual([
      { kind: 'row', text: 'A', x: expect.closeTo(-1.2), y: 0 },
      { kind: 'row', text: 'A', x: expect.closeTo(4.2), y: 0 },
    ])
  })

  it('lets two sections share the letter in the aisle between them', () => {
    const left = area({ sectionId: 'l', rows: [4], at: [0, 0] })
    const right = area({ sectionId: 'r', rows: [4], at: [5.4, 0] })
    const rows = labels([left, right]).filter(own => own.kind === 'row')
    expect(rows.map(own => Math.round(own.x))).toEqual([-1, 4, 10])
  })

  it('writes a section’s name above its first row, and leaves it out where nothing is free', () => {
    const name = (own: PlanLabel) => own.kind === 'section'
    const free = labels([area({ sectionId: 'x', rows: [9, 9], at: [0, 0] })])
    expect(free.filter(name)).toEqual([{ kind: 'section', text: 'x', x: 4, y: -1.5 }])
    const wide = {
      ...hallStage,
      points: [
        [-40, -9],
        [40, -9],
        [40, -1],
        [-40, -1],
      ] as [number, number][],
    }
    expect(labels([area({ sectionId: 'x', rows: [9, 9], at: [0, 0] })], [wide]).filter(name)).toEqual([])
  })
})
