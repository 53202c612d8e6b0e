import { describe, expect, it } from 'vitest'
import { findBrowser } from '../../browser-host/find-browser'
import { startCluster } from '../../testing/cluster'
import { startCampaignCluster } from '../campaign/cluster'
import { measureBest } from './best'
import { measureFailover } from './failover'
import { measureGroup } from './group'
import { measureRivals } from './rivals'
import { measureSale } from './sale/rows'
import { measureSlope } from './slope'
import { growCluster } from './slope/grown-cluster'
import { measureStart } from './start'
import { measureWatch } from './watch/measure-watch'

describe('a bench', () => {
  it.each(['at-once', 'held'] as const)(
    'of sales (%s) sells, and makes the same transactions again',
    async way => {
      await using cluster = await startCluster({ nodes: 1 })
      const pairs = await measureSale(cluster, {
        ...{ way, watching: true, count: 2, pairs: 2, loadMs: 500, warmUps: 1 },
      })
      expect(pairs).toHaveLength(2)
      for (const { ours, raw } of pairs)
        for (const { ordersPerSecond, p50Ms, p95Ms } of [ours, raw]) {
          expect(ordersPerSecond).toBeGreaterThan(0)
          expect(p50Ms).toBeGreaterThan(0)
          expect(p95Ms).toBeGreaterThanOrEqual(p50Ms)
        }
    },
  )

  it('of a group holds it in steps and sells it in one transaction, and sends the same again', async () => {
    await using cluster = await startCluster({ nodes: 1 })
    const pairs = await measureGroup(cluster, { pairs: 2, size: 150, warmUps: 1 })
    expect(pairs).toHaveLength(2)
    for (const { ours, raw } of pairs)
      for (const { holdMs, commitMs, totalMs } of [ours, raw]) {
        expect(holdMs).toBeGreaterThan(0)
        expect(commitMs).toBeGreaterThan(0)
        expect(totalMs).toBeCloseTo(holdMs + commitMs)
      }
  })

  it('of the best sells a hall out, and as many places to stand', async () => {
    await using cluster = await startCluster({ nodes: 1 })
    const house = { rows: 4, blocks: [5, 6, 5] }
    const pairs = await measureBest(cluster, { clients: 4, pairs: 2, house })
    expect(pairs).toHaveLength(2)
    for (const { ours, raw } of pairs)
      for (const figures of [ours, raw]) expect(figures.ordersPerSecond).toBeGreaterThan(0)
  })

  it('of rivals sells a hot event each way, and counts what was sold too often', async () => {
    await using cluster = await startCluster({ nodes: 1 })
    const options = { clients: 4, rounds: 2, places: 40, forMs: 20_000 }
    const rounds = await measureRivals(cluster, options)
    expect(rounds).toHaveLength(2)
    for (const { ours, counter, getThenPut } of rounds) {
      expect(ours.soldTooOften).toBe(0)
      expect(counter.soldTooOften).toBe(0)
      expect(getThenPut.soldTooOften).toBeGreaterThanOrEqual(0)
      expect(getThenPut.triesPerOrder).toBe(1)
      for (const figures of [ours, counter]) {
        expect(figures.ordersPerSecond).toBeGreaterThan(0)
        expect(figures.triesPerOrder).toBeGreaterThanOrEqual(1)
      }
    }
  })

  it('of failover kills the leader under each load, and finds every acknowledged order', async () => {
    const quotaBytes = 2 ** 30
    await using cluster = await startCampaignCluster({ nodes: 3, quotaBytes, namespace: 'failover/' })
    const timing = { settleMs: 1_000, deadMs: 1_500 }
    const { gapsMs, acknowledged } = await measureFailover(cluster, { clients: 2, kills: 1, timing })
    expect(gapsMs).toHaveLength(1)
    for (const { ours, raw } of gapsMs) {
      expect(ours).toBeGreaterThan(0)
      expect(raw).toBeGreaterThan(0)
    }
    expect(acknowledged).toBeGreaterThan(0)
  }, 120_000)

  it('of the slope sells on where orders were sold before, on each cluster in turns', async () => {
    await using few = await growCluster(20, 1)
    await using more = await growCluster(200, 1)
    const rounds = await measureSlope([few, more], { rounds: 2, warmUps: 1, commitsPerRound: 2 })
    expect(rounds).toHaveLength(2)
    for (const round of rounds) {
      expect(round.map(({ orders }) => orders)).toEqual([20, 200])
      for (const { oursMs, rawMs } of round) {
        expect(oursMs).toBeGreaterThan(0)
        expect(rawMs).toBeGreaterThan(0)
      }
    }
  })

  it('of the watch sees each sale in a window of another terminal', async () => {
    await using cluster = await startCluster({ nodes: 1 })
    const pairs = await measureWatch(cluster, { pairs: 2, salesPerRun: 2, warmUps: 2 })
    expect(pairs).toHaveLength(2)
    for (const { ours, raw } of pairs) {
      expect(ours.p50Ms).toBeGreaterThan(0)
      expect(raw.p50Ms).toBeGreaterThan(0)
    }
  })

  it.skipIf(!findBrowser())(
    'of the start comes to a counter that answers, and to a bare page',
    async () => {
      const [pair] = await measureStart({ pairs: 1 })
      for (const start of [pair?.ours, pair?.raw]) {
        expect(start?.serverMs).toBeGreaterThan(0)
        expect(start?.pageMs).toBeGreaterThan(0)
      }
    },
    240_000,
  )
})
