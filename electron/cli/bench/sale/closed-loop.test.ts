import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { closedLoop } from './closed-loop'

it('gives each client its next thing when the one before is done, and never two at once', async () => {
  const clients = [
    { running: 0, done: 0 },
    { running: 0, done: 0 },
  ]
  const { latenciesMs, elapsedMs } = await closedLoop(clients, 30, async client => {
    expect(++client.running).toBe(1)
    await setImmediate()
    client.running--
    client.done++
  })
  expect(elapsedMs).toBe(30)
  for (const { done } of clients) expect(done).toBeGreaterThan(1)
  // What ended after the time was up does not count.
  const done = clients.reduce((sum, client) => sum + client.done, 0)
  expect(latenciesMs.length).toBeLessThanOrEqual(done)
  expect(latenciesMs.length).toBeGreaterThanOrEqual(done - clients.length)
})

it('ends for all when the first has nothing left', async () => {
  const things = new Map([
    ['early', 3],
    ['late', Number.POSITIVE_INFINITY],
  ])
  const { elapsedMs } = await closedLoop([...things.keys()], 60_000, client => {
    const left = things.get(client) ?? 0
    things.set(client, left - 1)
    return left > 0 ? setImmediate() : undefined
  })
  expect(elapsedMs).toBeLessThan(60_000)
})
