import { expectAccessible } from '../drivers/accessible'
import { nodePids } from '../drivers/nodes'
import { expect, test } from '../fixtures'
import { type CounterPage, openCounter } from '../pages/counter-page'

const event = 'The Big Céilí'
const seated = 'The Salt Road'

const sellOne = async (counter: CounterPage, before?: string) => {
  await counter.page.keyboard.press('F1')
  await counter.page.keyboard.press('Enter')
  return counter.orderNumber(before)
}

test('selling goes on while one node of three is dead, stops in words without a quorum, and goes on by itself', async ({
  startTill,
}) => {
  test.slow()
  test.skip(process.platform === 'win32', 'a process cannot be frozen there')
  const till = await startTill({ demo: true })
  const counter = await openCounter(till)
  const { page } = counter
  await counter.openEvent(event)
  let last = await sellOne(counter)

  const [one = 0, two = 0] = await nodePids(till.dataDir)
  process.kill(one, 'SIGKILL')
  last = await sellOne(counter, last)

  // A customer is being served while the second one dies.
  await counter.openEvent(seated)
  // A hold that was on its way to the dead one may be told as not known: then the cashier begins again.
  await expect(async () => {
    await counter.empty()
    await page.keyboard.press('F1')
    await expect.poll(() => counter.seatsHeld(), { timeout: 4_000 }).toHaveLength(1)
  }).toPass()
  const frozen = [...new Set([...(await nodePids(till.dataDir)).filter(pid => pid !== one), two])].slice(0, 2)
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  const banner = page.getByRole('alert').filter({ hasText: 'Selling is stopped: only 1 of 3 nodes answers' })
  await expect(banner).toBeVisible({ timeout: 20_000 })
  await expect(banner).toContainText(/Since \d\d:\d\d:\d\d\. Missing: node-\d and node-\d\./)

  await test.step('nothing is sold, and the tender says why in its own place', async () => {
    await expect(counter.pay).toBeDisabled()
    await expect(counter.pay).toContainText(/Selling is stopped\s*since \d\d:\d\d/)
    for (const key of ['F1', 'Enter', 'F9', 'F10']) await page.keyboard.press(key)
    expect(await counter.seatsHeld()).toHaveLength(1)
    await counter.expectTotal('€38.00')
  })

  await test.step('reading goes on, and says how old it is', async () => {
    await expect(page.getByText(/Last synced \d+ s ago\. Places may have changed since/)).toBeVisible()
    await counter.goToRow('Balcony, row T')
    await expect(counter.seat('2')).toBeAttached()
    await counter.search('night')
    await expect(counter.eventRow(event)).toBeHidden()
    await expect(counter.eventRow('Night Freight')).toBeVisible()
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await expectAccessible(page)
  })

  for (const pid of frozen) process.kill(pid, 'SIGCONT')
  await expect(banner).toBeHidden({ timeout: 20_000 })
  // It goes on by itself: the seat is still the customer's.
  await page.evaluate('document.activeElement?.blur()')
  await expect(counter.pay).toBeEnabled()
  await page.keyboard.press('Enter')
  await counter.orderNumber(last)
  await counter.page.context().close()
})
