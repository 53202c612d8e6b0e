import { join } from 'node:path'
import { app, dialog, protocol, session } from 'electron'
import { version } from '../package.json'
import type { RunRecord } from './data-folder'
import { openDocuments } from './desktop/documents'
import { guardPages } from './desktop/guard'
import { setMenu } from './desktop/menu'
import { isOfPage, PAGE_SCHEME, PAGE_URL, servePageFiles } from './desktop/page-origin'
import { handOutPorts } from './desktop/page-ports'
import { keepUserDataIn } from './desktop/user-data'
import { openWindow, type WindowOptions } from './desktop/window'
import { type Flags, parseFlags } from './hosting/flags'
import { type Launch, launch } from './hosting/launch'
import { pageFiles } from './hosting/page-files'
import { noLog } from './logging'
import { servePages } from './router/serve'

const bundle = import.meta.dirname
let exitCode = 0
let ending = false
/** Ends what this process has started so far. */
let close = async () => {}
let forgetDocuments = () => {}

/** The desktop host: the application in Electron. */
async function run(flags: Flags): Promise<void> {
  const launched = await launch(flags, 'desktop', version)
  if (launched.outcome === 'running') return showRunning(flags, launched.record)
  close = launched.close
  return runOwned(flags, launched)
}

/** This process is the application. */
async function runOwned(flags: Flags, launched: Launch): Promise<void> {
  const { dataDir } = flags
  const { log } = launched
  const files = await pageFiles(join(bundle, '..', 'renderer'))
  const terminal = launched.start()
  await app.whenReady()
  servePageFiles(files)
  guardPages(session.defaultSession, isOfPage, log)
  forgetDocuments = openDocuments(session.defaultSession, isOfPage, log)
  handOutPorts(servePages(terminal, log), log)
  const preload = join(bundle, '..', 'preload', 'preload.cjs')
  openWindows({ url: PAGE_URL, preload, dataDir, log })
  await terminal.ready
}

/** A browser host is the application: this process only opens a window on it. */
async function showRunning({ dataDir }: Flags, { address, pid }: RunRecord): Promise<void> {
  if (address === undefined)
    throw new Error(`Process ${pid} has ${dataDir} already: use its window, or end it.`)
  const { origin } = new URL(address)
  await app.whenReady()
  const isOurs = (url: string) => url.startsWith(`${origin}/`)
  guardPages(session.defaultSession, isOurs, noLog)
  forgetDocuments = openDocuments(session.defaultSession, isOurs, noLog)
  openWindows({ url: address, dataDir, log: noLog })
}

/** Opens the first window, and others when they are asked for: by the menu, or by a second start. */
function openWindows(options: WindowOptions): void {
  const open = () => void openWindow(options)
  const { dataDir } = options
  setMenu({ platform: process.platform, dataDir, openWindow: open, developing: !app.isPackaged })
  app.on('second-instance', open)
  open()
}

function tell(error: unknown): void {
  exitCode = 1
  const sentence = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${sentence}\n`)
  dialog.showErrorBox('TickETCD Box Office', sentence)
}

function fail(error: unknown): void {
  // What is cut off by the end fails, and nobody has to hear of it.
  if (ending) return
  tell(error)
  app.quit()
}

app.enableSandbox()
protocol.registerSchemesAsPrivileged([PAGE_SCHEME])
app.on('window-all-closed', () => app.quit())
// Electron would exit in the middle of a sale: what runs is ended first.
app.once('will-quit', event => {
  event.preventDefault()
  ending = true
  forgetDocuments()
  close()
    .catch(tell)
    .finally(() => app.exit(exitCode))
})
try {
  const flags = parseFlags(process.argv.slice(1), 'ignored')
  keepUserDataIn(flags.dataDir)
  // The first one opens a window for us.
  if (!app.requestSingleInstanceLock()) app.quit()
  else run(flags).catch(fail)
} catch (error) {
  fail(error)
}
