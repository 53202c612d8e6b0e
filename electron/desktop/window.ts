import { app, BrowserWindow, nativeTheme } from 'electron'
import type { Log } from '../logging/log'
import { nextPlace, rememberPlace, SMALLEST } from './window-place'

export interface WindowOptions {
  /** The page; with the preload script that gives it its port, unless it has another way to its terminal. */
  url: string
  preload?: string
  dataDir: string
  log: Log
}

/** The page's own colours (renderer/ui/tokens.css), so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#f1f3f6', dark: '#0c0f14' }
/** A page that breaks down again so soon is not loaded again: it would go on for ever. */
const BREAKDOWN_PAUSE_MS = 10_000

/** Opens one window of this terminal; it shows itself when there is something to see. */
export function openWindow({ url, preload, dataDir, log }: WindowOptions): BrowserWindow {
  const { bounds, maximized } = nextPlace(dataDir)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'TickETCD Box Office',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      ...(preload === undefined ? {} : { preload }),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  rememberPlace(window, dataDir, log)
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  reloadAfterBreakdown(window, log)
  window.loadURL(url).catch(error => {
    log.error({ 'event.action': 'page-not-loaded', error }, 'the page could not be loaded')
  })
  return window
}

function reloadAfterBreakdown(window: BrowserWindow, log: Log): void {
  let last = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error(
      { 'event.action': 'page-broke-down', 'event.reason': reason, 'process.exit_code': exitCode },
      'a page broke down',
    )
    const now = performance.now()
    if (now - last > BREAKDOWN_PAUSE_MS) window.webContents.reload()
    last = now
  })
}
