import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { OrdersPage } from '../pages/orders-page'

/** A browser that opens no tab: what is shown is downloaded, under its name. */
async function withoutTabs(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.open = () => null
  })
}

/** The document that `act` brings: its name, and how many pages it has. */
async function downloadedBy(page: Page, act: () => Promise<unknown>) {
  const download = page.waitForEvent('download')
  await act()
  const done = await download
  const pdf = (await readFile(await done.path())).toString('latin1')
  expect(pdf.slice(0, 5)).toBe('%PDF-')
  return { name: done.suggestedFilename(), pages: pdf.match(/\/Type \/Page\b/g)?.length }
}

test('a customer wants the tickets by e-mail: one key opens them as a document', async ({ counter }) => {
  const { page } = counter
  await counter.openEvent('Night Freight')
  for (const key of ['F1', 'F1', 'Enter']) await page.keyboard.press(key)
  const number = await counter.orderNumber()
  await expect(page.getByRole('status', { name: 'Printing' })).toContainText('No printer at this till')
  const tab = page.waitForEvent('popup')
  await page.keyboard.press('d')
  const opened = await tab
  await opened.waitForURL(/^blob:/)
  await opened.close()

  await withoutTabs(page)
  expect(await downloadedBy(page, () => page.keyboard.press('d'))).toEqual({
    ...{ name: `tickets-${number}.pdf`, pages: 2 },
  })
  const receipt = await downloadedBy(page, () => page.keyboard.press('Shift+D'))
  expect(receipt).toMatchObject({ name: expect.stringMatching(/^receipt-T\d\d-R\d{6}\.pdf$/), pages: 1 })
})

test('a group’s tickets come as one document, three on a page, or one by itself, from the order’s page', async ({
  counter,
}) => {
  const { page } = counter
  await counter.openEvent('Night Freight')
  for (const key of ['7', 'F1', 'Enter']) await page.keyboard.press(key)
  const number = await counter.orderNumber()
  const orders = new OrdersPage(page)
  await orders.open()
  await orders.openOrder(number)
  await withoutTabs(page)
  const documents = page.getByRole('region', { name: 'Open as PDF' })
  const press = (name: string) => () => documents.getByRole('button', { name }).click()
  expect(await downloadedBy(page, press('7 tickets as PDF'))).toEqual({
    ...{ name: `tickets-${number}.pdf`, pages: 7 },
  })
  expect(await downloadedBy(page, press('Tickets, three on a page'))).toMatchObject({ pages: 3 })
  expect(await downloadedBy(page, press('Receipt as PDF'))).toMatchObject({ pages: 1 })
  await page.getByRole('checkbox', { name: 'Choose all tickets' }).uncheck()
  await page
    .getByRole('checkbox', { name: /^Choose Floor standing/ })
    .first()
    .check()
  expect(await downloadedBy(page, press('Ticket as PDF'))).toMatchObject({ pages: 1 })
})
