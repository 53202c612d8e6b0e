import { join } from 'node:path'
import { version } from '../package.json'
import { type BrowserHost, startBrowserHost } from './browser-host'
import { type NoWindow, openAppWindow } from './browser-host/app-window'
import { startOnOwnPort } from './browser-host/own-port'
import type { RunRecord } from './data-folder'
import { FlagFailure, type Flags, parseFlags, USAGE } from './hosting/flags'
import { type Launch, launch } from './hosting/launch'
import { pageFiles } from './hosting/page-files'
import { type PagePort, servePages } from './router/serve'

const say = (sentence: string) => process.stderr.write(`${sentence}\n`)

/** The browser host: the application on plain Node, its page in a browser on this computer. */
async function run(flags: Flags): Promise<void> {
  const launched = await launch(flags, 'browser', version)
  return launched.outcome === 'owned' ? runOwned(flags, launched) : showRunning(flags, launched.record)
}

/** This process is the application. */
async function runOwned(flags: Flags, launched: Launch): Promise<void> {
  const { log, folder } = launched
  try {
    const files = await pageFiles(join(import.meta.dirname, '..', 'renderer'))
    // Before anything else: a browser may load the page while the cluster comes up.
    const options = { files, servePage: (port: PagePort) => servePage(port), log }
    const host = await (flags.port === 0
      ? startOnOwnPort(flags.dataDir, options)
      : startBrowserHost({ ...options, port: flags.port }))
    const ended = signalled()
    const app = launched.start()
    const servePage = servePages(app, log)
    const closing = new AbortController()
    try {
      await folder.publish({ address: host.address })
      const shown = flags.headless ? forever() : show(flags, host, closing.signal)
      const announced = app.endpoints.then(async endpoints => {
        if (flags.headless) await announce(host.address, endpoints)
      })
      // Whatever comes first: a failure of the start, the window's end, or a signal.
      await Promise.race([ended, shown, Promise.all([announced, app.ready]).then(forever)])
    } finally {
      closing.abort()
      await host.close()
    }
  } catch (error) {
    log.error({ 'event.action': 'host-failed', error }, 'the application ends over a failure')
    throw error
  } finally {
    await launched.close()
  }
}

/** Another process is the application: this one only opens a window on it. */
async function showRunning(flags: Flags, running: RunRecord): Promise<void> {
  if (running.address === undefined)
    throw new Error(
      `The desktop application (process ${running.pid}) has ${flags.dataDir}: use its window, or end it.`,
    )
  say(`TickETCD Box Office is running already (process ${running.pid}).`)
  if (flags.headless) return announce(running.address, running.endpoints ?? [])
  const window = await openAppWindow(flags.dataDir, running.address)
  await (typeof window === 'string' ? sayAddress(window, running.address) : window.ended)
}

/** Resolves when the window was closed; never, where the address has to be opened by hand. */
async function show(flags: Flags, { address, pages }: BrowserHost, closing: AbortSignal): Promise<void> {
  const before = pages.seen
  const window = await openAppWindow(flags.dataDir, address, closing)
  if (typeof window === 'string') {
    await sayAddress(window, address)
    return forever()
  }
  await window.ended
  // Without a page of its own the process has only handed the window to another browser: that page is still to come.
  await pages.gone(pages.seen > before ? 500 : 10_000)
}

function sayAddress(why: NoWindow, address: string): Promise<void> {
  say(why === 'no-display' ? 'There is no display here.' : 'No Chromium, Chrome or Edge was found here.')
  say('Open this address in a browser on this computer; Ctrl+C ends the application:')
  return print(address)
}

/** The line that scripts wait for. */
function announce(url: string, endpoints: readonly string[]): Promise<void> {
  return print(JSON.stringify({ url, endpoints }))
}

/** Resolves when the line is out: an exit right after would swallow it on some systems. */
function print(line: string): Promise<void> {
  return new Promise(resolve => process.stdout.write(`${line}\n`, () => resolve()))
}

/** Resolves at the first signal to end; a second one ends the process at once, and etcd with it. */
function signalled(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

function forever(): Promise<never> {
  return new Promise(() => {})
}

try {
  await run(parseFlags(process.argv.slice(2)))
  process.exit(0)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  if (error instanceof FlagFailure) say(USAGE)
  process.exit(error instanceof FlagFailure ? 2 : 1)
}
