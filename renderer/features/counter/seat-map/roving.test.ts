import { describe, expect, it } from 'vitest'
import { hallSection } from '../testing/hall'
import { planOf, seatAt } from './plan'
import { type Direction, neighbour } from './roving'

const plan = planOf(
  [
    { areaId: 'left', section: hallSection({ sectionId: 'left', rows: [3, 3], at: [0, 0] }) },
    { areaId: 'right', section: hallSection({ sectionId: 'right', rows: [3, 3], at: [6, 0] }) },
    { areaId: 'balcony', section: hallSection({ sectionId: 'balcony', rows: [9], at: [0, 5] }) },
  ],
  [],
)

function led(areaId: string, slot: number, ...directions: Direction[]) {
  const start = seatAt(plan, { areaId, slot })
  if (start === undefined) throw new Error('no such seat')
  const end = directions.reduce((seat, direction) => neighbour(plan, seat, direction), start)
  return [plan.x[end], plan.y[end]]
}

describe('neighbour', () => {
  it('goes along the row', () => {
    expect(led('left', 0, 'right')).toEqual([1, 0])
    expect(led('left', 1, 'left')).toEqual([0, 0])
  })
  it('crosses the aisle at the end of a row', () => {
    expect(led('left', 2, 'right')).toEqual([6, 0])
    expect(led('right', 3, 'left')).toEqual([2, 1])
  })
  it('goes from row to row, and from a section to the one behind it', () => {
    expect(led('left', 1, 'down')).toEqual([1, 1])
    expect(led('left', 1, 'down', 'down')).toEqual([1, 5])
    expect(led('balcony', 1, 'up')).toEqual([1, 1])
  })
  it('stays where there is nothing in that direction', () => {
    expect(led('left', 0, 'left')).toEqual([0, 0])
    expect(led('left', 0, 'up')).toEqual([0, 0])
    expect(led('balcony', 4, 'down')).toEqual([4, 5])
  })
})
