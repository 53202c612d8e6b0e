import { expect, it } from 'vitest'
import { bestInWords, bestResult } from './report'

const figures = (ordersPerSecond: number, conflictsPerOrder: number) => ({
  ...{ ordersPerSecond, conflictsPerOrder, p95Ms: 20, passedOverPerOrder: 0.5 },
})
const pairs = Array.from({ length: 6 }, () => ({ ours: figures(400, 0.1), raw: figures(500, 0.05) }))

it('says how asking for the best compares with asking for any', () => {
  expect(bestResult(pairs)).toEqual({
    ...{ ratio: 0.8, interval: [0.8, 0.8], pairs: 6, conflictsPerOrder: 0.1 },
    ...{ ours: figures(400, 0.1), raw: figures(500, 0.05) },
  })
})

it('says the same in words', () => {
  expect(bestInWords(32, bestResult(pairs)).join('\n')).toContain('0.8 times the orders a second (0.8 to 0.8')
})
