import type { PagePort } from './serve'

/** What is used of Electron's MessagePortMain. */
export interface MainPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** A page that is connected by a MessagePort. Starts the port: what waits in it is delivered. */
export function overMessagePort(port: MainPort): PagePort {
  const closeListeners = new Set<() => void>()
  const closed = () => {
    for (const listener of closeListeners) listener()
    closeListeners.clear()
  }
  port.on('close', closed)
  return {
    async send(message) {
      port.postMessage(message)
    },
    onMessage(listener) {
      port.on('message', event => listener(event.data))
      port.start()
    },
    onClose(listener) {
      closeListeners.add(listener)
    },
    close() {
      port.close()
      // Only the other side of a port is told that it was closed.
      closed()
    },
  }
}
