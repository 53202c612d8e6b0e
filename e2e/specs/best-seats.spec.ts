import { expectAccessible } from '../drivers/accessible'
import { countKeys } from '../drivers/counted-keys'
import { expect, test } from '../fixtures'
import type { CounterPage } from '../pages/counter-page'

const event = 'The Salt Road'

/** The rows of the seats in the basket, and how far apart the outermost are. */
async function sitting(counter: CounterPage) {
  const seats = await counter.seatsHeld()
  const numbers = seats.map(seat => Number(seat.split(' ').at(-1)))
  return {
    rows: new Set(seats.map(seat => seat.split(',')[0])).size,
    span: Math.max(...numbers) - Math.min(...numbers) + 1,
  }
}

test('4 B holds the best four together, and B moves them into the zone that is chosen then', async ({
  counter,
}) => {
  await counter.openEvent(event)
  const keys = countKeys(counter.page)
  await keys.press('4', 'b')
  await expect.poll(() => counter.seatsHeld()).toHaveLength(4)
  expect(keys.pressed).toBe(2)
  expect(await sitting(counter)).toEqual({ rows: 1, span: 4 })
  const before = await counter.seatsHeld()

  // Too dear: the customer wants the next zone.
  await keys.press('PageDown', 'b')
  await expect.poll(() => counter.seatsHeld()).not.toEqual(before)
  await expect.poll(() => counter.seatsHeld()).toHaveLength(4)
  expect(keys.pressed).toBe(4)
  const zones = counter.page.getByRole('group', { name: 'Price zones' })
  await expect(zones.locator('[aria-pressed=true]')).toHaveCount(1)
  const ticket = ((await zones.locator('[aria-pressed=true]').textContent()) ?? '').split(' · ')[0] ?? ''
  await expect(counter.basket.getByText(new RegExp(`· ${ticket}`))).toHaveCount(4)
  await counter.empty()
})

test('W is a wheelchair place, and who comes along sits beside it', async ({ counter }) => {
  await counter.openEvent(event)
  await counter.page.keyboard.press('PageDown')
  await counter.page.keyboard.press('w')
  await expect.poll(() => counter.seatsHeld()).toHaveLength(1)
  await counter.page.keyboard.press('F1')
  await expect.poll(() => counter.seatsHeld()).toHaveLength(2)
  expect(await sitting(counter)).toEqual({ rows: 1, span: 2 })
  await counter.page.getByRole('button', { name: /^Best 2: / }).focus()
  await expect(counter.page.getByText('Companion beside')).toBeVisible()
  await counter.empty()
})

test('with the pointer: three groups with their reasons, one click holds the one the customer likes', async ({
  counter,
}) => {
  const { page } = counter
  await counter.openEvent(event)
  await page.getByRole('button', { name: 'Best seats' }).click()
  const panel = page.getByRole('dialog', { name: 'Best seats' })
  const offers = panel.getByRole('listitem')
  await expect(offers).toHaveCount(3)
  await panel.getByRole('button', { name: 'One Seats together more' }).click()
  await expect(offers.first()).toContainText('the best')
  await expect(offers.first()).toContainText('All side by side')
  await expectAccessible(page)
  const words = (await offers.nth(1).textContent()) ?? ''
  await offers.nth(1).getByRole('button').click()
  await expect(panel).toBeHidden()
  await expect.poll(() => counter.seatsHeld()).toHaveLength(3)
  const [row = ''] = /Row [A-Z]+/.exec(words) ?? []
  await expect(counter.basket).toContainText(row)
  await counter.empty()
})
