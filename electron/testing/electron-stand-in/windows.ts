import { EventEmitter } from 'node:events'
import { app, tell } from './application'
import type { PageSide } from './message-channel'

/** A page in a window. Only what the application uses of it. */
class StandInContents extends EventEmitter {
  url = ''
  reloads = 0
  /** The ports the page was given, newest last. */
  readonly ports: PageSide[] = []
  readonly mainFrame: { readonly url: string }
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })

  constructor() {
    super()
    const urlNow = () => this.url
    this.mainFrame = {
      get url() {
        return urlNow()
      },
    }
  }

  getURL = () => this.url
  setWindowOpenHandler(handler: typeof this.openHandler): void {
    this.openHandler = handler
  }
  postMessage(channel: string, _message: unknown, ports: readonly PageSide[]): void {
    if (channel === 'ticketcd:port') this.ports.push(...ports)
  }
  reload(): void {
    this.reloads++
  }
}

/** The open windows, oldest first. */
export const windows: BrowserWindow[] = []

export class BrowserWindow extends EventEmitter {
  readonly webContents = new StandInContents()
  shown = false
  maximized = false

  constructor(readonly options: Electron.BrowserWindowConstructorOptions) {
    super()
    tell('new BrowserWindow', options)
    windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.url = url
    setImmediate(() => this.emit('ready-to-show'))
  }

  getNormalBounds = () => ({ x: 40, y: 30, width: 1000, height: 700 })
  isMaximized = () => true
  maximize(): void {
    this.maximized = true
  }
  show(): void {
    this.shown = true
  }

  close(): void {
    this.emit('close')
    windows.splice(windows.indexOf(this), 1)
    this.emit('closed')
    if (windows.length === 0) app.emit('window-all-closed')
  }
}
