import type { Locator, Page } from '@playwright/test'
import { launchBrowser, startBrowserTill } from '../drivers/browser-host'
import { temporaryDataDir } from '../drivers/till'
import { type CounterPage, openCounter } from '../pages/counter-page'
import { SignInPage } from '../pages/sign-in-page'
import type { Figure } from './figure'
import { type Footprint, footprintOf } from './footprint'
import { type Interactions, interactionsOf, watchInteractions } from './interactions'
import { quantile } from './statistics'

/** After so many sales what is loaded once is loaded; after so many the browser has compiled what is called often. */
const [loaded, compiled] = [50, 200]
/** Between two keys of a hurried hand, in milliseconds. */
const betweenKeysMs = 20
/** No house of the demonstration has more rows. */
const mostRows = 200
/** None of today: its sale may end meanwhile. Each has five hundred standing places left and more. */
const standing = ['The Big Céilí', 'Glasshouse Riot', 'Amara Diallo & the Slow Trains']
const seated = ['The Salt Road', 'Ferry', 'Sibelius Five']
/** One round of sales; after each, the next event is opened. */
const round: readonly Sale[] = [
  ...Array<Sale>(6).fill(forCash),
  withFifty,
  byCard,
  ...Array<Sale>(2).fill(onTheMap),
]

type Sale = (counter: CounterPage) => Promise<void>

/**
 * Sells `sales` times by real keys and clicks, in a real browser, at a till with a cluster of its own. How long the
 * screen took to answer each of them, and what the page holds afterwards that it did not hold before.
 */
export async function measureSales(sales: number, say: (line: string) => void): Promise<Figure[]> {
  const browser = await launchBrowser()
  const folder = await temporaryDataDir()
  const till = await startBrowserTill(browser, folder.dataDir, { demo: true })
  try {
    const first = await till.openWindow()
    await new SignInPage(first).ready()
    await first.context().close()
    const counter = await openCounter(till)
    await watchInteractions(counter.page)
    const from = performance.now()
    const footprints = new Map<number, Footprint>()
    for (let n = 1; n <= sales; n++) {
      await sellOne(counter, n - 1)
      if (n % 100 === 0) say(`${n} sales, ${((performance.now() - from) / n).toFixed(0)} ms each`)
      if (n === loaded || n === compiled || n === sales) footprints.set(n, await footprintOf(counter.page))
    }
    return table(sales, await interactionsOf(counter.page), footprints)
  } finally {
    await till.stop()
    await folder.remove()
    await browser.close()
  }
}

async function sellOne(counter: CounterPage, n: number) {
  const [turn, place] = [Math.floor(n / round.length), n % round.length]
  const sell = round[place] ?? forCash
  const isMap = sell === onTheMap
  const events = isMap ? seated : standing
  if (place === 0 || (isMap && round[place - 1] !== onTheMap))
    await open(counter, events[turn % events.length] ?? '')
  const before = (await counter.lastSale.allTextContents())[0]
  await sell(counter)
  await nextSale(counter.page, before ?? '')
}

/** Finds an event as a cashier does; the list has more than can be seen. */
async function open(counter: CounterPage, event: string) {
  await counter.search(event)
  await counter.openEvent(event)
  await counter.search('')
  await counter.page.keyboard.press('Escape')
}

/** Waits until the strip of the last sale shows another one. */
async function nextSale(page: Page, before: string) {
  await page.waitForFunction(known => {
    const text = document.querySelector('[role="status"][aria-label="Last sale"]')?.textContent ?? ''
    return /T\d\d-\d{6}/.test(text) && text !== known
  }, before)
}

async function keys({ page }: CounterPage, ...pressed: string[]) {
  for (const key of pressed) {
    await page.keyboard.press(key, { delay: betweenKeysMs / 3 })
    await page.waitForTimeout(betweenKeysMs)
  }
}

async function forCash(counter: CounterPage) {
  await keys(counter, 'F1', 'F1', 'Enter')
}

async function withFifty(counter: CounterPage) {
  await keys(counter, 'F1', 'F2', '5', '0', 'Enter')
}

async function byCard(counter: CounterPage) {
  await keys(counter, 'F1', 'F9')
  await counter.page.getByRole('status', { name: /into the card terminal$/ }).waitFor()
  await keys(counter, 'Enter')
}

/** A free seat of the row that is under the keyboard, or of the next row of the house that has one. */
async function onTheMap(counter: CounterPage) {
  const { page } = counter
  const [sections, rows] = [page.getByLabel('Go to section'), page.getByLabel('Go to row')]
  for (let tries = 0; tries < mostRows; tries++) {
    const [seat] = await counter.freeSeats()
    if (seat !== undefined) {
      await counter.clickSeat(String(seat))
      await counter.basket.getByText(/^Row [A-Z]+, seat \d+$/).waitFor()
      return keys(counter, 'Enter')
    }
    const isMoved = await toNext(rows, false)
    if (!isMoved) await toNext(sections, true)
  }
  throw new Error('no free seat is left in this house')
}

/** Chooses the next option. @returns false at the end, unless it begins anew there */
async function toNext(select: Locator, beginsAnew: boolean): Promise<boolean> {
  const { chosen, count } = await select.evaluate((own: HTMLSelectElement) => {
    own.blur()
    return { chosen: own.selectedIndex, count: own.options.length }
  })
  if (chosen + 1 === count && !beginsAnew) return false
  await select.selectOption({ index: (chosen + 1) % count })
  return true
}

function table(sales: number, seen: Interactions, footprints: ReadonlyMap<number, Footprint>): Figure[] {
  const plain = (what: string, value: number, unit = ''): Figure => ({
    ...{ what, goal: Number.NaN, seen: value, unit },
  })
  const [first, warm, last] = [loaded, compiled, sales].map(n => footprints.get(n))
  const grown = (of: (own: Footprint) => number, from: Footprint | undefined) =>
    from && last ? (of(last) / of(from) - 1) * 100 : Number.NaN
  const whole = ({ heapBytes }: Footprint) => heapBytes
  const data = ({ heapBytes, codeBytes }: Footprint) => heapBytes - codeBytes
  const kept = `after ${sales} sales, collected, beyond those`
  return [
    { what: `INP over ${sales} sales (${seen.count} interactions)`, goal: 200, seen: seen.inpMs, unit: 'ms' },
    plain('… the longest of them', Math.max(...seen.slowMs, 0), 'ms'),
    plain('… the longest of 95 in 100 of those told (16 ms and more)', quantile(seen.slowMs, 0.95), 'ms'),
    { what: `heap ${kept} after ${loaded}`, goal: 10, seen: grown(whole, first), unit: '%' },
    plain(`… beyond those after ${compiled}`, grown(whole, warm), '%'),
    {
      ...{ what: `heap without compiled code ${kept} after ${loaded}`, goal: 10, unit: '%' },
      seen: grown(data, first),
    },
    ...[...footprints].flatMap(([n, { heapBytes, codeBytes, nodes, listeners }]) => [
      plain(`heap after ${n} sales`, heapBytes / 2 ** 20, 'MiB'),
      plain('… of it compiled code', codeBytes / 2 ** 20, 'MiB'),
      plain('… nodes of the document', nodes),
      plain('… listeners', listeners),
    ]),
  ]
}
