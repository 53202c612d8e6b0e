import { expect, test } from '../fixtures'
import type { CounterPage } from '../pages/counter-page'

const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
]

/** All of the tender is in the window and nothing of it scrolls; what is pressed in it is as large as a finger. */
async function expectWholeTender({ page, tender }: CounterPage): Promise<void> {
  const size = page.viewportSize()
  const box = await tender.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(size?.height ?? 0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(size?.width ?? 0)
  const { hidden, small } = await tender.evaluate(own => ({
    hidden: own.scrollHeight - own.clientHeight,
    small: [...own.querySelectorAll('button:not([disabled])')]
      .filter(button => button.getBoundingClientRect().height < 44)
      .map(button => button.textContent),
  }))
  expect({ hidden, small }).toEqual({ hidden: 0, small: [] })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
}

test('from 1280 by 720 to 4K the tender is whole in all its forms, beside a basket of many lines', async ({
  counter,
}) => {
  const { page } = counter
  await counter.openEvent('Night Freight')
  for (let price = 1; price <= 8; price++) await page.keyboard.press(`F${price}`)
  await page.keyboard.press('ArrowDown')
  for (let price = 1; price <= 8; price++) await page.keyboard.press(`F${price}`)
  await expect(counter.basket.getByRole('heading', { level: 2 })).toHaveText('16 tickets')
  for (const size of sizes) {
    await page.setViewportSize(size)
    await expectWholeTender(counter)
    for (const form of ['F10', 'g', 'Control+Enter', 'i']) {
      await page.keyboard.press(form)
      await expectWholeTender(counter)
      await page.keyboard.press('Escape')
    }
  }
})
