import { contextBridge, ipcRenderer } from 'electron'

/** The page's window, as far as it is used here; the rest of this project's Electron side has no DOM. */
declare const window: {
  location: { origin: string }
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void
}

// A port can cross to the page only by a message of its window.
ipcRenderer.on('ticketcd:port', ({ ports }) => {
  window.postMessage('ticketcd:port', window.location.origin, ports)
})

contextBridge.exposeInMainWorld('ticketcd', {
  /** Answered by a message `ticketcd:port` to the window, with one MessagePort. */
  requestPort: () => ipcRenderer.send('ticketcd:request-port'),
})
