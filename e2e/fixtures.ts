import { type Browser, test as base } from '@playwright/test'
import { launchBrowser, startBrowserTill } from './drivers/browser-host'
import { startDesktopTill } from './drivers/desktop'
import { atHandSpeed } from './drivers/hand-speed'
import { type Till, type TillOptions, temporaryDataDir } from './drivers/till'
import { CounterPage } from './pages/counter-page'
import { SignInPage } from './pages/sign-in-page'

interface TestFixtures {
  /** Starts a further till; it ends with the test. */
  startTill(options: TillOptions): Promise<Till>
  /** A window of the worker's till with the demonstration's cashier signed in. */
  counter: CounterPage
}

interface WorkerFixtures {
  engine: Browser | undefined
  launch(options: TillOptions): Promise<Till & { remove(): Promise<void> }>
  /** A till with the demonstration house on an embedded cluster of its own, shared by the specs of a worker. */
  till: Till
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  engine: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs off this pattern.
    async ({}, use, { project }) => {
      const engine = project.metadata.host === 'browser' ? await launchBrowser() : undefined
      await use(engine)
      await engine?.close()
    },
    { scope: 'worker' },
  ],
  launch: [
    async ({ engine }, use) => {
      await use(async options => {
        const folder = options.dataDir
          ? { dataDir: options.dataDir, remove: async () => {} }
          : await temporaryDataDir()
        const till = engine
          ? await startBrowserTill(engine, folder.dataDir, options)
          : await startDesktopTill(folder.dataDir, options)
        const openWindow: Till['openWindow'] = async window => atHandSpeed(await till.openWindow(window))
        return { ...till, openWindow, remove: folder.remove }
      })
    },
    { scope: 'worker' },
  ],
  till: [
    async ({ launch }, use) => {
      const till = await launch({ demo: true })
      const first = await till.openWindow()
      await new SignInPage(first).ready()
      await first.close()
      await use(till)
      await till.stop()
      await till.remove()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  startTill: async ({ launch }, use) => {
    const started: (Till & { remove(): Promise<void> })[] = []
    await use(async options => {
      const till = await launch(options)
      started.push(till)
      return till
    })
    for (const till of started.reverse()) {
      await till.stop()
      await till.remove()
    }
  },
  counter: async ({ till }, use) => {
    const page = await till.openWindow()
    await new SignInPage(page).signInAs('cashier')
    await use(new CounterPage(page))
    await page.context().close()
  },
})

export { expect } from '@playwright/test'
