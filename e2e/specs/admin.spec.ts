import { connectTo } from '../drivers/cluster'
import { expect, test } from '../fixtures'
import { CounterPage } from '../pages/counter-page'
import { SignInPage } from '../pages/sign-in-page'

test('a value nobody can read is shown to the admin by its key, and selling goes on', async ({ till }) => {
  const page = await till.openWindow()
  await new SignInPage(page).signInAs('admin')
  const keys = connectTo(till.endpoints)
  const key = 'ticket:night-freight:broken'
  await keys.txn({ compare: [], success: [{ op: 'put', key, value: '{"v":1,"half' }] })
  await page.getByRole('link', { name: 'Admin' }).click()
  await page.getByRole('link', { name: /Unreadable values/ }).click()
  await expect(page.getByText(key)).toBeVisible()

  await page.getByRole('link', { name: 'Counter' }).click()
  const counter = new CounterPage(page)
  await counter.openEvent('Night Freight')
  await page.keyboard.press('F1')
  await page.keyboard.press('Enter')
  await counter.orderNumber()

  await keys.txn({ compare: [], success: [{ op: 'delete', key }] })
  await page.getByRole('link', { name: 'Admin' }).click()
  await page.getByRole('link', { name: /Unreadable values/ }).click()
  await expect(page.getByText(key)).toBeHidden()
  keys.close()
  await page.context().close()
})

test('the keyspace can be read, without a hash in any answer', async ({ till }) => {
  const page = await till.openWindow()
  await new SignInPage(page).signInAs('admin')
  await page.getByRole('link', { name: 'Admin' }).click()
  await page.getByRole('link', { name: 'Keyspace' }).click()
  await page.getByLabel('Keys that start with').fill('user:')
  await page.getByRole('button', { name: 'Read', exact: false }).last().click()
  await expect(page.getByText('user:fergal').first()).toBeVisible()
  await expect(page.getByText('$argon2id$')).toHaveCount(0)
  await page.context().close()
})
