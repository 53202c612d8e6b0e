import { expect, test } from '../fixtures'
import { openCounter } from '../pages/counter-page'

const event = 'The Salt Road'
const row = 'Balcony, row T'

test('a click holds a seat, another till sees by whom, and after Pay it is sold everywhere', async ({
  counter,
  till,
  startTill,
}) => {
  const southTill = await startTill({ endpoints: till.endpoints })
  const south = await openCounter(southTill, 'manager')
  for (const window of [counter, south]) {
    await window.openEvent(event)
    await window.goToRow(row)
  }
  await counter.clickSeat('2')
  await counter.clickSeat('3')
  await expect(counter.basket).toContainText('Row T, seat 2')
  await expect(counter.basket.getByRole('timer')).toBeVisible()
  await expect(south.seat('2')).toHaveAccessibleName(/Held by T01/)

  await south.clickSeat('3')
  await expect(south.basket).not.toContainText('Row T, seat 3')

  await counter.pay.click()
  await counter.orderNumber()
  await expect(south.seat('2')).toHaveAccessibleName(/Sold/)
  await expect(counter.seat('3')).toHaveAccessibleName(/Sold/)
  await south.page.context().close()
})

test('a seat clicked again, or Esc, is free for everybody at once', async ({ counter, till }) => {
  const second = await openCounter(till, 'manager')
  for (const window of [counter, second]) {
    await window.openEvent(event)
    await window.goToRow(row)
  }
  await counter.clickSeat('5')
  await counter.clickSeat('6')
  await expect(second.seat('5')).toHaveAccessibleName(/Held/)
  await counter.clickSeat('5')
  await expect(second.seat('5')).toHaveAccessibleName(/Zone/)
  await counter.page.keyboard.press('Escape')
  await expect(second.seat('6')).toHaveAccessibleName(/Zone/)
  await expect(counter.basket).toContainText('Nothing chosen yet')
  await second.page.context().close()
})

test('a reload keeps the basket with its countdown', async ({ counter }) => {
  await counter.openEvent(event)
  await counter.goToRow(row)
  await counter.clickSeat('8')
  await expect(counter.basket).toContainText('Row T, seat 8')
  await counter.page.reload()
  await expect(counter.basket).toContainText('Row T, seat 8', { timeout: 20_000 })
  await counter.page.keyboard.press('Escape')
  await expect(counter.basket).toContainText('Nothing chosen yet')
})
