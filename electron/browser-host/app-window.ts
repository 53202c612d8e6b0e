import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, findBrowser } from './find-browser'

/** A browser's process that shows the application, or that has handed the window to a browser that was there already. */
export interface AppWindow {
  ended: Promise<void>
}

/** Why no window can be opened; the address has to be opened by hand. */
export type NoWindow = 'no-display' | 'no-browser'

/**
 * Opens the application in a window of its own, with a browser profile of its own, so that no extension and no
 * history of the person's browser is near the till. The window is closed when `closing` aborts.
 */
export async function openAppWindow(
  dataDir: string,
  address: string,
  closing?: AbortSignal,
): Promise<AppWindow | NoWindow> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'no-display'
  const browser = findBrowser()
  if (!browser) return 'no-browser'
  const profile = profileFolder(browser, dataDir)
  const page = await openingPage(profile, address)
  const child = spawn(browser.path, browserArguments(page, profile), { stdio: 'ignore' })
  closing?.addEventListener('abort', () => child.kill(), { once: true })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  try {
    await once(child, 'spawn')
  } catch {
    return 'no-browser'
  }
  return { ended }
}

/**
 * A page that leads to `address`. Whoever is logged in on this computer may see a command line, but only the owner
 * may read this file: so the token is not told.
 */
async function openingPage(profile: string, address: string): Promise<string> {
  await mkdir(profile, { recursive: true, mode: 0o700 })
  const path = join(profile, 'open.html')
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${address}"><title>TickETCD Box Office</title>\n`
  await writeFile(path, page, { mode: 0o600 })
  return pathToFileURL(path).href
}

function profileFolder(browser: Browser, dataDir: string): string {
  return browser.boxedFolder === undefined
    ? join(dataDir, 'browser')
    : join(browser.boxedFolder, 'TickETCD Box Office', basename(dataDir))
}

function browserArguments(url: string, profile: string): string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--window-size=1440,900',
    // Chromium refuses to run as root with its sandbox, and would show a warning without the second flag.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
  ]
}
