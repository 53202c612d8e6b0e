import { expect, test } from '../fixtures'
import { OrdersPage } from '../pages/orders-page'

test('a concert and two standing tickets of another night are one basket, one sale and one order', async ({
  counter,
}) => {
  const { page } = counter
  await counter.openEvent('The Salt Road')
  await page.keyboard.press('F1')
  await expect.poll(() => counter.seatsHeld()).toHaveLength(1)
  await counter.openEvent('Night Freight')
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.press('F2')
  await page.keyboard.press('F2')
  await expect(counter.basket.getByRole('heading', { level: 2 })).toHaveText('3 tickets')
  await expect(counter.basket.getByRole('heading', { level: 3 })).toHaveText([
    /The Salt Road/,
    /Night Freight/,
  ])
  await counter.expectTotal('€54.00')
  await page.keyboard.press('Enter')
  const number = await counter.orderNumber()

  const orders = new OrdersPage(page)
  await orders.open()
  await orders.openOrder(number)
  const main = page.getByRole('main')
  for (const name of ['The Salt Road', 'Night Freight']) await expect(main).toContainText(name)
  await expect(page.getByRole('checkbox', { name: /^Choose / })).toHaveCount(4)
})
