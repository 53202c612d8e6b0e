import { expect, test } from '../fixtures'
import { openCounter } from '../pages/counter-page'

test('with the mouse alone, from the list of events to the change: two seats, one of them a child’s', async ({
  counter,
}) => {
  const { page } = counter
  await counter.openEvent('The Salt Road')
  await counter.goToRow('Balcony, row P')
  await expect(counter.seat('2')).toBeAttached()
  const free = await counter.freeSeats()
  const first = free.find(seat => free.includes(seat + 1)) ?? 0
  await counter.clickSeat(String(first))
  await counter.clickSeat(String(first + 1))
  await expect.poll(() => counter.seatsHeld()).toHaveLength(2)
  const total = await counter.tender.getByRole('status', { name: 'Total' }).textContent()

  const child = counter.basket.getByRole('button', {
    name: `Row P, seat ${first} is Adult: make it another ticket`,
  })
  await child.click()
  await page.getByRole('menuitemradio', { name: /^Child/ }).click()
  await expect(counter.basket.getByRole('listitem', { name: `Row P, seat ${first}, Child` })).toBeVisible()
  await expect(counter.tender.getByRole('status', { name: 'Total' })).not.toHaveText(total ?? '')
  expect(await counter.seatsHeld()).toEqual([`Row P, seat ${first}`, `Row P, seat ${first + 1}`])

  await counter.tender.getByRole('button', { name: /^€100/ }).click()
  await counter.orderNumber()
  await expect(counter.lastSale).toContainText('Change due, last sale')
  await expect(counter.basket).toContainText('Nothing chosen yet')
})

test('with a finger alone: three standing tickets, one too many, paid with a note', async ({ till }, {
  project,
}) => {
  test.skip(project.metadata.host !== 'browser', 'a window of the desktop is touched on a screen that can be')
  const counter = await openCounter(till, 'cashier', { hasTouch: true })
  const { page } = counter
  await counter.eventRow('Night Freight').tap()
  await expect(page.getByRole('heading', { level: 1, name: 'Night Freight' })).toBeVisible()
  const more = page.getByRole('button', { name: 'One Adult more' })
  for (let n = 0; n < 3; n++) await more.tap()
  await page.getByRole('button', { name: 'One Adult less' }).tap()
  await expect(counter.tender.getByRole('status', { name: 'Total' })).toHaveText('€32.00')
  for (const button of await counter.tender.getByRole('button').all()) {
    const box = await button.boundingBox()
    expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44)
  }
  await counter.tender.getByRole('button', { name: /^€50/ }).tap()
  await expect(counter.lastSale).toContainText('€18.00')
  await page.context().close()
})
