import { expect, test } from '../fixtures'
import type { CounterPage } from '../pages/counter-page'

/** Presses one key after another as fast as a practised hand, and counts them. */
async function press({ page }: CounterPage, ...keys: string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key, { delay: 10 })
  return keys.length
}

const standing = 'Night Freight'
const seated = 'The Salt Road'

test('the next event is in front after signing in, and still after a look at the orders', async ({
  counter,
}) => {
  const { page } = counter
  const title = page.getByRole('heading', { level: 1 })
  await expect(page).toHaveURL(/#\/counter\/\w+/)
  await press(counter, 'F1', 'F1', 'Enter')
  await counter.orderNumber()

  await counter.openEvent(seated)
  await page.getByRole('link', { name: 'Orders' }).click()
  await expect(title).not.toHaveText(seated)
  await page.getByRole('link', { name: 'Counter' }).click()
  await expect(title).toHaveText(seated)
})

test.describe('standing places, by keys alone', () => {
  test('two adults for exact cash are three keys', async ({ counter }) => {
    await counter.openEvent(standing)
    expect(await press(counter, 'F1', 'F1', 'Enter')).toBe(3)
    await counter.orderNumber()
    await expect(counter.lastSale).toContainText('Last sale, exact cash')
  })

  test('a fifty for two adults is five, and its change stays into the next sale', async ({ counter }) => {
    await counter.openEvent(standing)
    expect(await press(counter, 'F1', 'F1', '5', '0', 'Enter')).toBe(5)
    await expect(counter.lastSale).toContainText('€18.00')
    await press(counter, 'F1')
    await counter.expectTotal('€16.00')
    await expect(counter.lastSale).toContainText('€18.00')
  })

  test('43 of the second price are three keys', async ({ counter }) => {
    await counter.openEvent(standing)
    expect(await press(counter, '4', '3', 'F2')).toBe(3)
    await counter.expectTotal('€344.00')
    await press(counter, 'Escape')
    await counter.expectTotal('€0.00')
  })

  test('Shift takes one away, and Enter on an empty basket does nothing', async ({ counter }) => {
    await counter.openEvent(standing)
    await press(counter, 'F1', 'F1', 'Shift+F1')
    await counter.expectTotal('€16.00')
    await press(counter, 'Shift+F1')
    await counter.expectTotal('€0.00')
    await press(counter, 'Enter', 'Enter')
    await expect(counter.lastSale).toBeHidden()
  })

  test('the browser keeps its F1, F3, F5, F6, F7 and F10 to itself', async ({ counter }) => {
    await counter.openEvent(standing)
    await press(counter, 'F1')
    await counter.expectTotal('€16.00')
    const isKept = (key: string) =>
      counter.page.evaluate(
        name =>
          !document.body.dispatchEvent(
            new KeyboardEvent('keydown', { key: name, cancelable: true, bubbles: true }),
          ),
        key,
      )
    for (const key of ['F3', 'F5', 'F6', 'F7', 'F10']) expect([key, await isKept(key)]).toEqual([key, true])
    expect(await isKept('F11')).toBe(false)
    // The page is the same one: what is in the basket was never asked for anew.
    await counter.page.evaluate(() => Object.assign(window, { isSamePage: true }))
    await press(counter, 'F5')
    await expect(counter.tender).toBeVisible()
    expect(await counter.page.evaluate(() => 'isSamePage' in window)).toBe(true)
  })
})

test.describe('numbered seats, by keys alone', () => {
  const rowOf = (seat: string) => seat.split(',')[0]
  const numberOf = (seat: string) => Number(seat.split(' ').at(-1))

  test('F1 F1 F2 holds two adults and a child side by side, and Enter sells them', async ({ counter }) => {
    await counter.openEvent(seated)
    const keys = await press(counter, 'F1', 'F1', 'F2')
    expect(keys).toBe(3)
    await expect.poll(() => counter.seatsHeld()).toHaveLength(3)
    const seats = await counter.seatsHeld()
    expect(new Set(seats.map(rowOf)).size).toBe(1)
    const numbers = seats.map(numberOf)
    expect(Math.max(...numbers) - Math.min(...numbers)).toBe(2)
    await expect(counter.basket.getByText('Adult', { exact: true })).toHaveCount(2)
    await expect(counter.basket.getByText('Child', { exact: true })).toHaveCount(1)
    await press(counter, 'Enter')
    await counter.orderNumber()
  })

  test('Enter pressed right behind the keys sells what they hold', async ({ counter }) => {
    await counter.openEvent(seated)
    expect(await press(counter, 'F1', 'F1', 'Enter')).toBe(3)
    await counter.orderNumber()
    await expect(counter.basket).toContainText('Nothing chosen yet')
  })

  test('Shift takes one away so that the rest stay together', async ({ counter }) => {
    await counter.openEvent(seated)
    await press(counter, '5', 'F1')
    await expect.poll(() => counter.seatsHeld()).toHaveLength(5)
    const five = await counter.seatsHeld()
    await press(counter, 'Shift+F1')
    await expect.poll(() => counter.seatsHeld()).toHaveLength(4)
    const four = await counter.seatsHeld()
    expect(five.filter(seat => !four.includes(seat))).toHaveLength(1)
    const numbers = four.map(numberOf).sort((a, b) => a - b)
    if (new Set(five.map(rowOf)).size === 1) expect((numbers[3] ?? 0) - (numbers[0] ?? 0)).toBe(3)
    await press(counter, 'Escape')
    await expect(counter.basket).toContainText('Nothing chosen yet')
  })

  test('43F2 seats a large group in pieces, says so, and says why', async ({ counter }) => {
    await counter.openEvent(seated)
    expect(await press(counter, '4', '3', 'F2')).toBe(3)
    await expect.poll(() => counter.seatsHeld()).toHaveLength(43)
    const words = counter.page.getByRole('button', { name: /43 seats in \d+ places, near each other/ })
    await expect(words).toBeVisible()
    await words.focus()
    await expect(counter.page.getByText('Why these seats')).toBeVisible()
    await press(counter, 'Escape', 'Escape', 'Escape')
    await expect(counter.basket).toContainText('Nothing chosen yet')
  })

  test('a seat that was clicked is not moved: the next key takes the one beside it', async ({ counter }) => {
    await counter.openEvent(seated)
    await counter.goToRow('Balcony, row T')
    await expect(counter.seat('2')).toBeAttached()
    const numbers = await counter.freeSeats()
    // One whose neighbour is free, too, and not the very best of the house.
    const chosen = numbers.findLast(seat => numbers.includes(seat - 1)) ?? 0
    await counter.clickSeat(String(chosen))
    await expect(counter.basket).toContainText(`Row T, seat ${chosen}`)
    await press(counter, 'F1')
    await expect.poll(() => counter.seatsHeld()).toHaveLength(2)
    const seats = await counter.seatsHeld()
    expect(seats).toContain(`Row T, seat ${chosen}`)
    expect(seats.map(numberOf).every(seat => Math.abs(seat - chosen) <= 1)).toBe(true)
    await press(counter, 'Escape')
    await expect(counter.basket).toContainText('Nothing chosen yet')
  })

  test('a seat is retyped with two keys and stays the same seat', async ({ counter }) => {
    await counter.openEvent(seated)
    await press(counter, 'F1', 'F1')
    await expect.poll(() => counter.seatsHeld()).toHaveLength(2)
    const before = await counter.seatsHeld()
    expect(await press(counter, 'Shift+ArrowUp', 'F2')).toBe(2)
    await expect(counter.basket.getByText('Child', { exact: true })).toHaveCount(1)
    expect(await counter.seatsHeld()).toEqual(before)
    await press(counter, 'Escape')
    await expect(counter.basket).toContainText('Nothing chosen yet')
  })
})
