import { keyspace } from '../../electron/keyspace/index'
import { expectAccessible } from '../drivers/accessible'
import { brokenLine } from '../drivers/broken-line'
import { connectTo } from '../drivers/cluster'
import { countKeys } from '../drivers/counted-keys'
import { raceForSeat } from '../drivers/seat-race'
import { expect, test } from '../fixtures'
import { type CounterPage, openCounter } from '../pages/counter-page'

const event = 'The Salt Road'

async function openRow(counter: CounterPage, row: string): Promise<number[]> {
  await counter.openEvent(event)
  await counter.goToRow(row)
  await expect(counter.seat('2')).toBeAttached()
  return counter.freeSeats()
}

test('a seat that went to another till a moment before: which, who has it, and one key takes the nearest', async ({
  counter: north,
  till,
  startTill,
}) => {
  await using line = await brokenLine(till.endpoints)
  const southTill = await startTill({ endpoints: [line.proxy.address] })
  const south = await openCounter(southTill)
  const row = 'Balcony, row R'
  const free = await openRow(south, row)
  await openRow(north, row)
  const wanted = free.find(seat => free.includes(seat + 1)) ?? 0

  await raceForSeat(line, north, south, wanted)

  await expect(south.notice).toContainText(`Row R, seat ${wanted} is held by T01 (Nora Keane).`)
  await expect(south.notice).toContainText('The nearest free seats')
  const alternatives = south.notice.getByRole('button', { name: /^Take [A-Z]+ \d+/ })
  await expect(alternatives).toHaveCount(3)
  await expect(south.basket).toContainText('Nothing chosen yet')
  await expectAccessible(south.page)

  const nearest = /Take ([A-Z]+) (\d+)/.exec((await alternatives.first().textContent()) ?? '')
  const keys = countKeys(south.page)
  await keys.press('Enter')
  await expect(south.basket).toContainText(`Row ${nearest?.[1]}, seat ${nearest?.[2]}`)
  expect(keys.pressed).toBe(1)
  await expect(south.notice).toBeHidden()
  await expect(north.basket).toContainText(`Row R, seat ${wanted}`)
  await north.empty()
})

test('a hold that ran out is held again with one key; of a seat that went meanwhile it is told, and the rest is held', async ({
  counter,
  till,
}) => {
  const keys = connectTo(till.endpoints)
  const endHold = async () => {
    const terminalId = await counter.terminalId()
    // A hold that runs out is the end of its lease: basket and claims go at one revision.
    const leases = new Set<string>()
    for await (const { kvs } of keys.pages(keyspace.basket.prefix(terminalId)))
      for (const { leaseId } of kvs) if (leaseId) leases.add(leaseId)
    for (const lease of leases) await keys.leases.revoke(lease)
  }
  const row = 'Balcony, row Q'
  const free = await openRow(counter, row)
  const [one = 0, two = 0] = free
  await counter.clickSeat(String(one))
  await counter.clickSeat(String(two))
  await expect(counter.basket).toContainText(`Row Q, seat ${two}`)
  await endHold()
  await expect(counter.notice).toContainText('The time to pay ran out: the places are on sale again.')
  await expect(counter.basket).toContainText('Nothing chosen yet')
  await counter.page.keyboard.press('Enter')
  await expect.poll(() => counter.seatsHeld()).toEqual([`Row Q, seat ${one}`, `Row Q, seat ${two}`])

  await endHold()
  await expect(counter.notice.getByRole('button', { name: 'Hold 2 again' })).toBeVisible()
  const second = await openCounter(till, 'manager')
  await openRow(second, row)
  await second.clickSeat(String(one))
  await expect(second.basket).toContainText(`Row Q, seat ${one}`)
  await counter.page.keyboard.press('Enter')
  await expect(counter.notice).toContainText(`Row Q, seat ${one} is held by T01 (Aoife Sexton).`)
  await counter.notice.getByRole('button', { name: 'Hold it again' }).click()
  await expect.poll(() => counter.seatsHeld()).toEqual([`Row Q, seat ${two}`])
  await counter.empty()
  await second.empty()
  await second.page.context().close()
  keys.close()
})

test('a window whose terminal ended says since when it shows old places, and sells nothing', async ({
  till,
  startTill,
}) => {
  const other = await startTill({ endpoints: till.endpoints })
  const counter = await openCounter(other)
  const { page } = counter
  await counter.openEvent('Night Freight')
  await page.keyboard.press('F1')
  await expect(counter.pay).toBeEnabled()
  await other.kill()
  await expect(page.getByText('Not connected to the till').first()).toBeVisible()
  await expect(page.getByText(/Last synced \d+ s ago/)).toBeVisible()
  await expect(counter.pay).toBeDisabled()
  await expect(counter.pay).toContainText(/Not connected\s*since \d\d:\d\d/)
  // Reading goes on.
  await expect(page.getByRole('heading', { level: 1, name: 'Night Freight' })).toBeVisible()
  await expectAccessible(page)
})
