import { describe, expect, it } from 'vitest'
import type { HouseArea } from '#shared/contract/events'
import type { Section } from '#shared/domain/venue'
import { packedArea, packOf, withStates } from './packed-section'

const section: Section = {
  ...{ venueId: 'v', sectionId: 'stalls', version: 3, name: 'Stalls', stageId: 'stage' },
  rows: [
    {
      label: 'A',
      seats: [
        { slot: 4, label: '1', x: -12.34, y: 0.07, zone: 'a', kind: 'wheelchair' },
        { slot: 7, label: '2', x: -11.31, y: 0.02, zone: 'b', kind: 'companion', companionOf: 4 },
      ],
    },
    {
      label: 'B',
      seats: [{ slot: 0, label: 'B1', x: 9_999.99, y: -1.5, zone: 'a', kind: 'restricted-view' }],
    },
  ],
}
const seat = { x: 1, y: 2, zone: 'a', kind: 'seat' as const }
const area: HouseArea = {
  area: {
    ...{ kind: 'seated', eventId: 'e', areaId: 'stalls', name: 'Stalls', venueId: 'v' },
    ...{ sectionId: 'stalls', sectionVersion: 3, capacity: 8 },
  },
  section,
  states: '........',
  holders: {},
}

describe('a packed area', () => {
  it('has its seats as they were', () => {
    const packed = packedArea(area)
    expect(packed.section).toEqual(section)
    expect({ ...packed }).not.toHaveProperty('section')
  })

  it('has them as they were when their slots are counted through', () => {
    const rows = [{ label: 'A', seats: ['1', '2', '1'].map((label, slot) => ({ ...seat, slot, label })) }]
    expect(packedArea({ ...area, section: { ...section, rows } }).section?.rows).toEqual(rows)
  })

  it('keeps them through every change, as the same', () => {
    const packed = packedArea(area)
    const changed = withStates(packed, { states: 's.......', holders: {} })
    expect(changed.states).toBe('s.......')
    expect(changed.section).toEqual(section)
    expect(packOf(changed)).toBe(packOf(packed))
    expect(packed.states).toBe('........')
  })

  it('is the area itself where there are no seats', () => {
    const { section: _, ...standing } = area
    expect(packedArea(standing)).toBe(standing)
    expect(packOf(standing)).toBeUndefined()
  })
})
