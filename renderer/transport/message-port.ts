import { RPCLink } from '@orpc/client/message-port'
import type { Line, OpenLine } from './line'

/** What the preload script puts into the page of the desktop host. */
export interface DesktopBridge {
  /** Answered by a `ticketcd:port` message to the window, with one MessagePort. */
  requestPort(): void
}

declare global {
  interface Window {
    readonly ticketcd?: DesktopBridge
  }
}

const answerWithinMs = 5_000

/** Lines of the desktop host: a MessagePort to the main process, asked for through the preload script. */
export function overMessagePort(bridge: DesktopBridge): OpenLine {
  return () =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        window.removeEventListener('message', onMessage)
        reject(new Error('The terminal did not hand over a port'))
      }, answerWithinMs)
      function onMessage(event: MessageEvent) {
        const port = event.ports[0]
        if (event.source !== window || event.data !== 'ticketcd:port' || !port) return
        clearTimeout(timer)
        window.removeEventListener('message', onMessage)
        resolve(lineOver(port))
      }
      window.addEventListener('message', onMessage)
      bridge.requestPort()
    })
}

/** A line over a port that is there already. */
export function lineOver(port: MessagePort): Line {
  const broken = new AbortController()
  // Before the link's own listener, so that a call it rejects can be told from one the terminal rejected.
  port.addEventListener('close', () => broken.abort())
  const link = new RPCLink({ port })
  port.start()
  return {
    link,
    broken: broken.signal,
    close() {
      port.close()
      broken.abort()
    },
  }
}
