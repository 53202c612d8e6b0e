import { Menu, type MenuItemConstructorOptions, shell } from 'electron'

export interface MenuOptions {
  platform: NodeJS.Platform
  dataDir: string
  openWindow(): void
  /** Menu items for those who build the application. */
  developing: boolean
}

/**
 * The application's menu. F1 to F12 and Ctrl+Z belong to the counter: no item has one of them, and the items whose
 * role would bring one along get another key or none.
 */
export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)))
}

function menuTemplate({
  platform,
  dataDir,
  openWindow,
  developing,
}: MenuOptions): MenuItemConstructorOptions[] {
  const onMac = platform === 'darwin'
  return [
    ...(onMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        { id: 'new-window', label: 'New window', accelerator: 'CmdOrCtrl+N', click: openWindow },
        { type: 'separator' },
        { role: 'close', label: 'Close window' },
        ...(onMac ? [] : [{ role: 'quit', label: 'Quit' } as const]),
      ],
    },
    {
      label: 'Edit',
      submenu: [
        ...undoItems(onMac),
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom', label: 'Actual size' },
        { role: 'zoomIn', label: 'Larger' },
        { role: 'zoomOut', label: 'Smaller' },
        { type: 'separator' },
        // Its own key is F11 on Linux and Windows.
        { role: 'togglefullscreen', label: 'Full screen', accelerator: onMac ? 'Ctrl+Cmd+F' : 'Alt+Enter' },
        ...(developing ? [{ type: 'separator' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    ...(onMac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      label: 'Help',
      submenu: [
        { label: 'Open data folder', click: () => void shell.openPath(dataDir) },
        ...(onMac ? [] : [{ type: 'separator' } as const, { role: 'about', label: 'About' } as const]),
      ],
    },
  ]
}

/** In a text field the browser undoes by itself; on a Mac that is Cmd+Z, and only with the menu's role. */
function undoItems(onMac: boolean): MenuItemConstructorOptions[] {
  if (onMac) return [{ role: 'undo' }, { role: 'redo' }]
  return [
    { label: 'Undo', click: (_item, window) => contentsOf(window)?.undo() },
    { label: 'Redo', click: (_item, window) => contentsOf(window)?.redo() },
  ]
}

function contentsOf(window: Electron.BaseWindow | undefined): Electron.WebContents | undefined {
  return window !== undefined && 'webContents' in window
    ? (window as Electron.BrowserWindow).webContents
    : undefined
}
