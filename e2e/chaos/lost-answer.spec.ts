import type { Connection } from '../../electron/cluster/model'
import { keyspace } from '../../electron/keyspace/index'
import { startFaultProxy } from '../../electron/testing/fault-proxy'
import { connectTo } from '../drivers/cluster'
import { temporaryDataDir } from '../drivers/till'
import { expect, test } from '../fixtures'
import { CounterPage } from '../pages/counter-page'
import { SignInPage } from '../pages/sign-in-page'

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

/** A till of its own whose way to the cluster can be broken, with one adult in its basket. */
async function behindAProxy(endpoints: string[]) {
  const [endpoint = ''] = endpoints
  const proxy = await startFaultProxy(endpoint)
  return { proxy, keys: connectTo(endpoints) }
}

test('a sale whose answer is lost is being checked, and then it is told as done, once', async ({
  till,
  startTill,
}) => {
  const { proxy, keys } = await behindAProxy(till.endpoints)
  const lonely = await startTill({ endpoints: [proxy.address] })
  const counter = new CounterPage(await lonely.openWindow())
  await new SignInPage(counter.page).signInAs('cashier')
  await counter.openEvent(event)
  const terminalId =
    (await counter.page
      .getByText(/^T\d\d$/)
      .first()
      .textContent()) ?? ''
  await counter.page.keyboard.press('F1')
  proxy.dropNextAnswer()
  await counter.page.keyboard.press('Enter')
  await expect(counter.page.getByText('Checking what happened to the last sale')).toBeVisible({
    timeout: 30_000,
  })
  expect(await ordersOf(keys, terminalId)).toHaveLength(1)

  await proxy.resume()
  const number = await counter.orderNumber()
  expect(await ordersOf(keys, terminalId)).toEqual([number])
  await counter.page.context().close()
  await proxy.close()
  keys.close()
})

test('a till killed between the sale and its answer finds the sale when it starts again', async ({
  till,
  launch,
}) => {
  const { proxy, keys } = await behindAProxy(till.endpoints)
  const folder = await temporaryDataDir()
  const options = { endpoints: [proxy.address], dataDir: folder.dataDir }
  const first = await launch(options)
  const counter = new CounterPage(await first.openWindow())
  await new SignInPage(counter.page).signInAs('cashier')
  await counter.openEvent(event)
  const terminalId =
    (await counter.page
      .getByText(/^T\d\d$/)
      .first()
      .textContent()) ?? ''
  await counter.page.keyboard.press('F1')
  proxy.dropNextAnswer()
  await counter.page.keyboard.press('Enter')
  await expect.poll(() => ordersOf(keys, terminalId)).toHaveLength(1)
  await first.kill()
  await counter.page.context().close()
  await proxy.resume()

  const second = await launch(options)
  const again = new CounterPage(await second.openWindow())
  await new SignInPage(again.page).signInAs('cashier')
  const [number = ''] = await ordersOf(keys, terminalId)
  await expect(again.page.getByText(number).first()).toBeVisible()
  expect(await ordersOf(keys, terminalId)).toEqual([number])
  await again.page.context().close()
  await second.stop()
  await folder.remove()
  await proxy.close()
  keys.close()
})
