import { expectAccessible } from '../drivers/accessible'
import { expect, test } from '../fixtures'
import { type CounterPage, openCounter } from '../pages/counter-page'

const event = 'The Salt Road'
const row = 'Balcony, row S'

async function openRow(counter: CounterPage): Promise<void> {
  await counter.openEvent(event)
  await counter.goToRow(row)
  await expect(counter.seat('2')).toBeAttached()
}

/** Draws a rectangle with Shift round two seats of a row and what is between them. */
async function frame(counter: CounterPage, from: string, to: string): Promise<void> {
  const { mouse, keyboard } = counter.page
  const [a, b] = [await counter.middleOf(from), await counter.middleOf(to)]
  await keyboard.down('Shift')
  await mouse.move(Math.min(a.x, b.x) - 5, Math.min(a.y, b.y) - 5)
  await mouse.down()
  await mouse.move(Math.max(a.x, b.x) + 5, Math.max(a.y, b.y) + 5, { steps: 4 })
}

async function letGo(counter: CounterPage): Promise<void> {
  await counter.page.mouse.up()
  await counter.page.keyboard.up('Shift')
}

test('a rectangle holds what it shows, in one step, and says which were not free', async ({
  counter,
  till,
}) => {
  const second = await openCounter(till, 'manager')
  await openRow(counter)
  await openRow(second)
  await second.clickSeat('4')
  await expect(counter.seat('4')).toHaveAccessibleName(/Held/)

  await frame(counter, '3', '5')
  await expect(counter.page.getByText('2 seats · 1 not free')).toBeVisible()
  await letGo(counter)
  await expect(counter.basket).toContainText('Row S, seat 3')
  await expect(counter.basket).toContainText('Row S, seat 5')
  await expect(counter.notice).toContainText('Not free: row S, 4')
  await expect(second.seat('3')).toHaveAccessibleName(/Held/)

  await counter.empty()
  await second.empty()
  await second.page.context().close()
})

test('a rectangle that is given up with Esc holds nothing and empties nothing', async ({ counter }) => {
  await openRow(counter)
  await counter.clickSeat('7')
  await expect(counter.basket).toContainText('Row S, seat 7')
  await frame(counter, '1', '3')
  await counter.page.keyboard.press('Escape')
  await letGo(counter)
  await expect(counter.basket).toContainText('Row S, seat 7')
  await expect(counter.basket).not.toContainText('Row S, seat 2')
  await counter.empty()
})

test('Shift and a click take all seats from the last one to here', async ({ counter }) => {
  await openRow(counter)
  await counter.clickSeat('2')
  await expect(counter.basket).toContainText('Row S, seat 2')
  const { x, y } = await counter.middleOf('5')
  await counter.page.keyboard.down('Shift')
  await counter.page.mouse.click(x, y)
  await counter.page.keyboard.up('Shift')
  for (const seat of ['2', '3', '4', '5']) await expect(counter.basket).toContainText(`Row S, seat ${seat}`)
  await counter.empty()
})

test('wheel, drag and buttons move the map; a seat is clicked where it is drawn, and others’ holds appear there', async ({
  counter,
  till,
}) => {
  const second = await openCounter(till, 'manager')
  await openRow(counter)
  await openRow(second)
  const before = await counter.seat('2').boundingBox()
  const { x, y } = await counter.middleOf('2')
  await counter.page.mouse.move(x, y)
  for (let n = 0; n < 5; n++) await counter.page.mouse.wheel(0, -100)
  await expect
    .poll(async () => (await counter.seat('2').boundingBox())?.width)
    .toBeGreaterThan((before?.width ?? 0) * 1.5)
  await counter.page.mouse.down()
  await counter.page.mouse.move(x + 60, y - 80, { steps: 4 })
  await counter.page.mouse.up()
  await expect(counter.basket).toContainText('Nothing chosen yet')

  await second.clickSeat('6')
  await expect(counter.seat('6')).toHaveAccessibleName(/Held/)
  await counter.clickSeat('2')
  await expect(counter.basket).toContainText('Row S, seat 2')
  await expect(second.seat('2')).toHaveAccessibleName(/Held/)

  await counter.page.getByRole('button', { name: 'Whole house' }).click()
  await expect
    .poll(async () => Math.round((await counter.seat('2').boundingBox())?.x ?? 0))
    .toBe(Math.round(before?.x ?? 0))
  await counter.empty()
  await second.empty()
  await second.page.context().close()
})

test('by keyboard alone: walk, zoom, take one, take all up to another', async ({ counter }) => {
  await openRow(counter)
  const map = counter.page.getByRole('listbox', { name: /Balcony/ })
  await map.focus()
  const current = () =>
    map.evaluate(own => document.getElementById(own.getAttribute('aria-activedescendant') ?? '')?.ariaLabel)
  await counter.page.keyboard.press('Home')
  await counter.page.keyboard.press('ArrowRight')
  expect(await current()).toContain('Balcony, row S, seat 2')
  const width = (await counter.seat('2').boundingBox())?.width ?? 0
  await counter.page.keyboard.press('+')
  await expect.poll(async () => (await counter.seat('2').boundingBox())?.width).toBeGreaterThan(width * 1.3)
  await counter.page.keyboard.press('Enter')
  await expect(counter.basket).toContainText('Row S, seat 2')
  await counter.page.keyboard.press('ArrowRight')
  await counter.page.keyboard.press('ArrowRight')
  await counter.page.keyboard.press('Shift+Enter')
  for (const seat of ['3', '4']) await expect(counter.basket).toContainText(`Row S, seat ${seat}`)
  await counter.empty()
})

test('a pointer on a blocked seat says why it is blocked, as a screen reader does', async ({ counter }) => {
  await counter.openEvent(event)
  await counter.goToRow('Stalls centre, row F')
  const seat = counter.seat('9')
  await expect(seat).toHaveAccessibleName(/Blocked for the press: Reviewers, press night/)
  const { x, y } = await counter.middleOf('9')
  await counter.page.mouse.move(x, y)
  await expect(counter.page.getByText('Blocked for the press: Reviewers, press night')).toBeVisible()
})

test('the legend brings seats out, and the map passes axe so in both themes', async ({ counter }) => {
  await openRow(counter)
  const { page } = counter
  const blocked = page.getByRole('button', { name: 'Blocked' })
  await blocked.click()
  await expect(blocked).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(blocked).toHaveAttribute('aria-pressed', 'false')
})
