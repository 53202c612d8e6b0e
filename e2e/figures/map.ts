import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { build } from 'vite'
import type { House, HouseChange } from '#shared/contract/events'
import type { MapParts } from '../../renderer/testing/map-parts'
import { launchBrowser } from '../drivers/browser-host'
import { arenaHouse } from './arena'
import type { Figure } from './figure'
import { collectedHeap } from './footprint'
import { type RecordedTerminal, startRecordedTerminal } from './recorded-terminal'
import { logLogSlope, quantile } from './statistics'
import { bursts, scriptByFrame, type Trace, traced } from './trace'

const sizes = [5_000, 20_000, 50_000, 100_000]
const manySeats = 50_000
/** One change each is told so far apart, in milliseconds, that the page has come to rest in between. */
const apartMs = 60
const singleChanges = 200
/** As many before that, so that the browser has compiled what it is going to: a till runs all day. */
const warmUp = 60
const clicks = 25

/** Measures the seat map of the built page in a real browser, on a house that is played back without a cluster. */
export async function measureMap(say: (line: string) => void): Promise<Figure[]> {
  const browser = await launchBrowser()
  try {
    const parts = await partsBySize(browser, sizes)
    say('the parts by themselves are measured')
    const bySize: Awaited<ReturnType<typeof measureSize>>[] = []
    for (const seats of sizes) {
      bySize.push(await measureSize(browser, seats, seats === manySeats, say))
    }
    const bytes = await bytesASeat(browser)
    const many = bySize.find(own => own.seats === manySeats)
    const manyParts = parts.find(own => own.seats === manySeats)
    const slope = (costs: readonly { seats: number; cost: number }[]) =>
      logLogSlope(costs.map(({ seats, cost }) => ({ size: seats, cost })))
    const ms = (what: string, goal: number, seen = Number.NaN): Figure => ({ what, goal, seen, unit: 'ms' })
    return [
      ms('panning and zooming: script a frame, p95', 4, many?.motion?.p95Ms),
      ms('… p50', 4, many?.motion?.p50Ms),
      ms('one seat’s change: script until it is drawn, p50', 1, many?.changeMs),
      ms('… p95', Number.NaN, many?.changeP95Ms),
      ms('… all script of the page meanwhile, a change', 1, many?.changeMeanMs),
      ms('1,000 changes a second: longest task', 50, many?.longestTaskMs),
      ms('click to the seat in the basket on the screen, p95', 100, many?.answerMs),
      ms('hit test', 0.2, manyParts?.hitMs),
      ms('from the connection to a house that sells', 1_000, many?.sellableMs),
      { what: 'in the page, a seat', goal: 64, seen: bytes, unit: 'bytes' },
      {
        what: 'slope of a click',
        goal: 0.1,
        seen: slope(bySize.map(({ seats, clickMs }) => ({ seats, cost: clickMs }))),
        unit: '',
      },
      {
        what: 'slope of a change',
        goal: 0.1,
        seen: slope(bySize.map(({ seats, changeMs }) => ({ seats, cost: changeMs }))),
        unit: '',
      },
      {
        what: 'slope of the hit test',
        goal: 0.1,
        seen: slope(parts.map(({ seats, hitMs }) => ({ seats, cost: hitMs }))),
        unit: '',
      },
      ...bySize.flatMap(({ seats, clickMs, changeMs, sellableMs }) => [
        ms(`${seats} seats: click`, Number.NaN, clickMs),
        ms(`${seats} seats: change`, Number.NaN, changeMs),
        ms(`${seats} seats: from the connection to a house that sells`, Number.NaN, sellableMs),
      ]),
      ...parts.flatMap(({ seats, hitMs, updateMs }) => [
        ms(`${seats} seats: hit test by itself`, Number.NaN, hitMs),
        ms(`${seats} seats: change of the store and the board by themselves`, Number.NaN, updateMs),
      ]),
    ]
  } finally {
    await browser.close()
  }
}

/** Runs the map's own modules in a page of the browser, one house after another. */
async function partsBySize(browser: Browser, ofSizes: readonly number[]) {
  const built = await build({
    ...{ configFile: false, logLevel: 'silent' },
    build: {
      ...{ write: false, minify: true, target: 'chrome130' },
      lib: {
        entry: join(import.meta.dirname, '..', '..', 'renderer', 'testing', 'map-parts.ts'),
        formats: ['iife'],
        name: 'parts',
      },
    },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  const code = bundle && 'output' in bundle ? bundle.output[0].code : ''
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addScriptTag({ content: code })
  const measured: (MapParts & { seats: number })[] = []
  for (const seats of ofSizes) {
    const parts = await page.evaluate(
      house => (window as unknown as { measureParts(house: House): MapParts }).measureParts(house),
      arenaHouse(seats),
    )
    measured.push({ seats, ...parts })
  }
  await context.close()
  return measured
}

async function measureSize(browser: Browser, seats: number, inFull: boolean, say: (line: string) => void) {
  const house = arenaHouse(seats)
  await using terminal = await startRecordedTerminal(house)
  const { page, sellableMs } = await openPage(browser, terminal)
  await goToFreeRow(page, house)
  say(`${seats} seats: on the screen after ${sellableMs.toFixed(0)} ms`)
  const changes = await tracedChanges(browser, page, terminal, house)
  const clicked = await tracedClicks(browser, page)
  const answers = await page.evaluate(() => (window as unknown as { answers: number[] }).answers)
  const more = inFull
    ? {
        motion: await tracedMotion(browser, page),
        longestTaskMs: await flooded(browser, page, terminal, house),
      }
    : {}
  await page.context().close()
  return {
    ...{ seats, sellableMs, ...more },
    changeMs: quantile(changes.each, 0.5),
    changeP95Ms: quantile(changes.each, 0.95),
    changeMeanMs: changes.meanMs,
    clickMs: quantile(clicked, 0.5),
    answerMs: quantile(answers, 0.95),
  }
}

/** Opens the house. The time begins when the page's socket is open, and ends when seats can be chosen and are drawn. */
async function openPage(browser: Browser, terminal: RecordedTerminal) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  // The runner of this script gives functions their names with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = named => named')
  await page.addInitScript(() => {
    sessionStorage.setItem('ticketcd.session', 'recorded')
    const Plain = window.WebSocket
    window.WebSocket = class extends Plain {
      constructor(...given: ConstructorParameters<typeof Plain>) {
        super(...given)
        this.addEventListener('open', () => performance.mark('connected'))
      }
    }
    const look = () => {
      const canvas = [...document.querySelectorAll('canvas')].some(own => own.style.visibility === 'visible')
      if (canvas && document.querySelector('[role="option"][id^="seat-"]')) performance.mark('sellable')
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    // From the finger on the button to the picture in which the seat is in the basket.
    const answers: number[] = []
    let pressedAt: number | undefined
    Object.assign(window, { answers })
    window.addEventListener('pointerdown', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true })
    new MutationObserver(changes => {
      const isOurs = changes.some(({ target }) => (target as Element).ariaSelected === 'true')
      if (!isOurs || pressedAt === undefined) return
      const from = pressedAt
      pressedAt = undefined
      requestAnimationFrame(() => answers.push(performance.now() - from))
    }).observe(document, { subtree: true, attributeFilter: ['aria-selected'] })
  })
  await page.goto(terminal.address)
  await page.waitForFunction(() => performance.getEntriesByName('sellable').length > 0)
  const sellableMs = await page.evaluate(() => {
    const [connected] = performance.getEntriesByName('connected')
    const [sellable] = performance.getEntriesByName('sellable')
    return connected && sellable ? sellable.startTime - connected.startTime : Number.NaN
  })
  await rest(page)
  return { page, sellableMs }
}

/** Brings the row with most free seats into sight, large enough to be clicked. */
async function goToFreeRow(page: Page, house: House): Promise<void> {
  const rows = house.areas.flatMap(({ section, states }) =>
    (section?.rows ?? []).map(({ label, seats }) => ({
      section: section?.name ?? '',
      row: label,
      free: seats.filter(({ slot }) => states[slot] === '.').length,
    })),
  )
  const [best] = rows.sort((a, b) => b.free - a.free)
  await page.getByLabel('Go to section').selectOption({ label: best?.section ?? '' })
  await page.getByLabel('Go to row').selectOption({ label: best?.row ?? '' })
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('z')
  await rest(page)
}

/** Script for each of some changes that come one by one, seats in sight and elsewhere in turns. */
async function tracedChanges(browser: Browser, page: Page, terminal: RecordedTerminal, house: House) {
  const play = async (count: number) => {
    for (let n = 0; n < count; n++) {
      terminal.play(changeOf(house, n))
      await page.waitForTimeout(apartMs)
    }
  }
  await play(warmUp)
  const { script } = await traced(browser, page, () => play(singleChanges), 'script')
  const total = script.reduce((sum, { ms }) => sum + ms, 0)
  // What is gathered for later (figures, the list) comes in bursts of its own: a change is never one of the small ones.
  const each = bursts(script, apartMs / 4)
    .sort((a, b) => b - a)
    .slice(0, singleChanges)
  return { each, meanMs: total / singleChanges }
}

/** Script for each click on another seat in sight, from the pointer to what it led to on the screen. */
async function tracedClicks(browser: Browser, page: Page) {
  const places = await page.locator('[role="option"][id^="seat-"]').evaluateAll(options =>
    options
      .filter(own => own.getAttribute('aria-disabled') === 'false')
      .map(own => own.getBoundingClientRect())
      .map(box => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }))
      .filter(({ x, y }) => x > 300 && x < 880 && y > 170 && y < 560),
  )
  const { script } = await traced(browser, page, async () => {
    for (let n = 0; n < Math.min(clicks, places.length); n++) {
      const { x, y } = places[n] ?? { x: 0, y: 0 }
      await page.mouse.click(x, y)
      await page.waitForTimeout(apartMs * 4)
    }
  })
  return bursts(script, apartMs).filter(ms => ms > 0.5)
}

/** Script of each frame while the whole house is zoomed into, panned over and zoomed out of, twice. */
async function tracedMotion(browser: Browser, page: Page) {
  const trace = await traced(browser, page, async () => {
    for (let round = 0; round < 2; round++) {
      await page.mouse.move(600, 380)
      for (let n = 0; n < 40; n++) await wheel(page, n < 20 ? 100 : -100)
      await page.mouse.down()
      for (let n = 0; n < 60; n++) {
        await page.mouse.move(600 + 140 * Math.sin(n / 8), 380 + 100 * Math.cos(n / 8))
        await page.waitForTimeout(8)
      }
      await page.mouse.up()
    }
  })
  const frames = scriptByFrame(trace).filter(ms => ms > 0.05)
  return { p50Ms: quantile(frames, 0.5), p95Ms: quantile(frames, 0.95) }
}

async function wheel(page: Page, by: number) {
  await page.mouse.wheel(0, by)
  await page.waitForTimeout(12)
}

/** The longest task of the page's main thread while a thousand places change in each of five seconds. */
async function flooded(browser: Browser, page: Page, terminal: RecordedTerminal, house: House) {
  const trace: Trace = await traced(browser, page, async () => {
    const from = Date.now()
    for (let n = 0; n < 5_000; ) {
      for (const due = Date.now() - from; n < Math.min(5_000, due); n++) terminal.play(changeOf(house, n))
      await page.waitForTimeout(5)
    }
  })
  return Math.max(...trace.tasks.map(({ ms }) => ms))
}

/** The heap that a house of fifty thousand takes beyond one of five hundred, for each seat, after collecting. */
async function bytesASeat(browser: Browser): Promise<number> {
  const heapOf = async (seats: number) => {
    await using terminal = await startRecordedTerminal(arenaHouse(seats))
    const { page } = await openPage(browser, terminal)
    const heap = await collectedHeap(await page.context().newCDPSession(page))
    await page.context().close()
    return heap
  }
  const [few, many] = [await heapOf(500), await heapOf(manySeats)]
  return (many - few) / (manySeats - 500)
}

/** The same sequence every time, all over the house: sold, held by another till, and free again. */
function changeOf(house: House, n: number): HouseChange {
  const area = house.areas[(n * 37) % house.areas.length]
  const slot = (n * 101) % (area?.area.capacity ?? 1)
  const next = [[slot, 's'] as const, [slot, 'h', 'T02'] as const, [slot, '.'] as const][n % 3]
  return { slots: { [area?.area.areaId ?? '']: [[...(next ?? [slot, '.'])]] } } as HouseChange
}

const rest = (page: Page) => page.waitForTimeout(600)
