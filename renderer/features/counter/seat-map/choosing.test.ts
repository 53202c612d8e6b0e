import { describe, expect, it } from 'vitest'
import { hallSection } from '../testing/hall'
import { chosenOf, seatsBetween, seatsInFrame, seatsInWords } from './choosing'
import { gridIndexOf } from './grid-index'
import { look } from './looks'
import { planOf } from './plan'

const plan = planOf(
  [{ areaId: 'stalls', section: hallSection({ sectionId: 'stalls', rows: [6, 6, 6, 6], at: [0, 0] }) }],
  [],
)
const grid = gridIndexOf(plan)

describe('seatsBetween', () => {
  it('runs along a row, whichever end was clicked first', () => {
    expect(seatsBetween(plan, grid, 1, 4)).toEqual([1, 2, 3, 4])
    expect(seatsBetween(plan, grid, 4, 1)).toEqual([1, 2, 3, 4])
  })
  it('fills the rectangle between seats of different rows', () => {
    expect(seatsBetween(plan, grid, 2, 13).sort((a, b) => a - b)).toEqual([1, 2, 7, 8, 13, 14])
  })
})

describe('seatsInFrame', () => {
  it('has the seats whose middles are inside', () => {
    const camera = { scale: 10, left: -1, top: -1 }
    const seats = seatsInFrame(grid, camera, { left: 5, top: 5, width: 20, height: 10 })
    expect(seats.sort((a, b) => a - b)).toEqual([0, 1])
  })
})

describe('chosenOf', () => {
  it('asks for free seats, names those of others, and leaves out what is ours already', () => {
    const looks = new Uint8Array([look.free, look.ours, look.other, look.gone, look.blocked, look.free])
    expect(chosenOf([5, 0, 1, 2, 3, 4], looks)).toEqual({ free: [0, 5], notFree: [2, 3, 4] })
  })
})

describe('seatsInWords', () => {
  it('names runs of neighbours row by row', () => {
    expect(seatsInWords(plan, [0, 1, 2, 4, 8])).toBe('row A, 1–3, 5; row B, 3')
  })
  it('does not name them all', () => {
    expect(seatsInWords(plan, [0, 6, 12, 18], 2)).toBe('row A, 1; row B, 1; and 2 more')
  })
})
