import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { keyspace } from '../../electron/keyspace/index'
import { connectTo } from '../drivers/cluster'
import type { Till } from '../drivers/till'
import { expect, test } from '../fixtures'
import { type CounterPage, openCounter } from '../pages/counter-page'
import { ExchangePage } from '../pages/exchange-page'
import { OrdersPage } from '../pages/orders-page'

const event = 'The Salt Road' // zone D, the back of the balcony, is €18; zone C, its front, €26
const [back, front] = ['Balcony, row S', 'Balcony, row P']

/** Sells so many free seats of a row to adults. */
async function sell(counter: CounterPage, row: string, count: number) {
  await counter.openEvent(event)
  await counter.goToRow(row)
  const seats = (await counter.freeSeats()).slice(0, count).map(String)
  const before = (await counter.lastSale.isVisible()) ? await counter.orderNumber() : undefined
  for (const seat of seats) await counter.clickSeat(seat)
  await expect(counter.basket.getByText(/^Row [A-Z]+, seat \d+$/)).toHaveCount(count)
  await counter.pay.click()
  return { number: await counter.orderNumber(before), seats }
}

/** Opens the order and presses its Exchange: the counter stands on the order's event then. */
async function beginExchange(counter: CounterPage, number: string) {
  const orders = new OrdersPage(counter.page)
  await orders.open()
  await orders.openOrder(number)
  await counter.page.keyboard.press('F5')
  const exchange = new ExchangePage(counter)
  await expect(exchange.strip).toContainText(number)
  await expect(counter.page.getByRole('heading', { level: 1, name: event })).toBeVisible()
  return { orders, exchange }
}

/** Clicks the first free seat of a row. */
async function take(counter: CounterPage, row: string): Promise<string> {
  await counter.goToRow(row)
  const [seat] = (await counter.freeSeats()).map(String)
  await counter.clickSeat(seat ?? '')
  await expect(counter.seat(seat ?? '')).toHaveAccessibleName(/In this basket/)
  return seat ?? ''
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id, nodes }) => ({ colorScheme, id, where: nodes.map(node => node.html) })),
    ).toEqual([])
  }
}

async function storedOrder(till: Till, number: string) {
  const keys = connectTo(till.endpoints)
  for await (const { kvs } of keys.pages(keyspace.order.prefix()))
    for (const kv of kvs.filter(({ value }) => value.includes(`"${number}"`))) {
      const order = keyspace.order.read(kv)
      keys.close()
      return order
    }
  throw new Error(`no order ${number}`)
}

test('an upgrade to a dearer seat is paid in cash, and another till sees the old seat free at once', async ({
  counter,
  till,
}) => {
  test.slow()
  const { number, seats } = await sell(counter, back, 1)
  const other = await openCounter(till, 'manager')
  await other.openEvent(event)
  await other.goToRow(back)
  await expect(other.seat(seats[0] ?? '')).toHaveAccessibleName(/Sold/)

  const { exchange } = await beginExchange(counter, number)
  await expect(exchange.old).toContainText(`Row S, seat ${seats[0]}`)
  await expect(exchange.old).toContainText('−€18.00')
  await take(counter, front)
  await expect(counter.tender).toContainText('To pay')
  await counter.expectTotal('€8.00')
  await expectAccessible(counter.page)
  await exchange.leaveTheMap()
  await counter.page.keyboard.type('20')
  await counter.page.keyboard.press('Enter')

  await expect(exchange.done(1)).toContainText('€12.00')
  await expect(exchange.done(1)).toContainText(`${number} · Change due`)
  await expect(exchange.strip).toBeHidden()
  await expect(other.seat(seats[0] ?? '')).toHaveAccessibleName(/Zone D/)
  await expectAccessible(counter.page)
  await other.page.context().close()

  await exchange.done(1).getByRole('link', { name: number }).click()
  const orders = new OrdersPage(counter.page)
  await expect(orders.timeline).toContainText('Exchanged')
  await expect(orders.timeline).toContainText('€8.00 more')
  await expect(orders.act(/^Void/)).toContainText('Its tickets were exchanged.')
})

test('one ticket gets another seat for nothing: the page’s key, the seat, Enter', async ({
  counter,
  till,
}) => {
  const { number } = await sell(counter, back, 2)
  const orders = new OrdersPage(counter.page)
  await orders.open()
  await orders.openOrder(number)
  await orders.page
    .getByRole('checkbox', { name: /^Choose / })
    .last()
    .uncheck()
  await orders.act(/^Exchange 1 ticket/).click()
  const exchange = new ExchangePage(counter)
  await expect(exchange.strip).toContainText('0 of 1 chosen')
  const seat = await take(counter, 'Balcony, row R')
  await expect(counter.tender).toContainText('Nothing to pay')
  await exchange.leaveTheMap()
  await counter.page.keyboard.press('Enter')
  await expect(exchange.done(1)).toContainText('Nothing to pay')
  const order = await storedOrder(till, number)
  if (order.status === 'abandoned') throw new Error('not sold')
  expect(order.lines.map(({ placeLabel }) => placeLabel)).toContain(`Row R, seat ${seat}`)
  expect(order).toMatchObject({ totalMinor: 36_00, refunds: [], exchanges: [{ differenceMinor: 0 }] })
})

test('B takes the best seats for all that come back, and a ticket too few is asked about', async ({
  counter,
}) => {
  const { number } = await sell(counter, back, 2)
  const { exchange } = await beginExchange(counter, number)
  await counter.page.keyboard.press('b')
  await expect(exchange.strip).toContainText('2 of 2 chosen')
  await counter.basket
    .getByRole('button', { name: /^Remove Row/ })
    .first()
    .click()
  await expect(exchange.strip).toContainText('1 of 2 chosen')
  await counter.page.keyboard.press('Enter')
  await expect(counter.notice).toContainText('Only 1 of 2 new tickets is chosen.')
  await expect(counter.notice.getByRole('button', { name: /^Exchange 2 for 1/ })).toBeVisible()
  await counter.page.keyboard.press('Escape')
  await counter.page.keyboard.press('Escape')
  await expect(counter.page.getByRole('heading', { level: 1, name: number })).toBeVisible()
})

test('to another, cheaper event, and the difference goes back in cash', async ({ counter, till }) => {
  const { number } = await sell(counter, back, 1)
  const { exchange } = await beginExchange(counter, number)
  await counter.openEvent('Night Freight')
  await counter.page.keyboard.press('F1')
  await expect(counter.tender).toContainText('To give back')
  await counter.expectTotal('€2.00')
  await counter.page.keyboard.press('Enter')
  await expect(exchange.done(1)).toContainText('Hand out')
  await expect(exchange.done(1)).toContainText('€2.00')
  const order = await storedOrder(till, number)
  expect(order).toMatchObject({ totalMinor: 16_00, refunds: [{ method: 'cash', amountMinor: 2_00 }] })
})

test('left midway, nothing is changed and its seats are free', async ({ counter, till }) => {
  const { number } = await sell(counter, back, 1)
  const other = await openCounter(till, 'manager')
  await other.openEvent(event)
  await other.goToRow(front)
  const { orders } = await beginExchange(counter, number)
  const seat = await take(counter, front)
  await expect(other.seat(seat)).toHaveAccessibleName(/Held/)
  await counter.page.getByRole('button', { name: /^Leave/ }).click()
  await expect(counter.page.getByRole('heading', { level: 1, name: number })).toBeVisible()
  await expect(other.seat(seat)).toHaveAccessibleName(/Zone C/)
  await expect(orders.timeline).not.toContainText('Exchanged')
  const order = await storedOrder(till, number)
  expect(order).toMatchObject({ totalMinor: 18_00 })
  expect('exchanges' in order).toBe(false)
  await other.page.context().close()
})

test('a customer who is being served comes first, and a reload keeps the exchange', async ({ counter }) => {
  const { number } = await sell(counter, back, 1)
  await counter.openEvent('Night Freight')
  await counter.page.keyboard.press('F1')
  await counter.expectTotal('€16.00')
  const { exchange } = await beginExchange(counter, number)
  await expect(exchange.strip).toContainText('First sell what is in the basket, or put it aside.')
  await counter.page.keyboard.press('Enter')
  await expect(exchange.strip).toContainText('0 of 1 chosen')
  await counter.page.reload()
  await expect(exchange.strip).toContainText('0 of 1 chosen', { timeout: 20_000 })
  await expect(exchange.old).toContainText('Row S, seat')
  await counter.page.keyboard.press('Escape')
  await expect(counter.page.getByRole('heading', { level: 1, name: number })).toBeVisible()
})

test('the difference on a card is exchanged once the device has charged it', async ({ counter, till }) => {
  const { number } = await sell(counter, back, 1)
  const { exchange } = await beginExchange(counter, number)
  await take(counter, front)
  await counter.page.keyboard.press('F9')
  await expect(counter.tender).toContainText('Key €8.00 into the card terminal')
  await counter.page.keyboard.press('d')
  await counter.expectTotal('€8.00')
  await counter.page.keyboard.press('F9')
  await expectAccessible(counter.page)
  await counter.page.keyboard.press('Enter')
  await expect(exchange.done(1)).toContainText('Paid exactly')
  const order = await storedOrder(till, number)
  expect(order.payments).toMatchObject([
    { method: 'cash' },
    { method: 'card', status: 'declined' },
    { method: 'card', status: 'captured', amountMinor: 8_00 },
  ])
})

test('a card without an answer is asked about in a window that knows nothing of it, and what it took goes back', async ({
  counter,
  till,
}) => {
  const { number } = await sell(counter, back, 1)
  await beginExchange(counter, number)
  await take(counter, front)
  await counter.page.keyboard.press('F9')
  await expect(counter.tender).toContainText('Key €8.00 into the card terminal')
  await counter.page.keyboard.press('n')
  await expect(counter.page.getByText(`Order ${number} waits for its card`)).toBeVisible()
  await counter.empty()

  // As after a power cut: only the cluster remembers.
  const again = await openCounter(till, 'manager')
  await again.page.getByRole('button', { name: 'Answer' }).click()
  const orders = new OrdersPage(again.page)
  await orders.act('Settle the card payment').click()
  await expectAccessible(again.page)
  await orders.acts.getByText('It charged the card').click()
  await orders.confirm.click()
  await expect(orders.timeline).toContainText('Card charged, nothing exchanged: money due back')
  await orders.act('Pay back what is due').click()
  await orders.confirm.click()
  await expect(orders.timeline).toContainText('Paid back')
  const order = await storedOrder(till, number)
  expect(order).toMatchObject({ status: 'sold', payments: [{ method: 'cash' }, { status: 'refunded' }] })
})

test('fifty was typed and twenty received: what was tendered is re-entered, with the change in large figures', async ({
  counter,
  till,
}) => {
  const { page } = counter
  await counter.openEvent('Night Freight')
  await page.keyboard.press('F1')
  await page.keyboard.type('50')
  await page.keyboard.press('Enter')
  const number = await counter.orderNumber()
  const orders = new OrdersPage(page)
  await orders.open()
  await orders.openOrder(number)
  await page.keyboard.press('F8')
  await expect(orders.acts).toContainText('€50.00 was typed: €34.00 change was told.')
  const received = orders.acts.getByLabel('What was really received')
  await received.fill('10')
  await expect(orders.acts).toContainText('It paid €16.00')
  await expect(orders.confirm).toBeDisabled()
  await received.fill('20')
  await expect(orders.acts).toContainText('€4.00')
  await expect(orders.acts).toContainText('€30.00 of it comes back into the drawer.')
  await expectAccessible(page)
  await received.press('Enter')
  await expect(orders.acts.getByRole('status')).toContainText('Change due: €4.00.')
  await expect(orders.timeline).toContainText('Cash received corrected')
  await expect(orders.timeline).toContainText('€50.00 to €20.00')
  const order = await storedOrder(till, number)
  expect(order).toMatchObject({ totalMinor: 16_00, payments: [{ amountMinor: 16_00, tenderedMinor: 20_00 }] })
})

test('two customers change seats, and each order says so', async ({ counter, till }) => {
  const one = await sell(counter, back, 1)
  const another = await sell(counter, 'Balcony, row Q', 1)
  const manager = await openCounter(till, 'manager')
  const orders = new OrdersPage(manager.page)
  await orders.open()
  await orders.openOrder(one.number)
  await manager.page.keyboard.press('F9')
  await orders.acts.getByLabel('The other order').fill(another.number)
  await orders.acts.getByLabel('The other order').press('Enter')
  await expect(orders.acts).toContainText(`Ticket of ${another.number}`)
  await expectAccessible(manager.page)
  await orders.acts.getByLabel('The other order').press('Enter')
  await expect(orders.acts.getByRole('status')).toContainText('is swapped with')
  await expect(manager.page.getByText(`Row Q, seat ${another.seats[0]}`, { exact: true })).toBeVisible()
  await expect(orders.timeline).toContainText(`with ${another.number}`)
  await manager.page.context().close()
})
