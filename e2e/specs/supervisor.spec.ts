import { expectAccessible } from '../drivers/accessible'
import type { Till } from '../drivers/till'
import { expect, test } from '../fixtures'
import { openCounter } from '../pages/counter-page'
import { ManagePage } from '../pages/manage-page'
import { OrdersPage } from '../pages/orders-page'

/** The demonstration's manager chooses a PIN on a window of their own. */
async function setPin(till: Till, pin: string): Promise<void> {
  const { page } = await openCounter(till, 'manager')
  await new ManagePage(page).open('Your PIN')
  await page.getByLabel('PIN', { exact: true }).fill(pin)
  await page.getByLabel('The same once more').fill(pin)
  await page.getByRole('button', { name: 'Set the PIN' }).click()
  await expect(page.getByText('The PIN is set, at every till.')).toBeVisible()
  await page.context().close()
}

test('a supervisor gives one of two seats away at a cashier’s till, with a PIN and a reason', async ({
  counter,
  till,
}) => {
  await setPin(till, '4711')
  const { page, basket } = counter
  await counter.openEvent('The Salt Road')
  await page.keyboard.press('F1')
  await page.keyboard.press('F1')
  await counter.expectTotal('€76.00')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('p')

  const form = page.getByRole('form', { name: 'Another price' })
  await form.getByRole('button', { name: /Give free/ }).click()
  await expect(form.getByText('Say why: it stands on the order.')).toBeVisible()
  await form.getByLabel('Reason').fill('Press')
  await form.getByLabel('Supervisor').selectOption({ label: 'Aoife Sexton' })
  await form.getByLabel('PIN').fill('0000')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toContainText('That is not the PIN. 4 more tries')
  await counter.expectTotal('€76.00')

  await form.getByLabel('PIN').fill('4711')
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await counter.expectTotal('€38.00')
  await expect(basket.getByText('Comp · Press')).toBeVisible()

  await page.keyboard.press('Enter')
  await counter.orderNumber()
})

test('an order of last week is void with a supervisor’s PIN, and its seat is on sale again', async ({
  counter,
  till,
}) => {
  await setPin(till, '4711')
  const { page } = counter
  const orders = new OrdersPage(page)
  await orders.open()
  await orders.search.fill('Row A 2')
  await expect(orders.list.getByRole('row').nth(1)).toContainText(/Row A, seats? (1, )?2/)
  await orders.list.getByRole('row').nth(1).click()
  await expect(orders.timeline).toContainText('Sold')
  await page.keyboard.press('F6')
  await expect(orders.acts).toContainText('supervisor')
  await expect(orders.confirm).toBeDisabled()
  await orders.acts.getByLabel('Supervisor').selectOption({ label: 'Aoife Sexton' })
  await orders.acts.getByLabel('PIN').fill('1234')
  await page.keyboard.press('Enter')
  await expect(orders.acts.getByRole('alert')).toContainText('4 more tries before it is locked')
  await expectAccessible(page)
  await orders.acts.getByLabel('PIN').fill('4711')
  await page.keyboard.press('Enter')
  await expect(orders.acts.getByRole('status')).toContainText('is void')
  await expect(orders.timeline).toContainText('Taken back as if never sold')
  await expect(orders.timeline).toContainText('approved by Aoife Sexton')
})

test('five wrong PINs, some at one till and some at another, lock it at both; a new PIN opens it again', async ({
  counter,
  till,
  startTill,
}) => {
  await setPin(till, '4711')
  const other = await openCounter(await startTill({ endpoints: till.endpoints }))
  const give = async ({ page }: typeof counter, pin: string) => {
    const form = page.getByRole('form', { name: 'Another price' })
    await form.getByLabel('PIN').fill(pin)
    await page.keyboard.press('Enter')
    return form.getByRole('alert')
  }
  for (const window of [counter, other]) {
    await window.openEvent('Night Freight')
    for (const key of ['F1', 'p']) await window.page.keyboard.press(key)
    const form = window.page.getByRole('form', { name: 'Another price' })
    await form.getByLabel('Reason').fill('Press')
    await form.getByLabel('Supervisor').selectOption({ label: 'Aoife Sexton' })
  }
  for (const [window, left] of [
    [counter, '4 more tries'],
    [other, '3 more tries'],
    [counter, '2 more tries'],
    [other, 'One more try'],
  ] as const)
    await expect(await give(window, '0000')).toContainText(left)
  await expect(await give(counter, '0000')).toContainText('The PIN of Aoife Sexton is locked')
  await expect(await give(other, '4711')).toContainText('The PIN of Aoife Sexton is locked')

  await setPin(till, '8118')
  await (await give(other, '8118')).waitFor({ state: 'hidden' })
  await other.expectTotal('€0.00')
  await expect(other.basket.getByText('Comp · Press')).toBeVisible()
})
