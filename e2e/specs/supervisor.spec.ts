import type { Till } from '../drivers/till'
import { expect, test } from '../fixtures'
import { ManagePage } from '../pages/manage-page'
import { SignInPage } from '../pages/sign-in-page'

/** The demonstration's manager chooses a PIN on a window of their own. */
async function setPin(till: Till, pin: string): Promise<void> {
  const page = await till.openWindow()
  await new SignInPage(page).signInAs('manager')
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
