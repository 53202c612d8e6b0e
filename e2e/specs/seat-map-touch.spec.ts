import type { CDPSession } from '@playwright/test'
import { expect, test } from '../fixtures'
import { type CounterPage, openCounter } from '../pages/counter-page'

interface Finger {
  x: number
  y: number
}

/** Two fingers on a page, moved as a hand does: down, some steps, up. */
async function twoFingers(session: CDPSession, from: [Finger, Finger], to: [Finger, Finger]) {
  const at = (part: number) =>
    [0, 1].map(id => {
      const [a, b] = [from[id] ?? from[0], to[id] ?? to[0]]
      return { id, x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }
    })
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
  for (let step = 1; step <= 8; step++)
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / 8) })
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

async function oneFinger(session: CDPSession, { x, y }: Finger, down: () => Promise<void>) {
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ id: 0, x, y }] })
  await down()
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

const widthOf = async (counter: CounterPage, seat: string) =>
  (await counter.seat(seat).boundingBox())?.width ?? 0

test.describe('with fingers alone, on the seat map', () => {
  test.beforeEach(({ browserName: _ }, { project }) => {
    test.skip(
      project.metadata.host !== 'browser',
      'a window of the desktop is touched on a screen that can be',
    )
  })

  test('two fingers apart zoom, two fingers together move, and neither chooses a seat', async ({ till }) => {
    const counter = await openCounter(till, 'cashier', { hasTouch: true })
    const { page } = counter
    const session = await page.context().newCDPSession(page)
    await counter.openEvent('The Salt Road')
    await counter.goToRow('Balcony, row N')
    await expect(counter.seat('2')).toBeAttached()
    const before = await counter.middleOf('2')
    const width = await widthOf(counter, '2')
    const { x, y } = before
    const apart = (by: number): [Finger, Finger] => [
      { x: x - by / 2, y },
      { x: x + by / 2, y },
    ]
    await twoFingers(session, apart(60), apart(90))
    // What is between the fingers stays there.
    await expect.poll(async () => (await widthOf(counter, '2')) / width).toBeCloseTo(1.5, 1)
    await expect.poll(async () => Math.abs((await counter.middleOf('2')).x - x)).toBeLessThan(6)

    const large = await widthOf(counter, '2')
    const now = await counter.middleOf('2')
    const pair = (dx: number, dy: number): [Finger, Finger] => [
      { x: now.x - 30 + dx, y: now.y + dy },
      { x: now.x + 30 + dx, y: now.y + dy },
    ]
    await twoFingers(session, pair(0, 0), pair(48, -32))
    await expect.poll(async () => Math.round((await counter.middleOf('2')).x - now.x)).toBe(48)
    expect(Math.round((await counter.middleOf('2')).y - now.y)).toBe(-32)
    expect(await widthOf(counter, '2')).toBeCloseTo(large, 0)
    await expect(counter.basket).toContainText('Nothing chosen yet')
    await page.context().close()
  })

  test('a tap on a small seat brings it nearer, until it is as large as a finger; the next tap chooses it', async ({
    till,
  }) => {
    const counter = await openCounter(till, 'cashier', { hasTouch: true })
    const { page } = counter
    await counter.openEvent('The Salt Road')
    await counter.goToRow('Balcony, row N')
    await expect(counter.seat('2')).toBeAttached()
    const [free = 0] = await counter.freeSeats()
    const seat = String(free)
    const tap = async () => {
      const { x, y } = await counter.middleOf(seat)
      await page.touchscreen.tap(x, y)
    }
    expect(await widthOf(counter, seat)).toBeLessThan(32)
    await tap()
    await expect.poll(() => widthOf(counter, seat)).toBeGreaterThanOrEqual(32)
    await expect(counter.basket).toContainText('Nothing chosen yet')
    await tap()
    await expect(counter.basket).toContainText(`Row N, seat ${seat}`)
    await tap()
    await expect(counter.basket).toContainText('Nothing chosen yet')
    await page.context().close()
  })

  test('a finger that rests on a seat is told what a pointer is told, and chooses nothing', async ({
    till,
  }) => {
    const counter = await openCounter(till, 'cashier', { hasTouch: true })
    const { page } = counter
    const session = await page.context().newCDPSession(page)
    await counter.openEvent('The Salt Road')
    await counter.goToRow('Balcony, row N')
    await expect(counter.seat('2')).toBeAttached()
    const [free = 0] = await counter.freeSeats()
    const tip = page.getByText(`Balcony, row N, seat ${free}`, { exact: true })
    await oneFinger(session, await counter.middleOf(String(free)), async () => {
      await expect(tip).toBeVisible()
    })
    await expect(tip).toBeVisible()
    await expect(counter.basket).toContainText('Nothing chosen yet')
    await oneFinger(session, { x: 600, y: 220 }, async () => {})
    await expect(tip).toBeHidden()
    await page.context().close()
  })

  test('whatever a finger taps around the map is 44 pixels high', async ({ till }) => {
    const counter = await openCounter(till, 'cashier', { hasTouch: true })
    const { page } = counter
    await counter.openEvent('The Salt Road')
    await expect(page.getByRole('button', { name: 'Zoom in' })).toBeVisible()
    const targets = [
      ...(await page.getByRole('group', { name: 'Price zones' }).getByRole('button').all()),
      ...(await page.getByRole('list', { name: 'Legend' }).getByRole('button').all()),
      ...(await page.getByRole('button', { name: /^(Zoom|Whole house|Best seats)/ }).all()),
    ]
    expect(targets.length).toBeGreaterThan(10)
    for (const target of targets)
      expect(
        (await target.boundingBox())?.height,
        await target.textContent().then(String),
      ).toBeGreaterThanOrEqual(44)
    await page.context().close()
  })
})
