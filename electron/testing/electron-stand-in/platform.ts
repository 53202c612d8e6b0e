import { EventEmitter } from 'node:events'
import { tell, tellBeforeReady } from './application'

/** The rest of Electron that the application uses: it remembers what it is given, and gives it back to the deeds. */

type Handler = (request: Request) => Promise<Response>

export const protocolHandlers = new Map<string, Handler>()

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) =>
    tellBeforeReady('protocol.registerSchemesAsPrivileged', schemes),
  handle: (scheme: string, handler: Handler) => void protocolHandlers.set(scheme, handler),
}

type PermissionRequest = (contents: unknown, permission: string, grant: (granted: boolean) => void) => void
type PermissionCheck = (contents: unknown, permission: string, origin: string) => boolean

export const permissions: { request?: PermissionRequest; check?: PermissionCheck; device?: () => boolean } =
  {}

/** What a page's download says of itself, and what becomes of it. */
export class DownloadItem extends EventEmitter {
  savePath: string | undefined
  constructor(
    readonly url: string,
    readonly mimeType: string,
    readonly fileName: string,
  ) {
    super()
  }
  getURL = () => this.url
  getMimeType = () => this.mimeType
  getFilename = () => this.fileName
  setSavePath(path: string): void {
    this.savePath = path
  }
}

export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: PermissionRequest) =>
      void Object.assign(permissions, { request: handler }),
    setPermissionCheckHandler: (handler: PermissionCheck) =>
      void Object.assign(permissions, { check: handler }),
    setDevicePermissionHandler: (handler: () => boolean) =>
      void Object.assign(permissions, { device: handler }),
  }),
}

export const ipcMain = new EventEmitter()

let menu: Electron.MenuItemConstructorOptions[] = []
export const menuNow = () => menu

export const Menu = {
  buildFromTemplate: (template: typeof menu) => template,
  setApplicationMenu(template: typeof menu): void {
    menu = template
  },
}

export const dialog = {
  showErrorBox: (title: string, content: string) => tell('dialog.showErrorBox', title, content),
}
export const shell = {
  async openPath(path: string): Promise<string> {
    tell('shell.openPath', path)
    return ''
  },
  showItemInFolder: (path: string) => tell('shell.showItemInFolder', path),
}
export const nativeTheme = { shouldUseDarkColors: true }

const display = {
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  workAreaSize: { width: 1920, height: 1040 },
}
export const screen = { getPrimaryDisplay: () => display, getDisplayNearestPoint: () => display }
