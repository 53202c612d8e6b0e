import { expectAccessible } from '../drivers/accessible'
import { expect, test } from '../fixtures'
import { CounterPage } from '../pages/counter-page'
import { SignInPage } from '../pages/sign-in-page'

test('every screen passes axe in both themes', async ({ till }) => {
  test.slow()
  const page = await till.openWindow()
  await expect(page.getByRole('button', { name: /Sign in as/ }).first()).toBeVisible({ timeout: 60_000 })
  await expectAccessible(page)

  await new SignInPage(page).signInAs('admin')
  const counter = new CounterPage(page)
  await expect(counter.eventRow('Night Freight')).toBeVisible()
  await expectAccessible(page)

  await counter.openEvent('Night Freight')
  await page.keyboard.press('F1')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await counter.openEvent('Schubert After Dark')
  await counter.goToRow('Balcony, row T')
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Manage' }).click()
  const manage = page.getByRole('navigation', { name: 'Management' })
  for (const name of ['Events', 'Vouchers', 'Gift cards', 'Settings', 'Your PIN']) {
    await manage.getByRole('link', { name }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expectAccessible(page)
  }
  await manage.getByRole('link', { name: 'Events' }).click()
  await page.getByRole('link', { name: 'Schubert After Dark' }).first().click()
  await expect(page.getByRole('region', { name: 'Changes' })).toBeVisible()
  await expectAccessible(page)

  for (const name of ['Users', 'Keyspace', /Unreadable values/]) {
    await page.getByRole('link', { name: 'Admin' }).click()
    await page.getByRole('link', { name }).click()
    await expectAccessible(page)
  }
  await page.context().close()
})
