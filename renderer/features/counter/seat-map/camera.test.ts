import { describe, expect, it } from 'vitest'
import { between, framing, kept, panned, toPlan, toScreen, wholeHouse, zoomed } from './camera'

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

describe('moving the camera', () => {
  const size = { width: 664, height: 466 }
  const home = wholeHouse(plan, size)

  it('keeps the point under the pointer where it is while zooming', () => {
    const at = toPlan(home, 100, 80)
    const near = toPlan(zoomed(home, 3, 100, 80), 100, 80)
    expect(near.x).toBeCloseTo(at.x)
    expect(near.y).toBeCloseTo(at.y)
  })

  it('moves the plan with the hand', () => {
    const before = toScreen(home, 0, 0)
    const after = toScreen(panned(home, 30, -12), 0, 0)
    expect([after.x - before.x, after.y - before.y]).toEqual([expect.closeTo(30), expect.closeTo(-12)])
  })

  it('never shows more than the whole house, nor less than helps', () => {
    expect(kept(plan, zoomed(home, 0.2, 0, 0), home, size)).toEqual(home)
    const far = kept(plan, zoomed(home, 1_000, 0, 0), home, size)
    expect(far.scale * plan.pitch).toBe(60)
  })

  it('does not lose the house when it is pushed away', () => {
    const near = zoomed(home, 2, size.width / 2, size.height / 2)
    const pushed = kept(plan, panned(near, 10_000, -10_000), home, size)
    expect(toPlan(pushed, 0, 0).x).toBeCloseTo(toPlan(home, 0, 0).x)
    expect(toPlan(pushed, size.width, size.height).y).toBeCloseTo(toPlan(home, size.width, size.height).y)
  })

  it('frames a section in the middle, as large as it fits', () => {
    const camera = framing(plan, { left: 2, right: 9, top: 1, bottom: 5 }, size)
    const first = toScreen(camera, 2, 1)
    const last = toScreen(camera, 9, 5)
    expect(first.x + last.x).toBeCloseTo(size.width)
    expect(first.y).toBeGreaterThan(0)
    expect(last.y).toBeLessThan(size.height)
  })

  it('goes from one place to another and arrives', () => {
    const goal = framing(plan, { left: 2, right: 9, top: 1, bottom: 5 }, size)
    expect(between(home, goal, 0, size).left).toBeCloseTo(home.left)
    const end = between(home, goal, 1, size)
    expect([end.scale, end.left, end.top]).toEqual([
      expect.closeTo(goal.scale),
      expect.closeTo(goal.left),
      expect.closeTo(goal.top),
    ])
  })
})
