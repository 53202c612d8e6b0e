import { startFakePrinter } from '../../electron/testing/fake-printer/index'
import { expectAccessible } from '../drivers/accessible'
import { expect, test } from '../fixtures'
import { CounterPage } from '../pages/counter-page'
import { SettingsPage } from '../pages/settings-page'
import { SignInPage } from '../pages/sign-in-page'

test('an admin sets the printer up, sees a test page come out, and the house’s new name on the next ticket', async ({
  startTill,
}) => {
  test.slow()
  await using printer = await startFakePrinter()
  const till = await startTill({ demo: true })
  const page = await till.openWindow()
  await new SignInPage(page).signInAs('admin')
  const settings = new SettingsPage(page)
  await settings.open()
  const card = settings.card('The printer of this till')
  await expectAccessible(page)

  // What cannot be a printer is said at its field, and nothing is saved.
  await card.getByLabel('Where it is').selectOption('On the network')
  await card.getByLabel('Address').fill('127.0.0.1')
  for (const port of ['0', '65536', 'ninety', '']) {
    await card.getByLabel('Port').fill(port)
    await card.getByRole('button', { name: 'Save' }).click()
    await expect(card.getByText('From 1 to 65,535.')).toBeVisible()
  }
  await card.getByLabel('Where it is').selectOption('At this computer')
  for (const path of ['/etc/passwd', '/dev/sda', '']) {
    await card.getByLabel('Device file').fill(path)
    await card.getByRole('button', { name: 'Save' }).click()
    await expect(card.getByText('A printer or a serial line, such as /dev/usb/lp0.')).toBeVisible()
  }
  // One that could be a printer's and is not there says so when a page is to come out of it.
  await card.getByLabel('Device file').fill('/dev/usb/lp97')
  await settings.save(card)
  await card.getByRole('button', { name: 'Print a test page' }).click()
  await expect(card.getByText('does not answer')).toBeVisible()

  await settings.printOn(printer.port)
  await card.getByRole('button', { name: 'Print a test page' }).click()
  await printer.printed(1)
  expect(printer.sheets[0]?.lines.join('\n')).toContain('Printer test')
  await expect(card.getByText('ready', { exact: true })).toBeVisible()

  const house = settings.card('The house')
  await house.getByLabel('Name', { exact: true }).fill('קול Hall 🎭')
  await house.getByLabel('Sentence at the foot of tickets and receipts').fill('See you by the water')
  await settings.save(house)
  await page.getByRole('link', { name: 'Counter' }).click()
  const counter = new CounterPage(page)
  await counter.openEvent('Night Freight')
  for (const key of ['F1', 'Enter']) await page.keyboard.press(key)
  await printer.printed(2)
  const ticket = printer.sheets[1]
  expect(ticket?.lines.join('\n')).toContain('See you by the water')
  // The printer has no such letters: the name is a picture of itself.
  expect(ticket?.pictures).toBe(1)
})

test('a stolen till’s ticket key is revoked, and this till signs nothing until it has a new one', async ({
  startTill,
}) => {
  test.slow()
  const till = await startTill({ demo: true })
  const page = await till.openWindow()
  await new SignInPage(page).signInAs('admin')
  const settings = new SettingsPage(page)
  await settings.open()
  const keys = settings.card('Ticket keys')
  await keys.getByRole('button', { name: /^Revoke the key .* of T01$/ }).click()
  await keys.getByRole('button', { name: 'Revoke the key of T01', exact: true }).click()
  await expect(keys.getByText('This is needed.')).toBeVisible()
  await keys.getByLabel('Why').fill('Stolen from the foyer 🙁')
  await expectAccessible(page)
  await keys.getByRole('button', { name: 'Revoke the key of T01', exact: true }).click()
  await expect(keys.getByText(/Revoked .* by .*: Stolen from the foyer/)).toBeVisible()

  const counter = new CounterPage(page)
  const sell = async () => {
    await page.getByRole('link', { name: 'Counter' }).click()
    await counter.openEvent('Night Freight')
    for (const key of ['F1', 'Enter']) await page.keyboard.press(key)
    await counter.orderNumber()
  }
  await sell()
  await page.keyboard.press('d')
  await expect(counter.notice).toContainText('The key this till signs tickets with was revoked.')

  await settings.open()
  await keys.getByRole('button', { name: 'Draw a new key' }).click()
  await expect(keys.getByText('in use')).toBeVisible()
  await page.getByRole('link', { name: 'Counter' }).click()
  const tab = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Tickets as PDF' }).click()
  await (await tab).waitForURL(/^blob:/)
})
