import { expect, test } from '../fixtures'
import { SignInPage } from '../pages/sign-in-page'

test('an empty cluster asks for its first admin, who can make a cashier, who sees no administration', async ({
  startTill,
}) => {
  const till = await startTill({ nodes: 1 })
  const page = await till.openWindow()
  await expect(page.getByText('Nobody sells here yet')).toBeVisible({ timeout: 60_000 })
  await page.getByLabel('Your name').fill('Ines Calder')
  await page.getByLabel('Username').fill('ines')
  await page.getByLabel('Password').fill('short')
  const make = page.getByRole('button', { name: 'Make the admin and sign in' })
  await make.click()
  await expect(page.getByText(/8 characters/).first()).toBeVisible()
  await page.getByLabel('Password').fill('lighthouse-7')
  await make.click()

  await page.getByRole('link', { name: 'Admin' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Mira Okafor')
  await page.getByLabel('Username').fill('mira')
  await page.getByLabel('Password').fill('quayside-9')
  await page.getByRole('button', { name: 'Make the user' }).click()
  await expect(page.getByText('Mira Okafor can sign in now.')).toBeVisible()

  const signIn = new SignInPage(page)
  await signIn.signOut()
  await signIn.signIn('mira', 'wrong password')
  await expect(page.getByRole('alert')).toBeVisible()
  await signIn.signIn('mira', 'quayside-9')
  await expect(page.getByRole('link', { name: 'Counter' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Admin' })).toBeHidden()
})

test('the demonstration house is one press away on an empty cluster', async ({ startTill }) => {
  const till = await startTill({ nodes: 1 })
  const page = await till.openWindow()
  await page.getByRole('button', { name: 'Load the demonstration house' }).click({ timeout: 60_000 })
  await new SignInPage(page).signInAs('cashier')
  await expect(page.getByRole('option').first()).toBeVisible()
})
