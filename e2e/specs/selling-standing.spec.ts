import { expect, test } from '../fixtures'
import { openCounter } from '../pages/counter-page'

const event = 'Night Freight'

test('three keys sell two adults for exact cash, and every window sees what is left', async ({
  counter,
  till,
}) => {
  const second = await openCounter(till, 'manager')
  await second.openEvent(event)
  await counter.openEvent(event)
  const before = await second.placesLeft()

  await counter.page.keyboard.press('F1')
  await counter.page.keyboard.press('F1')
  await counter.expectTotal('€32.00')
  await counter.page.keyboard.press('Enter')

  expect(await counter.orderNumber()).toMatch(/^T01-/)
  await expect.poll(() => second.placesLeft()).toBe(before - 2)
  await expect(second.lastSale).toBeHidden()
  await second.page.context().close()
})

test('a note gives change, which stays on the screen into the next sale', async ({ counter }) => {
  await counter.openEvent(event)
  await counter.page.keyboard.press('F1')
  await counter.tender.getByRole('button', { name: '€20' }).click()
  await expect(counter.lastSale).toContainText('€4.00')
  await counter.page.keyboard.press('F2')
  await counter.expectTotal('€8.00')
  await expect(counter.lastSale).toContainText('€4.00')
})

test('Shift takes one away, Esc clears, and Enter on an empty basket does nothing', async ({ counter }) => {
  await counter.openEvent(event)
  await counter.page.keyboard.press('F1')
  await counter.page.keyboard.press('F1')
  await counter.page.keyboard.press('Shift+F1')
  await counter.expectTotal('€16.00')
  await counter.page.keyboard.press('Escape')
  await counter.expectTotal('€0.00')
  await counter.page.keyboard.press('Enter')
  await expect(counter.lastSale).toBeHidden()
  await expect(counter.pay).toBeDisabled()
})

test('five clicks on Pay at once are one sale', async ({ counter }) => {
  await counter.openEvent(event)
  const before = await counter.placesLeft()
  await counter.page.keyboard.press('F1')
  await counter.expectTotal('€16.00')
  await counter.pay.evaluate(button => {
    for (let click = 0; click < 5; click++) (button as unknown as { click(): void }).click()
  })
  const number = await counter.orderNumber()
  await expect.poll(() => counter.placesLeft()).toBe(before - 1)
  await counter.page.keyboard.press('F1')
  await counter.page.keyboard.press('Enter')
  const next = await counter.orderNumber(number)
  expect(Number(next.slice(4))).toBe(Number(number.slice(4)) + 1)
})
