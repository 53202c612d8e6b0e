import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from '@playwright/test'
import { flagsOf, type Till, type TillOptions } from './till'

const hostScript = join(import.meta.dirname, '..', '..', 'out', 'main', 'host.js')
const fixedClock = new URL('fixed-clock.mjs', import.meta.url).href
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Chromium as the operating system has it; Playwright's own download where there is none. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.TICKETCD_BROWSER ?? installed.find(path => existsSync(path))
  return chromium.launch({
    ...(executablePath && { executablePath }),
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      // Letters are drawn alike wherever the same fonts are, whatever the desktop prefers.
      ...['--font-render-hinting=none', '--disable-lcd-text'],
    ],
  })
}

/** Starts the built browser host without a window; its windows are pages of `browser`. */
export async function startBrowserTill(
  browser: Browser,
  dataDir: string,
  options: TillOptions,
): Promise<Till> {
  const { now } = options
  const clock = now === undefined ? [] : ['--import', fixedClock]
  const child = spawn(process.execPath, [...clock, hostScript, '--headless', ...flagsOf(dataDir, options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TICKETCD_E2E_NOW: now },
  })
  const { url, endpoints } = await announced(child)
  const ended = once(child, 'exit')
  return {
    dataDir,
    endpoints,
    pid: child.pid ?? 0,
    async openWindow(window) {
      const viewport = { width: 1280, height: 720 }
      const context = await browser.newContext({ viewport, locale: 'en-GB', ...window })
      const page = await context.newPage()
      if (now !== undefined) await page.clock.setFixedTime(now)
      await page.goto(url)
      return page
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
    // A process that has ended takes no signal: stopping one that was killed does nothing.
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** The host's first line; whatever it says on stderr is in the error when it ends without one. */
async function announced(child: ChildProcess): Promise<{ url: string; endpoints: string[] }> {
  let said = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  if (!child.stdout) throw new Error('the host has no stdout')
  const lines = createInterface({ input: child.stdout })
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([status]) => {
      throw new Error(`the host ended with ${String(status)}: ${said}`)
    }),
  ])
  return JSON.parse(String(line)) as { url: string; endpoints: string[] }
}
