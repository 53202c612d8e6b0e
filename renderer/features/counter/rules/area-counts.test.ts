import { describe, expect, it } from 'vitest'
import { placesIn } from './area-counts'

describe('placesIn', () => {
  it('counts the places of all areas that are in one of the states', () => {
    const areas = [{ states: '..hrsb' }, { states: '.ss' }]
    expect(placesIn(areas, '.')).toBe(3)
    expect(placesIn(areas, 's', 'r')).toBe(4)
  })

  it('counts an area that became another one anew', () => {
    const area = { states: '..' }
    expect(placesIn([area], '.')).toBe(2)
    expect(placesIn([{ ...area, states: '.s' }], '.')).toBe(1)
  })
})
