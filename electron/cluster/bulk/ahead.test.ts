import { setImmediate as idle } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { drawnAhead } from './ahead'

function* counting(limit: number, drawn: number[] = []) {
  for (let n = 0; n < limit; n++) {
    drawn.push(n)
    yield n
  }
}

async function untilIdle() {
  for (let turn = 0; turn < 20; turn++) await idle()
}

describe('drawing ahead', () => {
  it('gives every item once, in order, and then ends for good', async () => {
    const items = drawnAhead(counting(10), 3)
    const taken: number[] = []
    for (let item = items.next(); !item.done; item = items.next()) {
      taken.push(item.value)
      if (taken.length % 4 === 0) await idle()
    }
    expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    await untilIdle()
    expect(items.next().done).toBe(true)
  })

  it('draws nothing before the first is asked for, then as many as it may while nobody asks', async () => {
    const drawn: number[] = []
    const items = drawnAhead(counting(10, drawn), 3)
    await untilIdle()
    expect(drawn).toEqual([])
    items.next()
    expect(drawn).toEqual([0])
    await untilIdle()
    expect(drawn).toEqual([0, 1, 2, 3])
    items.next()
    await untilIdle()
    expect(drawn).toEqual([0, 1, 2, 3, 4])
  })

  it('throws what went wrong at its place, not before', async () => {
    const failing = function* () {
      yield 1
      yield 2
      throw new Error('no third')
    }
    const items = drawnAhead(failing(), 5)
    expect(items.next().value).toBe(1)
    await untilIdle()
    expect(items.next().value).toBe(2)
    expect(() => items.next()).toThrow('no third')
    expect(items.next().done).toBe(true)
  })
})
