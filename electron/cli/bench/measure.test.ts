import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../demo/random'
import { estimate, interleavedPairs, report } from './measure'

describe('an estimate', () => {
  it.each([
    // Tables of the sign-test interval (Conover, "Practical Nonparametric Statistics"): ranks from both ends, 1-based.
    [6, 1],
    [8, 1],
    [9, 2],
    [11, 2],
    [12, 3],
    [15, 4],
    [20, 6],
    [25, 8],
  ])('of %i values goes from the %i. smallest to the same from above', (count, rank) => {
    const values = seededRandom(count).shuffled(Array.from({ length: count }, (_, n) => n + 1))
    expect(estimate(values)).toEqual({ median: (count + 1) / 2, low: rank, high: count + 1 - rank })
  })

  it('is refused below six values', () => {
    expect(() => estimate([1, 2, 3, 4, 5])).toThrow(RangeError)
  })

  it('holds the true median in 95 of 100 measurements', () => {
    const random = seededRandom('coverage')
    const rounds = 2_000
    let held = 0
    for (let round = 0; round < rounds; round++) {
      // Exponential, median ln 2: as lopsided as latencies are.
      const { low, high } = estimate(Array.from({ length: 12 }, () => -Math.log(1 - random.next())))
      if (low <= Math.LN2 && Math.LN2 <= high) held++
    }
    expect(held / rounds).toBeGreaterThan(0.945)
    expect(held / rounds).toBeLessThan(0.98)
  })

  it('lies within its interval', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 6, maxLength: 60 }),
        values => {
          const { median, low, high } = estimate(values)
          expect(low).toBeLessThanOrEqual(median)
          expect(median).toBeLessThanOrEqual(high)
        },
      ),
    )
  })
})

describe('interleaved pairs', () => {
  it('take turns in going first, after one pair that does not count', async () => {
    const order: string[] = []
    const measured = (name: string, value: number) => async () => {
      order.push(name)
      return value
    }
    const pairs = await interleavedPairs(3, { ours: measured('o', 8), raw: measured('r', 2) })
    expect(order.join('')).toBe('roorroor')
    expect(pairs).toEqual(Array.from({ length: 3 }, () => ({ ours: 8, raw: 2 })))
  })
})

describe('a report', () => {
  it('takes the median of the ratios of pairs, not the ratio of medians', () => {
    const pairs = [1, 2, 3, 4, 5, 6, 7].map(n => ({ ours: n * n, raw: n }))
    expect(report('squares', pairs)).toEqual({
      name: 'squares',
      ratio: 4,
      interval: [1, 7],
      pairs: 7,
      ours: { median: 16, low: 1, high: 49 },
      raw: { median: 4, low: 1, high: 7 },
    })
  })
})
