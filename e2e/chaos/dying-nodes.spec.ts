import { nodePids } from '../drivers/nodes'
import { expect, test } from '../fixtures'
import { type CounterPage, openCounter } from '../pages/counter-page'

const event = 'The Big Céilí'

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
  await counter.openEvent(event)
  let last = await sellOne(counter)

  const [one = 0, two = 0] = await nodePids(till.dataDir)
  process.kill(one, 'SIGKILL')
  last = await sellOne(counter, last)

  const frozen = [...new Set([...(await nodePids(till.dataDir)).filter(pid => pid !== one), two])].slice(0, 2)
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  await expect(counter.page.getByText(/Selling is stopped/).first()).toBeVisible({ timeout: 20_000 })
  await expect(counter.pay).toBeDisabled()
  await expect(counter.page.getByRole('heading', { level: 1, name: event })).toBeVisible()

  for (const pid of frozen) process.kill(pid, 'SIGCONT')
  await expect(counter.page.getByText(/Selling is stopped/).first()).toBeHidden({ timeout: 20_000 })
  await sellOne(counter, last)
  await counter.page.context().close()
})
