import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rangesOf, slotCount, slotsOf } from './block'

const range = fc
  .record({ areaId: fc.constantFrom('hall', 'floor'), first: fc.nat(60), length: fc.nat(12) })
  .map(({ areaId, first, length }) => ({ areaId, first, last: first + length }))

it('names every slot once, whatever overlaps, and gets back to the fewest ranges', () => {
  fc.assert(
    fc.property(fc.array(range), ranges => {
      const slots = slotsOf(ranges)
      const names = slots.map(({ areaId, slot }) => `${areaId} ${slot}`)
      expect(new Set(names).size).toBe(names.length)
      expect(slots.length).toBeLessThanOrEqual(slotCount(ranges))
      const fewest = rangesOf(slots)
      expect(slotsOf(fewest)).toEqual(slots)
      expect(slotCount(fewest)).toBe(slots.length)
      for (const { areaId, last } of fewest)
        expect(fewest.some(other => other.areaId === areaId && other.first === last + 1)).toBe(false)
    }),
  )
})

it('counts a range that runs backwards as empty', () => {
  expect(slotCount([{ areaId: 'hall', first: 5, last: 4 }])).toBe(0)
  expect(slotsOf([{ areaId: 'hall', first: 5, last: 4 }])).toEqual([])
})
