import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planCapacity } from './capacity'

const area = fc
  .record({
    capacity: fc.nat(60),
    parts: fc.array(fc.constantFrom('free', 'claimed', 'withdrawn'), { maxLength: 60 }),
  })
  .map(({ capacity, parts }) => {
    const slots = (part: string) => [...parts.keys()].filter(slot => slot < capacity && parts[slot] === part)
    return { capacity, withdrawn: slots('withdrawn'), claimed: new Set(slots('claimed')) }
  })

it('leaves exactly the places that were wanted, all claims inside, and withdraws no number that somebody has', () => {
  fc.assert(
    fc.property(area, fc.nat(80), ({ claimed, ...before }, wanted) => {
      const plan = planCapacity(before, wanted, slot => claimed.has(slot) || before.withdrawn.includes(slot))
      if (!plan) {
        expect(claimed.size).toBeGreaterThan(wanted)
        return
      }
      const { capacity, withdraw, restore } = plan
      const withdrawn = new Set([...before.withdrawn.filter(slot => !restore.includes(slot)), ...withdraw])
      expect(capacity - withdrawn.size).toBe(wanted)
      for (const slot of claimed) {
        expect(slot).toBeLessThan(capacity)
        expect(withdrawn.has(slot)).toBe(false)
      }
      for (const slot of withdrawn) expect(slot).toBeLessThan(capacity)
      for (const slot of withdraw) expect(before.withdrawn).not.toContain(slot)
    }),
  )
})
