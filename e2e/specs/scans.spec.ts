import { scan } from '../drivers/scanner'
import { expect, test } from '../fixtures'
import { openCounter } from '../pages/counter-page'
import { OrdersPage } from '../pages/orders-page'

test('a scan from any screen opens its order: while a sale goes on, while somebody types, while a manager works', async ({
  till,
}) => {
  const counter = await openCounter(till, 'admin')
  const { page } = counter
  await counter.openEvent('Night Freight')
  await page.keyboard.press('F1')
  await page.keyboard.press('Enter')
  const number = await counter.orderNumber()
  const opened = page.getByRole('heading', { level: 1, name: number })
  const goTo = (screen: string) => page.getByRole('link', { name: screen, exact: true }).first().click()

  await test.step('from the counter, with a ticket in the basket, which is still there afterwards', async () => {
    await page.keyboard.press('F2')
    await scan(page, number)
    await expect(opened).toBeVisible()
    await goTo('Counter')
    await counter.expectTotal('€8.00')
    await counter.empty()
  })

  await test.step('from the search of events, which keeps what was typed', async () => {
    const search = page.getByRole('combobox', { name: 'Search events' })
    await search.focus()
    await page.keyboard.type('night')
    await scan(page, number)
    await expect(opened).toBeVisible()
  })

  await test.step('from the orders’ own search, and from another order', async () => {
    const orders = new OrdersPage(page)
    await goTo('Orders')
    await expect(orders.search).toBeFocused()
    await scan(page, number)
    await expect(opened).toBeVisible()
    await scan(page, number)
    await expect(opened).toBeVisible()
  })

  await test.step('from a form of the managers', async () => {
    await goTo('Manage')
    await page.getByRole('link', { name: 'Vouchers', exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Half a name')
    await scan(page, number)
    await expect(opened).toBeVisible()
  })

  await test.step('from the admins’ pages', async () => {
    await goTo('Admin')
    await expect(page.getByRole('button', { name: 'Make the user' })).toBeVisible()
    await scan(page, number)
    await expect(opened).toBeVisible()
  })

  await page.context().close()
})

test('a scan that opens nothing types nothing and sells nothing, in a sale and in a field', async ({
  counter,
}) => {
  const { page } = counter
  await counter.openEvent('Night Freight')
  await page.keyboard.press('F1')
  await page.keyboard.type('50')
  await scan(page, '9781234567897')
  await expect(page.getByRole('alert')).toContainText('The code 9781234567897 opens nothing here')
  await expect(counter.lastSale).toBeHidden()
  await counter.expectTotal('€16.00')

  const search = page.getByRole('combobox', { name: 'Search events' })
  await search.focus()
  await page.keyboard.type('night')
  await scan(page, '9781234567880')
  await expect(page.getByRole('alert')).toContainText('The code 9781234567880 opens nothing here')
  await expect(search).toHaveValue('night')

  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.press('Enter')
  await expect(counter.lastSale).toContainText('€34.00')
})
