import { keyspace } from '../../electron/keyspace/index'
import { startFakePrinter } from '../../electron/testing/fake-printer/index'
import { connectTo } from '../drivers/cluster'
import { temporaryDataDir } from '../drivers/till'
import { expect, test } from '../fixtures'
import { openCounter } from '../pages/counter-page'
import { SignInPage } from '../pages/sign-in-page'

test('tickets come out after Enter; with the printer off the counter says so, and one press prints them', async ({
  startTill,
}) => {
  test.setTimeout(180_000)
  await using printer = await startFakePrinter()
  const { dataDir, remove } = await temporaryDataDir()
  const first = await startTill({ demo: true, dataDir })
  await new SignInPage(await first.openWindow()).ready()
  const connection = connectTo(first.endpoints)
  const key = keyspace.terminal.key('T01')
  const kv = await connection.get(key)
  if (!kv) throw new Error('the till is not enrolled')
  const value = keyspace.terminal.encode({
    ...keyspace.terminal.edit(kv),
    printer: {
      address: { kind: 'network', host: '127.0.0.1', port: printer.port },
      ...{ widthMm: 80, printsTickets: true, printsReceipt: true, opensDrawer: true },
    },
  })
  await connection.txn({ compare: [], success: [{ op: 'put', key, value }] })
  connection.close()
  await first.stop()

  const till = await startTill({ dataDir })
  const counter = await openCounter(till)
  const { page } = counter
  const printing = page.getByRole('status', { name: 'Printing' })
  await counter.openEvent('Night Freight')
  for (const key of ['F1', 'F1', 'Enter']) await page.keyboard.press(key)
  await expect(printing).toContainText('2 tickets and receipt printed')
  expect(printer.sheets).toHaveLength(3)
  expect(printer.kicks).toBe(1)

  await printer.become('off')
  for (const key of ['F1', 'Enter']) await page.keyboard.press(key)
  await expect(printing).toContainText('The printer is off or not connected.')
  await printer.become('well')
  await page.keyboard.press('Control+p')
  await expect(printing).toContainText('1 ticket and receipt printed')
  expect(printer.sheets).toHaveLength(5)
  await page.context().close()
  await till.stop()
  await remove()
})
