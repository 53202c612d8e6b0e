import { put } from '../../electron/cluster/txn/index'
import { keyspace } from '../../electron/keyspace/index'
import { expectAccessible } from '../drivers/accessible'
import { connectTo } from '../drivers/cluster'
import { countKeys } from '../drivers/counted-keys'
import type { Till } from '../drivers/till'
import { expect, test } from '../fixtures'
import { type CounterPage, openCounter } from '../pages/counter-page'
import { OrdersPage } from '../pages/orders-page'
import { SettingsPage } from '../pages/settings-page'
import { SignInPage } from '../pages/sign-in-page'

const event = 'Night Freight' // an adult is €16, a child €8

/** A gift card of this spec, with its whole balance. */
async function giveGiftCard(till: Till) {
  const keys = connectTo(till.endpoints)
  const gift = { balanceMinor: 25_00, issuedMinor: 25_00, currency: 'EUR' }
  await keys.txn({
    compare: [],
    success: [put(keyspace.gift.key('GIFT-25'), keyspace.gift.encode(gift))],
  })
  return keys
}

const atTerminal = (counter: CounterPage, sum: string) =>
  counter.page.getByRole('status', { name: `Key ${sum} into the card terminal` })
const wasIt = (counter: CounterPage, sum: string) =>
  counter.page.getByRole('alert', { name: `Did the terminal charge ${sum}?` })

test('a card sale is four keys', async ({ counter }) => {
  await counter.openEvent(event)
  const keys = countKeys(counter.page)
  await keys.press('F1', 'F1', 'F9')
  await expect(atTerminal(counter, '€32.00')).toBeVisible()
  await keys.press('Enter')
  await expect(counter.lastSale).toContainText('Last sale, paid')
  await counter.orderNumber()
  expect(keys.pressed).toBeLessThanOrEqual(4)
})

test('a card that is declined is paid in cash instead, and the places never left the customer', async ({
  counter,
}) => {
  await counter.openEvent(event)
  const before = await counter.placesLeft()
  const { keyboard } = counter.page
  await keyboard.press('F1')
  await keyboard.press('F9')
  await expect(atTerminal(counter, '€16.00')).toBeVisible()
  await keyboard.press('d')
  await expect(counter.page.getByText('The card was declined: €16.00 is not paid')).toBeVisible()
  await expect.poll(() => counter.placesLeft()).toBe(before - 1)
  await keyboard.type('20')
  await keyboard.press('Enter')
  await expect(counter.lastSale).toContainText('€4.00')
  await expect.poll(() => counter.placesLeft()).toBe(before - 1)
})

test('no answer and a reload: the cashier says whether it was charged, each answer has its end', async ({
  counter,
}) => {
  test.slow()
  await counter.openEvent(event)
  const { page } = counter
  const unanswered = async () => {
    await page.keyboard.press('F1')
    await page.keyboard.press('F9')
    await expect(atTerminal(counter, '€16.00')).toBeVisible()
    await page.reload()
    await expect(wasIt(counter, '€16.00')).toBeVisible({ timeout: 20_000 })
  }
  await unanswered()
  await page.keyboard.press('y')
  const sold = await counter.orderNumber()

  const before = await counter.placesLeft()
  await unanswered()
  await page.getByRole('button', { name: /^No, not charged/ }).click()
  await page.getByRole('button', { name: /^Let the places go/ }).click()
  await expect(counter.notice).toContainText('was let go: nothing was charged')
  await expect.poll(() => counter.placesLeft()).toBe(before)
  await expect(counter.lastSale).toContainText(sold)

  await page.keyboard.press('Escape')
  await unanswered()
  await page.keyboard.press('g')
  await expect(counter.notice).toContainText('€16.00 has to go back to the card')
  await expect.poll(() => counter.placesLeft()).toBe(before)
})

test('a payment at a device is found again after the application was killed', async ({ till, startTill }) => {
  test.slow()
  const first = await startTill({ endpoints: till.endpoints })
  const counter = await openCounter(first)
  await counter.openEvent(event)
  await counter.page.keyboard.press('F2')
  await counter.page.keyboard.press('F9')
  await expect(atTerminal(counter, '€8.00')).toBeVisible()
  await first.kill()
  const second = await startTill({ endpoints: till.endpoints, dataDir: first.dataDir })
  const again = await openCounter(second)
  await expect(wasIt(again, '€8.00')).toBeVisible({ timeout: 20_000 })
  await again.page.getByRole('button', { name: 'Ask me later' }).click()
  const open = again.page.getByRole('region', { name: 'A card payment is open' })
  await open.getByRole('button', { name: 'Answer' }).click()
  await again.page.getByRole('button', { name: /^Yes, charged/ }).click()
  await expect(again.lastSale).toContainText('Last sale, paid')
  await expect(open).toBeHidden()
})

test('with the mouse alone: split into cash and card, a part taken back before', async ({ counter }) => {
  await counter.openEvent(event)
  const { page, tender } = counter
  await page.getByRole('button', { name: 'One Adult more' }).click()
  await page.getByRole('button', { name: 'One Adult more' }).click()
  await tender.getByRole('button', { name: /^Split/ }).click()
  await page.getByLabel('Amount of this part').fill('12')
  await tender.getByRole('button', { name: /^Cash/ }).click()
  await tender.getByRole('button', { name: 'Take back Cash' }).click()
  await page.getByLabel('Amount of this part').fill('20')
  await tender.getByRole('button', { name: /^Cash/ }).click()
  await expect(tender).toContainText('Still to pay€12.00')
  await tender.getByRole('button', { name: /^Card/ }).click()
  await tender.getByRole('button', { name: /^Card terminal, €12.00/ }).click()
  await expect(atTerminal(counter, '€12.00')).toContainText('Key €12.00')
  await tender.getByLabel('Last 4').fill('12')
  await expect(tender).toContainText('Four digits, never the whole number')
  await tender.getByLabel('Last 4').fill('1234')
  await tender.getByRole('button', { name: /^Charged/ }).click()
  await expect(counter.lastSale).toContainText('Last sale, paid')
})

test('a gift card that does not suffice leaves the rest to cash', async ({ counter, till }) => {
  const keys = await giveGiftCard(till)
  await counter.openEvent(event)
  const { keyboard } = counter.page
  await keyboard.press('F1')
  await keyboard.press('F1')
  await keyboard.press('g')
  await keyboard.type('nothing-like-it')
  await keyboard.press('Enter')
  await expect(counter.tender.getByRole('alert')).toContainText('There is no gift card “nothing-like-it”')
  await counter.page.getByLabel('Gift card code').fill(`${'x'.repeat(10_000)}`)
  await keyboard.press('Enter')
  await expect(counter.tender.getByRole('alert')).toContainText('There is no gift card')
  await counter.page.getByLabel('Gift card code').fill('GIFT-25')
  await keyboard.press('Enter')
  await expect(counter.tender).toContainText('Still to pay€7.00')
  await keyboard.type('10')
  await keyboard.press('Enter')
  await expect(counter.tender.getByRole('button', { name: /Sell.*change €3.00/ })).toBeVisible()
  await keyboard.press('Enter')
  await expect(counter.lastSale).toContainText('€3.00')
  const kv = await keys.get(keyspace.gift.key('GIFT-25'))
  expect(kv && keyspace.gift.read(kv).balanceMinor).toBe(0)
  keys.close()
})

test('a card that is declined beside a gift card: the gift card pays its part once, cash the rest', async ({
  counter,
  till,
}) => {
  const keys = await giveGiftCard(till)
  await counter.openEvent(event)
  const { keyboard } = counter.page
  for (const key of ['F1', 'F1', 'g']) await keyboard.press(key)
  await counter.page.getByLabel('Gift card code').fill('GIFT-25')
  await keyboard.press('Enter')
  await expect(counter.tender).toContainText('Still to pay€7.00')
  await keyboard.press('F9')
  await keyboard.press('Enter')
  await expect(atTerminal(counter, '€7.00')).toBeVisible()
  await keyboard.press('d')
  await expect(counter.page.getByText('The card was declined: €7.00 is not paid')).toBeVisible()
  await expectAccessible(counter.page)
  await keyboard.type('10')
  await keyboard.press('Enter')
  await expect(counter.lastSale).toContainText('€3.00')
  const number = await counter.orderNumber()
  const kv = await keys.get(keyspace.gift.key('GIFT-25'))
  expect(kv && keyspace.gift.read(kv).balanceMinor).toBe(0)
  keys.close()

  const orders = new OrdersPage(counter.page)
  await orders.open()
  await orders.openOrder(number)
  const main = counter.page.getByRole('main')
  await expect(main).toContainText('€10.00 given, €3.00 change')
  await expect(main).toContainText('not taken')
})

test('a basket put aside at one window is recalled at another till', async ({ counter, till, startTill }) => {
  const southTill = await startTill({ endpoints: till.endpoints })
  const south = await openCounter(southTill, 'manager')
  await counter.openEvent('The Salt Road')
  await counter.page.keyboard.press('F1')
  await expect(counter.basket.getByRole('timer')).toBeVisible()
  await counter.page.keyboard.press('Control+ArrowDown')
  await counter.page.keyboard.press('Enter')
  await expect(counter.basket.getByRole('alert')).toContainText('Say who comes back for it')
  await counter.page.getByLabel('For whom').fill('אביגיל 🎭')
  await counter.page.keyboard.press('Enter')
  await expect(counter.basket).toContainText('Nothing chosen yet')

  await expect(south.basket).toContainText('1 basket is put aside')
  await south.page.keyboard.press('Control+ArrowUp')
  await expect(south.page.getByRole('button', { name: 'Recall the basket of אביגיל 🎭' })).toBeFocused()
  await south.page.keyboard.press('Enter')
  await expect(south.basket.getByRole('timer')).toBeVisible()
  await expect(counter.basket).not.toContainText('put aside')
  await south.page.keyboard.press('e')
  await south.pay.click()
  await south.orderNumber()
  await south.page.context().close()
})

test('places are reserved for somebody, and others go on an invoice that is no money yet', async ({
  counter,
}) => {
  await counter.openEvent('The Salt Road')
  const { keyboard } = counter.page
  await keyboard.press('F1')
  await expect(counter.basket.getByRole('timer')).toBeVisible()
  await keyboard.press('Control+Enter')
  await keyboard.press('Enter')
  await expect(counter.tender).toContainText('Say who comes for it')
  await counter.page.getByLabel('Who fetches it').fill('x'.repeat(200))
  await expect(counter.tender).toContainText('At most 80 characters')
  await counter.page.getByLabel('Who fetches it').fill('Ms Adeyemi')
  await keyboard.press('Enter')
  await expect(counter.lastSale).toContainText('Reserved until')
  await expect(counter.lastSale).toContainText('not paid yet')

  await keyboard.press('F1')
  await expect(counter.basket.getByRole('timer')).toBeVisible()
  await keyboard.press('i')
  await expect(counter.tender).toContainText('not money received until it is paid')
  await keyboard.press('Enter')
  await expect(counter.tender.getByRole('alert')).toContainText('Fill in name or company, street')
  const fields = {
    'Name or company': 'Scoil Bhríde',
    Street: 'Main Street 1',
    Postcode: 'D02',
    City: 'Dublin',
  }
  for (const [label, value] of Object.entries(fields)) await counter.page.getByLabel(label).fill(value)
  await counter.page.getByLabel('Country').fill('ie')
  await keyboard.press('Enter')
  await expect(counter.lastSale).toContainText(/Invoice T\d\d-I\d{6}/)
})

test('the last sale is undone with one key and one confirmation, never twice', async ({ counter }) => {
  await counter.openEvent(event)
  const before = await counter.placesLeft()
  const { keyboard } = counter.page
  await keyboard.press('F1')
  await keyboard.press('Enter')
  const number = await counter.orderNumber()
  await expect.poll(() => counter.placesLeft()).toBe(before - 1)
  await keyboard.press('Control+z')
  await expect(counter.page.getByRole('status', { name: `Take ${number} back?` })).toBeVisible()
  await keyboard.press('Enter')
  const done = counter.page.getByRole('status', { name: `${number} was taken back` })
  await expect(done).toContainText('Give back €16.00 cash')
  await expect.poll(() => counter.placesLeft()).toBe(before)
  await keyboard.press('Control+z')
  await keyboard.press('Enter')
  await expect(done).toBeVisible()
  await done.getByRole('button', { name: 'Done' }).click()
  await expect(counter.lastSale).toBeHidden()
})

test('less than due, negative and absurd amounts sell nothing and lose nothing', async ({ counter }) => {
  await counter.openEvent(event)
  const received = counter.page.getByLabel('Cash received')
  await counter.page.keyboard.press('F1')
  for (const amount of ['5', '0', '-50', '99999999999999', '1e9', 'twenty']) {
    await received.fill(amount)
    await counter.page.keyboard.press('Enter')
  }
  await received.fill('5')
  await expect(counter.tender).toContainText('€11.00 are missing')
  await expect(counter.pay).toBeDisabled()
  await expect(counter.lastSale).toBeHidden()
  await counter.expectTotal('€16.00')
})

test('a simulated card terminal approves, declines and says nothing', async ({ counter, till }) => {
  const { page } = counter
  const office = await till.openWindow()
  await new SignInPage(office).signInAs('manager')
  const settings = new SettingsPage(office)
  await settings.open()
  await settings.askCards('A training device')
  await expect(page.getByText('Training card device: no card is charged')).toBeVisible()
  await counter.openEvent(event)
  await page.keyboard.press('F1')
  await page.keyboard.press('F9')
  await expect(page.getByText('The card terminal asks for €16.00')).toBeVisible()
  await page.getByRole('button', { name: /^Declined/ }).click()
  await page.getByRole('button', { name: /^Card again/ }).click()
  await page.getByRole('button', { name: /^No answer/ }).click()
  await page.keyboard.press('n')
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: /^Approve/ }).click()
  await expect(counter.lastSale).toContainText('Last sale, paid')
  await settings.askCards('The card terminal on the counter')
  await expect(page.getByText('Training card device')).toBeHidden()
  await office.context().close()
})

test('every form of the tender passes axe in both themes', async ({ counter }) => {
  test.slow()
  const { page } = counter
  await counter.openEvent(event)
  await page.keyboard.press('F1')
  for (const key of ['F10', 'g', 'Control+Enter', 'i', 'v', 'Control+ArrowDown']) {
    await page.keyboard.press(key)
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('F9')
  await expect(atTerminal(counter, '€16.00')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('n')
  await expectAccessible(page)
  await page.keyboard.press('n')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await counter.orderNumber()
  await page.keyboard.press('Control+z')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByText('was taken back')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+ArrowUp')
  await expectAccessible(page)
})
