import { type FakePrinter, startFakePrinter } from '../../electron/testing/fake-printer/index'
import type { Till } from '../drivers/till'
import { expect, test } from '../fixtures'
import { type CounterPage, openCounter } from '../pages/counter-page'
import { OrdersPage } from '../pages/orders-page'
import { SettingsPage } from '../pages/settings-page'
import { SignInPage } from '../pages/sign-in-page'

/** A cashier's counter at a till that prints tickets on `printer`. */
async function counterThatPrints(till: Till, printer: FakePrinter): Promise<CounterPage> {
  const office = await till.openWindow()
  await new SignInPage(office).signInAs('manager')
  const settings = new SettingsPage(office)
  await settings.open()
  await settings.printOn(printer.port)
  await office.context().close()
  const counter = await openCounter(till)
  await counter.openEvent('Night Freight')
  return counter
}

const printing = ({ page }: CounterPage) => page.getByRole('status', { name: 'Printing' })

test('the drawer’s pulse is at the printer within a second of Enter, and the tickets follow it', async ({
  startTill,
}) => {
  test.slow()
  await using printer = await startFakePrinter()
  const counter = await counterThatPrints(await startTill({ demo: true }), printer)
  const { page } = counter
  const waits: number[] = []
  for (let sale = 1; sale <= 12; sale++) {
    for (const key of ['F1', 'F1']) await page.keyboard.press(key)
    await expect(counter.pay).toContainText('€32.00')
    const enterAt = performance.now()
    await page.keyboard.press('Enter')
    await printer.printed(2 * sale)
    waits.push(printer.lastBeginAt - enterAt)
    await expect(printing(counter)).toContainText('2 tickets printed')
  }
  expect(printer.kicks).toBe(12)
  for (const bytes of printer.beginnings) expect([...bytes].slice(0, 3)).toEqual([0x1b, 0x70, 0])
  const [fastest, middle, slowest] = [0, 6, 11].map(n => Math.round(waits.sort((a, b) => a - b)[n] ?? 0))
  process.stdout.write(`Enter to the printer's first byte, 12 sales: ${fastest}, ${middle}, ${slowest} ms\n`)
  expect(slowest).toBeLessThan(1_000)
})

test('a printer that is off, out of paper or slow says so, holds no sale up, and one key prints what is left', async ({
  startTill,
}) => {
  test.slow()
  await using printer = await startFakePrinter()
  const counter = await counterThatPrints(await startTill({ demo: true }), printer)
  const { page } = counter
  const line = printing(counter)
  let number: string | undefined
  const sell = async () => {
    for (const key of ['F1', 'Enter']) await page.keyboard.press(key)
    number = await counter.orderNumber(number)
  }
  await sell()
  await expect(line).toContainText('1 ticket printed')

  await printer.become('off')
  await sell()
  await expect(line).toContainText('The printer is off or not connected.')
  await printer.become('well')
  await page.keyboard.press('Control+p')
  await expect(line).toContainText('1 ticket printed')
  expect(printer.sheets).toHaveLength(2)

  await printer.become('out-of-paper')
  await sell()
  await expect(line).toContainText('The printer is out of paper. Put in a roll: it goes on by itself.')
  await sell()
  await printer.become('well')
  await expect(line).toContainText('1 ticket printed')
  await printer.printed(4)

  await printer.become('stuck')
  await sell()
  await expect(line).toContainText('The printer is slow.')
  await line.getByRole('button', { name: 'Leave it' }).click()
  await printer.become('well')
  await sell()
  await expect(line).toContainText('1 ticket printed')
  expect(printer.sheets).toHaveLength(6)
})

test('a till that loses its power asks what came out, and a reprint is marked and takes the place of the old paper', async ({
  startTill,
}) => {
  test.slow()
  await using printer = await startFakePrinter()
  const first = await startTill({ demo: true })
  const before = await counterThatPrints(first, printer)
  await printer.become('stuck')
  for (const key of ['3', 'F1', 'Enter']) await before.page.keyboard.press(key)
  const number = await before.orderNumber()
  await printer.printed(2)
  await first.kill()
  await printer.become('well')

  const till = await startTill({ dataDir: first.dataDir })
  const counter = await openCounter(till)
  const { page } = counter
  await expect(printing(counter)).toContainText(`2 papers of ${number} may be printed already`)
  expect(printer.sheets).toHaveLength(2)
  await printing(counter).getByRole('button', { name: 'Leave it' }).click()

  const orders = new OrdersPage(page)
  await orders.open()
  await orders.openOrder(number)
  await orders.act(/^Print tickets again/).click()
  await orders.confirm.click()
  await printer.printed(5)
  for (const sheet of printer.sheets.slice(2)) expect(sheet.lines.join('\n')).toContain('REPRINT 2')
  await expect(orders.timeline).toContainText('Tickets printed again')
})
