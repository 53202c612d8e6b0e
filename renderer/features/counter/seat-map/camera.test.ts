import { describe, expect, it } from 'vitest'
import { toPlan, toScreen, wholeHouse } from './camera'

const plan = { bounds: { left: -10, right: 10, top: -4, bottom: 6 }, pitch: 1 }

describe('wholeHouse', () => {
  it.each([
    { width: 664, height: 466 },
    { width: 300, height: 900 },
    { width: 3_200, height: 1_900 },
  ])('fits every seat into $width × $height, in the middle', size => {
    const camera = wholeHouse(plan, size)
    const first = toScreen(camera, -10.5, -4.5)
    const last = toScreen(camera, 10.5, 6.5)
    expect(first.x).toBeGreaterThanOrEqual(0)
    expect(first.y).toBeGreaterThanOrEqual(0)
    expect(last.x).toBeLessThanOrEqual(size.width)
    expect(last.y).toBeLessThanOrEqual(size.height)
    expect((first.x + last.x) / 2).toBeCloseTo(size.width / 2)
  })

  it('keeps room below the house where it is asked for', () => {
    const size = { width: 900, height: 300 }
    expect(toScreen(wholeHouse(plan, size, 50), 0, 6.5).y).toBeLessThanOrEqual(250)
  })
})

describe('toPlan', () => {
  it('finds the place again that toScreen put there', () => {
    const camera = wholeHouse(plan, { width: 664, height: 466 })
    const { x, y } = toScreen(camera, 3.25, -1.5)
    expect(toPlan(camera, x, y).x).toBeCloseTo(3.25)
    expect(toPlan(camera, x, y).y).toBeCloseTo(-1.5)
  })
})
