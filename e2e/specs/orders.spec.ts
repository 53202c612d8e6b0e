import { expectAccessible } from '../drivers/accessible'
import { expect, test } from '../fixtures'
import type { CounterPage } from '../pages/counter-page'
import { OrdersPage } from '../pages/orders-page'
import { SignInPage } from '../pages/sign-in-page'

const event = 'Night Freight'

/** Sells two adults for exact cash. @returns the order's number. */
async function sellTwo(counter: CounterPage): Promise<string> {
  const { page } = counter
  if (!(await counter.basket.isVisible())) await page.getByRole('link', { name: 'Counter' }).click()
  await counter.openEvent(event)
  const before = (await counter.lastSale.isVisible()) ? await counter.orderNumber() : undefined
  await page.keyboard.press('F1')
  await page.keyboard.press('F1')
  await counter.expectTotal('€32.00')
  await page.keyboard.press('Enter')
  return counter.orderNumber(before)
}

test('a customer comes back with a ticket: the order is found by its number, and one of two goes back', async ({
  counter,
  till,
}) => {
  const number = await sellTwo(counter)
  const page = await till.openWindow()
  await new SignInPage(page).signInAs('manager')
  const orders = new OrdersPage(page)
  await orders.open()
  // As people say it: without the zeros.
  await orders.find(number.replace(/-0+/, '-').toLowerCase())
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible()

  await page
    .getByRole('checkbox', { name: /^Choose / })
    .nth(1)
    .uncheck()
  await orders.act(/^Refund/).click()
  await expect(orders.confirm).toContainText('Give back €16.00 in cash')
  await orders.confirm.click()

  await expect(orders.acts.getByRole('status')).toContainText('Hand out €16.00 from the drawer.')
  await expect(page.getByText('Partly refunded')).toBeVisible()
  await expect(orders.timeline).toContainText('Refunded')
  await expect(orders.timeline).toContainText('Aoife Sexton at T01')
  await expect(orders.act(/^Void/)).toBeDisabled()
  await expect(orders.act(/^Void/)).toContainText('Part of it came back already.')
  await expectAccessible(page)
  await page.context().close()
})

test('a slip of the hand: a sale is void right after it was made, by keys alone', async ({ counter }) => {
  const number = await sellTwo(counter)
  const { page } = counter
  const orders = new OrdersPage(page)
  await orders.open()
  await expect(orders.search).toBeFocused()
  await page.keyboard.type(number)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible()
  await page.keyboard.press('F6')
  await expect(orders.confirm).toContainText('Void, and give back €32.00')
  await page.keyboard.press('Enter')
  await expect(orders.acts.getByRole('status')).toContainText(`${number} is void`)
  await expect(page.getByText('Nothing more can be done with this order.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(orders.list).toContainText('Void')
})

test('a refund is a manager’s, and the screen says so', async ({ counter }) => {
  const number = await sellTwo(counter)
  const orders = new OrdersPage(counter.page)
  await orders.open()
  await orders.openOrder(number)
  await expect(orders.act(/^Refund/)).toBeDisabled()
  await expect(orders.act(/^Refund/)).toContainText('A manager does this. Ask one to sign in.')
})

test('a reservation made at the counter is found by its name, collected in two parts, and the change is told', async ({
  counter,
}) => {
  await counter.openEvent(event)
  for (const key of ['F1', 'F1', 'Control+Enter']) await counter.page.keyboard.press(key)
  await counter.page.getByLabel('Who fetches it').fill('Ms Oyelaran')
  await counter.page.keyboard.press('Enter')
  const number = await counter.orderNumber()

  const orders = new OrdersPage(counter.page)
  await orders.open()
  await orders.find('oyelaran')
  await expect(counter.page.getByRole('heading', { level: 1, name: number })).toBeVisible()
  await expect(counter.page.getByText('Reserved').first()).toBeVisible()
  await counter.page.keyboard.press('F2')
  await orders.acts.getByLabel('Cash received').fill('30')
  await expect(orders.acts).toContainText('€2.00 are missing.')
  // Twelve on a card, and the rest in cash.
  await orders.acts.getByRole('radio', { name: 'Card', exact: true }).check()
  await orders.acts.getByLabel('Amount, card').fill('12')
  await expect(orders.confirm).toContainText('Add €12.00 on the card')
  await orders.confirm.click()
  await expect(orders.acts.getByRole('list', { name: 'Paid so far' })).toContainText('€12.00')
  await orders.acts.getByRole('radio', { name: 'Cash' }).check()
  await orders.acts.getByLabel('Cash received').fill('38')
  await expect(orders.acts).toContainText('Change €18.00')
  await orders.confirm.click()
  await expect(orders.acts.getByRole('status')).toContainText('Change due: €18.00.')
  await expect(counter.page.getByText('Sold').first()).toBeVisible()
  await expectAccessible(counter.page)
})

test('a code that opens nothing says so', async ({ counter }) => {
  const orders = new OrdersPage(counter.page)
  await orders.open()
  await orders.find('T01-999999')
  await expect(counter.page.getByText('Nothing is found for “T01-999999”')).toBeVisible()
  await orders.find(`AEAQ${'K'.repeat(120)}`)
  await expect(counter.page.getByText('No order has this code.')).toBeVisible()
  await expectAccessible(counter.page)
})

test('an order of another till opens, and what happens to it there shows here at once', async ({
  counter,
  till,
  startTill,
}) => {
  const number = await sellTwo(counter)
  const other = await startTill({ endpoints: till.endpoints })
  const page = await other.openWindow()
  await new SignInPage(page).signInAs('manager')
  const there = new OrdersPage(page)
  await there.open()
  await there.openOrder(number)
  const here = new OrdersPage(counter.page)
  await here.open()
  await here.openOrder(number)

  await there.act(/^Refund/).click()
  await there.confirm.click()
  await expect(here.page.getByText('Refunded, by Aoife Sexton at T02, a moment ago.')).toBeVisible()
  await expect(here.act(/^Refund/)).toBeHidden()
  await page.context().close()
})

test('a seat leads to its order, and a free one says that it is free', async ({ counter }) => {
  const orders = new OrdersPage(counter.page)
  await orders.open()
  await orders.search.fill('Row A 1')
  await expect(counter.page.getByText(/^\d+\+? orders?$/)).toBeVisible()
  await expect(orders.list.getByRole('row').nth(1)).toContainText(/Row A, seats? 1\b/)
  // Arrows walk from the field into the list and Enter opens.
  await orders.search.press('ArrowDown')
  await counter.page.keyboard.press('Enter')
  await expect(counter.page.getByRole('heading', { level: 1 })).toContainText(/^[TF]\d\d-\d{6}$/)
})

test('a buyer is made at the counter while they stand there, and their order is found by their name', async ({
  counter,
}) => {
  const { page } = counter
  await counter.openEvent(event)
  await page.keyboard.press('F1')
  await counter.basket.getByRole('button', { name: 'Add a buyer' }).click()
  await page.keyboard.type('Zoë Quist')
  await expect(counter.basket.getByRole('option', { name: 'New customer “Zoë Quist”' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(counter.basket.getByRole('form', { name: 'New customer' })).toBeVisible()
  await page.keyboard.type('maura.cotter@example.org', { delay: 50 })
  await page.keyboard.press('Enter')
  await expect(counter.basket.getByRole('alert')).toContainText('Maura Cotter has the address')
  await counter.basket.getByLabel('E-mail (optional)').fill('zoe@example.com')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(counter.basket.getByRole('button', { name: 'Zoë Quist', exact: true })).toBeVisible()
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.press('Enter')
  const number = await counter.orderNumber()

  const orders = new OrdersPage(page)
  await orders.open()
  await orders.find('quist zoe')
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible()
  await expect(page.getByText('zoe@example.com')).toBeVisible()

  // The next customer starts without a name, and this one is found by a few letters.
  await page.getByRole('link', { name: 'Counter' }).click()
  await counter.openEvent(event)
  await page.keyboard.press('F1')
  await counter.basket.getByRole('button', { name: 'Add a buyer' }).click()
  await page.keyboard.type('qui')
  await expect(counter.basket.getByRole('option').first()).toContainText('zoe@example.com')
  await page.keyboard.press('Enter')
  await expect(counter.basket.getByRole('button', { name: 'Zoë Quist', exact: true })).toBeVisible()
})
