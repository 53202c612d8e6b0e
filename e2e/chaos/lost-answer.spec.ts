import type { Connection } from '../../electron/cluster/model'
import { keyspace } from '../../electron/keyspace/index'
import { expectAccessible } from '../drivers/accessible'
import { brokenLine } from '../drivers/broken-line'
import { type Till, temporaryDataDir } from '../drivers/till'
import { expect, test } from '../fixtures'
import { openCounter } from '../pages/counter-page'

const event = 'The Big Céilí'

/** Orders of a terminal in the cluster, tombstones left out. */
async function ordersOf(keys: Connection, terminalId: string): Promise<string[]> {
  const numbers: string[] = []
  for await (const { kvs } of keys.pages(keyspace.order.prefix()))
    for (const kv of kvs) {
      const order = keyspace.order.read(kv)
      if (order.status !== 'abandoned' && order.terminalId === terminalId) numbers.push(order.number)
    }
  return numbers
}

/** A window of `till` with one adult in the basket, and the till's own id. */
async function windowWithOneAdult(till: Till) {
  const counter = await openCounter(till)
  await counter.openEvent(event)
  await counter.page.keyboard.press('F1')
  await expect(counter.pay).toBeEnabled()
  return { counter, terminalId: await counter.terminalId() }
}

test('a sale whose answer is lost is being checked, and then it is told as done, once', async ({
  till,
  startTill,
}) => {
  await using line = await brokenLine(till.endpoints)
  const lonely = await startTill({ endpoints: [line.proxy.address] })
  const { counter, terminalId } = await windowWithOneAdult(lonely)
  line.proxy.dropNextAnswer()
  await counter.page.keyboard.press('Enter')
  const card = counter.page.getByText('Checking what happened to the last sale')
  await expect(card).toBeVisible({ timeout: 30_000 })
  expect(await ordersOf(line.keys, terminalId)).toHaveLength(1)

  await line.proxy.resume()
  const number = await counter.orderNumber()
  expect(await ordersOf(line.keys, terminalId)).toEqual([number])
})

test('a sale that was not made after all is told so, with the money to give back, and sold again with one key', async ({
  till,
  startTill,
}) => {
  await using line = await brokenLine(till.endpoints)
  const lonely = await startTill({ endpoints: [line.proxy.address] })
  const { counter, terminalId } = await windowWithOneAdult(lonely)
  line.proxy.stall('requests')
  await counter.page.keyboard.press('Enter')
  await expect(counter.page.getByText('Checking what happened to the last sale')).toBeVisible({
    timeout: 30_000,
  })
  // Meanwhile a manager changes the price, and what was sent never arrives.
  const key = keyspace.ticketType.key('big-ceili', 'pink')
  const kv = await line.keys.get(key)
  if (!kv) throw new Error('the demonstration has another Céilí')
  await line.keys.txn({ compare: [], success: [{ op: 'put', key, value: kv.value }] })
  line.proxy.cut()
  await line.proxy.resume()

  await expect(counter.page.getByRole('alert', { name: 'The last sale was not made' })).toBeVisible({
    timeout: 30_000,
  })
  await expect(counter.page.getByRole('alert', { name: 'The last sale was not made' })).toContainText(
    'Give back €14.00',
  )
  await expectAccessible(counter.page)
  expect(await ordersOf(line.keys, terminalId)).toEqual([])
  await counter.page.getByRole('button', { name: 'Sell again' }).click()
  const number = await counter.orderNumber()
  expect(await ordersOf(line.keys, terminalId)).toEqual([number])
})

test('a till killed between the sale and its answer finds the sale when it starts again', async ({
  till,
  startTill,
}) => {
  await using line = await brokenLine(till.endpoints)
  const folder = await temporaryDataDir()
  const options = { endpoints: [line.proxy.address], dataDir: folder.dataDir }
  const first = await startTill(options)
  const { counter, terminalId } = await windowWithOneAdult(first)
  line.proxy.dropNextAnswer()
  await counter.page.keyboard.press('Enter')
  await expect.poll(() => ordersOf(line.keys, terminalId)).toHaveLength(1)
  await first.kill()
  await line.proxy.resume()

  const second = await startTill(options)
  const again = await openCounter(second)
  const [number = ''] = await ordersOf(line.keys, terminalId)
  await expect(again.lastSale).toContainText(number)
  expect(await ordersOf(line.keys, terminalId)).toEqual([number])
  await second.stop()
  await folder.remove()
})
