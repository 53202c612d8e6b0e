import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf } from './batches'

describe('batches', () => {
  it('hold every entry once, in order, and never more keys than asked', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.integer({ min: 1, max: 128 }), (count, maxKeys) => {
        const entries = Array.from({ length: count }, (_, n) => ({ key: `k${n}`, value: 'v' }))
        const batches = [...batchesOf(entries, maxKeys)]
        expect(batches.flat()).toEqual(entries)
        expect(batches.every(batch => batch.length > 0 && batch.length <= maxKeys)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it('stay below what etcd takes in one request, counted in bytes', () => {
    const value = 'ü'.repeat(100_000)
    const batches = [
      ...batchesOf(
        Array.from({ length: 10 }, (_, n) => ({ key: `k${n}`, value })),
        128,
      ),
    ]
    expect(batches.map(batch => batch.length)).toEqual([4, 4, 2])
  })

  it('give an entry that is too large by itself a batch of its own', () => {
    const large = { key: 'large', value: 'x'.repeat(1_200_000) }
    const small = { key: 'small', value: 'x' }
    expect([...batchesOf([small, large, small], 128)]).toEqual([[small], [large], [small]])
  })
})
