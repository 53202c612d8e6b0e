import type { Page } from '@playwright/test'
import { put } from '../../electron/cluster/txn/index'
import { keyspace } from '../../electron/keyspace/index'
import { connectTo } from '../drivers/cluster'
import { expect, test } from '../fixtures'
import type { CounterPage } from '../pages/counter-page'
import { OrdersPage } from '../pages/orders-page'

const nightOfStars = 'ليلة النجوم ✨🎭'
const longest = `${nightOfStars} ${'Ängström-über-Straße '.repeat(10)}`.slice(0, 160)

/** How many pixels of the page are beyond the window's right edge. */
const overRight = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** Nothing reaches over the window's edges, and the tender is whole. */
async function expectNothingOver({ page, tender }: CounterPage): Promise<void> {
  expect(await overRight(page)).toBe(0)
  const box = await tender.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
}

test('an event and a buyer with right-to-left letters, emoji and the longest of names are sold and found', async ({
  counter,
  till,
}) => {
  const keys = connectTo(till.endpoints)
  const kv = await keys.get(keyspace.event.key('night-freight-1'))
  if (!kv) throw new Error('the demonstration has another Night Freight')
  const before = keyspace.event.edit(kv)
  await keys.txn({
    compare: [],
    success: [put(kv.key, keyspace.event.encode({ ...before, name: longest }))],
  })
  const { page } = counter
  await counter.search('ليلة')
  await page.getByRole('option', { name: new RegExp(nightOfStars) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(nightOfStars)
  await page.keyboard.press('F1')
  await counter.basket.getByRole('button', { name: 'Add a buyer' }).click()
  await page.keyboard.insertText('אביגיל בן־דוד 🎻')
  await page.keyboard.press('Enter')
  await counter.basket.getByLabel('E-mail (optional)').fill('avigail@example.org')
  await page.keyboard.press('Enter')
  await expect(counter.basket.getByRole('button', { name: 'אביגיל בן־דוד 🎻', exact: true })).toBeVisible()
  await expectNothingOver(counter)
  await page.evaluate('document.activeElement?.blur()')
  await page.keyboard.press('Enter')
  const number = await counter.orderNumber()

  const orders = new OrdersPage(page)
  await orders.open()
  await orders.find('אביגיל')
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(nightOfStars)
  expect(await overRight(page)).toBe(0)
  await keys.txn({ compare: [], success: [put(kv.key, keyspace.event.encode(before))] })
  keys.close()
})

test('ten thousand characters in any field are refused in words or cut off, and nothing breaks', async ({
  counter,
}) => {
  const { page } = counter
  const much = 'x'.repeat(10_000)
  await counter.openEvent('Night Freight')
  await test.step('the search of events', async () => {
    await counter.search(much)
    await expect(page.getByText(/No event matches/)).toBeVisible()
    await expectNothingOver(counter)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await page.evaluate('document.activeElement?.blur()')
    await page.keyboard.press('F1')
  })

  await test.step('the palette', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: /Find an event/ }).fill(much)
    await expect(page.getByRole('dialog', { name: 'Find or do' })).toContainText('Nothing matches')
    expect(await overRight(page)).toBe(0)
    await page.keyboard.press('Escape')
  })

  await test.step('a basket put aside', async () => {
    await page.keyboard.press('Control+ArrowDown')
    await page.getByLabel('For whom').fill(much)
    await page.keyboard.press('Enter')
    await expect(counter.basket.getByRole('alert')).toContainText('At most 80 characters')
    await page.keyboard.press('Escape')
  })

  await test.step('a reservation', async () => {
    await page.keyboard.press('Control+Enter')
    await page.getByLabel('Who fetches it').fill(much)
    await expect(counter.tender).toContainText('At most 80 characters')
    await expectNothingOver(counter)
    await page.keyboard.press('Escape')
  })

  await test.step('a buyer', async () => {
    await counter.basket.getByRole('button', { name: 'Add a buyer' }).click()
    await page.keyboard.insertText(much)
    await expectNothingOver(counter)
    await page.keyboard.press('Escape')
  })

  await test.step('a count of tickets', async () => {
    await page.evaluate('document.activeElement?.blur()')
    for (const key of ['9', '9', '9', 'F1']) await page.keyboard.press(key)
    await expect(counter.notice).toContainText('One sale takes at most 100 tickets.')
    await counter.expectTotal('€16.00')
  })

  await test.step('the search of orders', async () => {
    const orders = new OrdersPage(page)
    await orders.open()
    await orders.find(much)
    await expect(page.getByText(/Nothing is found for/)).toBeVisible()
    expect(await overRight(page)).toBe(0)
  })
})
