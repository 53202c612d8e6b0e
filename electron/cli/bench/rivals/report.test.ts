import { expect, it } from 'vitest'
import { besideCounter, type Round, rivalsResult, rivalsTable } from './report'

const figures = (ordersPerSecond: number, soldTooOften: number) => ({
  ...{ ordersPerSecond, p50Ms: 10, p95Ms: 20.04, triesPerOrder: 1.125, soldTooOften },
})
const rounds = Array.from(
  { length: 6 },
  (): Round => ({ ours: figures(800, 0), counter: figures(100, 0), getThenPut: figures(1_000, 2_564) }),
)

it('says of each way what it comes to, and how ours compares with it', () => {
  expect(rivalsResult(32, rounds)).toEqual({
    ...{ clients: 32, rounds: 6, ...rounds[0] },
    beside: {
      counter: { median: 8, low: 8, high: 8 },
      getThenPut: { median: 0.8, low: 0.8, high: 0.8 },
    },
  })
})

it('says in short how ours compares with the counter where most want the event', () => {
  expect(besideCounter([rivalsResult(1, rounds), rivalsResult(32, rounds)])).toEqual({
    ...{ clients: 32, ratio: 8, interval: [8, 8] },
    ...{ ours: figures(800, 0), raw: figures(100, 0) },
  })
})

it('says the same as a table', () => {
  const [head, , ours, , getThenPut] = rivalsTable(1_000, [rivalsResult(32, rounds)])
  expect(head).toContain('sold beyond 1000 tickets')
  expect(ours).toBe('| 32 | a claim for each place, sold at once | 800 | 10 | 20 | 1.13 | 0 |')
  expect(getThenPut).toBe('| 32 | a counter, get, then put | 1000 | 10 | 20 | 1.13 | 2564 |')
})
