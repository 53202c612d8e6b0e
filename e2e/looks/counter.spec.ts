import type { Page } from '@playwright/test'
import { brokenLine } from '../drivers/broken-line'
import { nodePids } from '../drivers/nodes'
import { raceForSeat } from '../drivers/seat-race'
import { expect, test } from '../fixtures'
import { openCounter } from '../pages/counter-page'
import { OrdersPage } from '../pages/orders-page'

/*
 * The main states of the counter as pictures, each in both themes, beside the ones that were looked at and found good
 * (`npx playwright test e2e/looks --update-snapshots` takes them anew; CONTRIBUTING says when). A house of its own with
 * a clock that begins at a fixed instant: the same seed and the same moment give the same events, seats and numbers.
 */

/** Whose pictures they are: another version may draw letters otherwise. Renewed with them. */
const picturesOf = 'Chromium 156'

/** A Thursday morning before the box office opens. */
const now = '2026-03-12T09:00:00.000Z'
const seated = 'The Salt Road'
const standing = 'Night Freight'

/** Parts of a window of 1280 by 720, where the rest is on another picture. */
const right = { x: 928, y: 48, width: 352, height: 672 }
const withoutEvents = { x: 264, y: 0, width: 1016, height: 720 }
const keys = { x: 264, y: 600, width: 664, height: 120 }

interface Look {
  of?: Page
  clip?: { x: number; y: number; width: number; height: number }
}

test('the counter looks as it was found good, in both themes', async ({ startTill }, { project }) => {
  test.skip(project.metadata.host !== 'browser', 'pictures are compared in one browser')
  test.skip(process.platform !== 'linux', 'letters are drawn otherwise elsewhere')
  test.setTimeout(180_000)
  const till = await startTill({ demo: true, now })
  const counter = await openCounter(till)
  const { page } = counter
  const here = `Chromium ${page.context().browser()?.version().split('.')[0]}`
  test.skip(here !== picturesOf, `the pictures are those of ${picturesOf}, and this is ${here}`)

  async function expectLook(name: string, { of = page, clip }: Look = {}): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await of.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // A pointer that rests on something changes its look.
      await of.mouse.move(640, 24)
      await sayTheSame(of)
      await expect.soft(of).toHaveScreenshot(`${name}-${colorScheme}.png`, clip && { clip })
    }
  }

  await test.step('nothing in the basket', async () => {
    await counter.openEvent(standing)
    await expectLook('empty')
  })

  await test.step('a fifty for two, and its change beside the next customer’s child', async () => {
    for (const key of ['F1', 'F1', '5', '0']) await page.keyboard.press(key)
    await expectLook('tender', { clip: right })
    await page.keyboard.press('Enter')
    await counter.orderNumber()
    await page.keyboard.press('F2')
    await expectLook('change', { clip: right })
    await page.keyboard.press('Escape')
  })

  await test.step('no quorum', async () => {
    await page.keyboard.press('F1')
    const [, ...others] = await nodePids(till.dataDir)
    expect(others).toHaveLength(2)
    for (const pid of others) process.kill(pid, 'SIGSTOP')
    const banner = page.getByText('Selling is stopped: only 1 of 3 nodes answers')
    await expect(banner).toBeVisible({ timeout: 20_000 })
    await expectLook('no-quorum')
    for (const pid of others) process.kill(pid, 'SIGCONT')
    await expect(page.getByRole('button', { name: /3\/3 nodes · [\d,.]+ ms/ })).toBeVisible({
      timeout: 20_000,
    })
    await expect(banner).toBeHidden()
    await counter.empty()
  })

  await test.step('three seats of a seated house', async () => {
    await counter.openEvent(seated)
    for (const key of ['F1', 'F1', 'F2']) await page.keyboard.press(key)
    await expect.poll(() => counter.seatsHeld()).toHaveLength(3)
    await expectLook('seated', { clip: withoutEvents })
    await page.keyboard.press('Escape')
  })

  await test.step('a seat that another till was quicker to take', async () => {
    await using line = await brokenLine(till.endpoints)
    const slow = await openCounter(await startTill({ endpoints: [line.proxy.address], now }), 'manager')
    for (const window of [counter, slow]) {
      await window.openEvent(seated)
      await window.goToRow('Balcony, row R')
      await expect(window.seat('2')).toBeAttached()
    }
    await raceForSeat(line, counter, slow, (await slow.freeSeats())[4] ?? 0)
    await expect(slow.notice).toContainText('is held by T01')
    await expectLook('seat-gone', { of: slow.page, clip: keys })
    await slow.page.context().close()
    await counter.empty()
  })

  await test.step('the orders, and one of them', async () => {
    const orders = new OrdersPage(page)
    await orders.open()
    await expect(orders.list.getByRole('row').nth(1)).toBeVisible()
    await expectLook('orders')
    await orders.list.getByRole('row').nth(1).click()
    await expect(orders.timeline).toBeVisible()
    await expectLook('order')
  })
})

/** Times to the second, ages and measures are other ones every time; their places and their words are not. */
function sayTheSame(page: Page): Promise<void> {
  return page.evaluate(() => {
    const said: [RegExp, string][] = [
      [/\d\d:\d\d:\d\d/g, '09:00:00'],
      [/\d+ s ago/g, '8 s ago'],
      [/[\d.]+ ms/g, '2 ms'],
      [/\b\d:\d\d\b/g, '9:59'],
    ]
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const before = text.nodeValue ?? ''
      const after = said.reduce((words, [changing, same]) => words.replace(changing, same), before)
      if (after !== before) text.nodeValue = after
    }
  })
}
