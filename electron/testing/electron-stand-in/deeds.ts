import { writeFileSync } from 'node:fs'
import { app, told } from './application'
import { DownloadItem, ipcMain, menuNow, permissions, protocolHandlers, session } from './platform'
import { windows } from './windows'

/** What may happen to the application, for a test to make happen; each says what the application did. */

const lastWindow = () => {
  const window = windows.at(-1)
  if (!window) throw new Error('there is no window')
  return window
}

/** Emits an event that can be prevented, and tells whether it was. */
function prevented(emit: (event: { preventDefault(): void }) => void): boolean {
  let result = false
  emit({
    preventDefault() {
      result = true
    },
  })
  return result
}

export const deeds = {
  told: () => told,
  windows: () =>
    windows.map(({ options, shown, maximized, webContents: { url, reloads } }) => ({
      ...{ options, shown, maximized, url, reloads },
    })),

  startAgain: () => app.emit('second-instance'),
  closeWindow: () => lastWindow().close(),

  /** Whether the page is kept from going to `url`; as Electron tells it, for the page and for a frame in it. */
  isHeldBack(event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate', url: string): boolean {
    return prevented(details => lastWindow().webContents.emit(event, { ...details, url }))
  },
  embed: () => prevented(event => lastWindow().webContents.emit('will-attach-webview', event)),
  openWindow: (url: string) => lastWindow().webContents.openHandler({ url }).action,
  breakDown(reason: string): void {
    lastWindow().webContents.emit('render-process-gone', {}, { reason, exitCode: 5 })
  },

  requestPermission(permission: string): boolean | undefined {
    let answer: boolean | undefined
    permissions.request?.(lastWindow().webContents, permission, granted => {
      answer = granted
    })
    return answer
  },
  checkPermission: (permission: string, origin: string) => permissions.check?.(null, permission, origin),
  useDevice: () => permissions.device?.(),

  async fetch(url: string, method = 'GET') {
    const answer = await protocolHandlers.get(new URL(url).protocol.replace(':', ''))?.(
      new Request(url, { method }),
    )
    return (
      answer && {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: await answer.text(),
      }
    )
  },

  /** Asks for a port as the page, as a frame in it, or as a page that has gone elsewhere; tells whether one came. */
  requestPort(asWhom: 'page' | 'frame' | 'gone'): boolean {
    const { webContents } = lastWindow()
    const before = webContents.ports.length
    const senderFrame = { page: webContents.mainFrame, frame: { url: webContents.url }, gone: null }[asWhom]
    ipcMain.emit('ticketcd:request-port', { sender: webContents, senderFrame })
    return webContents.ports.length > before
  },
  goTo(url: string): void {
    lastWindow().webContents.url = url
  },
  ask: (message: string) => lastWindow().webContents.ports.at(-1)?.ask(message),

  /** A page downloads; tells where the file went, or that it was cancelled. */
  download(url: string, mimeType: string, fileName: string): string | undefined {
    const item = new DownloadItem(url, mimeType, fileName)
    if (
      prevented(event => session.defaultSession.emit('will-download', event, item, lastWindow().webContents))
    )
      return undefined
    if (item.savePath) writeFileSync(item.savePath, fileName)
    item.emit('done', {}, 'completed')
    return item.savePath
  },

  /** The menu, without its functions. */
  menu: () => JSON.parse(JSON.stringify(menuNow())) as unknown,
  choose(menuLabel: string, itemLabel: string): void {
    const items = menuNow().find(({ label }) => label === menuLabel)?.submenu
    const item = Array.isArray(items) ? items.find(({ label }) => label === itemLabel) : undefined
    if (!item?.click) throw new Error(`there is no ${menuLabel} > ${itemLabel}`)
    item.click({} as never, undefined, {} as never)
  },
}

export type Deeds = typeof deeds
