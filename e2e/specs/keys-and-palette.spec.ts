import type { Page } from '@playwright/test'
import { expectAccessible } from '../drivers/accessible'
import { expect, test } from '../fixtures'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Find or do' })
const sheet = (page: Page) => page.getByRole('region', { name: 'Keys' })

test('? lists the keys beside a sale that goes on, and ? or Escape puts the list away', async ({
  counter,
}) => {
  const { page } = counter
  await counter.openEvent('Night Freight')
  await page.keyboard.press('F1')
  await page.keyboard.press('?')
  await expect(sheet(page)).toContainText('Take one away')
  await expectAccessible(page)
  // It lies over the house alone.
  await page.keyboard.press('F1')
  await counter.expectTotal('€32.00')
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toBeHidden()
  await counter.expectTotal('€32.00')
  await page.keyboard.press('?')
  await page.keyboard.press('?')
  await expect(sheet(page)).toBeHidden()
  await page.keyboard.press('Escape')
  await counter.expectTotal('€0.00')
})

test('Ctrl+K finds an event and opens it, and its keys are its own while it is open', async ({ counter }) => {
  const { page } = counter
  await counter.openEvent('Night Freight')
  await page.keyboard.press('F1')
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('combobox')).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('F1')
  await type(page, 'salt road')
  await expect(
    palette(page)
      .getByRole('option', { name: /The Salt Road/ })
      .first(),
  ).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'The Salt Road' })).toBeVisible()
  await expect(palette(page)).toBeHidden()
  await counter.expectTotal('€16.00')
  await page.keyboard.press('Escape')
})

test('Ctrl+K does an action, says what matches nothing, and Escape gives the focus back', async ({
  counter,
}) => {
  const { page } = counter
  await counter.openEvent('Night Freight')
  const search = page.getByRole('combobox', { name: 'Search events' })
  await search.focus()
  await page.keyboard.press('Control+k')
  await type(page, 'zzzz')
  await expect(palette(page)).toContainText('Nothing matches “zzzz”')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
  await expect(search).toBeFocused()
  await page.keyboard.press('Control+k')
  await type(page, 'sheet of keys')
  await page.keyboard.press('Enter')
  await expect(sheet(page)).toBeVisible()
})

/** Types as a person does, once the field is there. */
async function type(page: Page, text: string): Promise<void> {
  await expect(palette(page).getByRole('combobox')).toBeFocused()
  await page.keyboard.type(text)
}
