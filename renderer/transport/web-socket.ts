import { RPCLink } from '@orpc/client/websocket'
import type { OpenLine } from './line'

/** Lines of the browser host: a WebSocket to `url`, which carries the token. */
export function overWebSocket(url: string): OpenLine {
  return () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url)
      // Frames are then read without waiting, so that they stay in their order.
      socket.binaryType = 'arraybuffer'
      const broken = new AbortController()
      // Before the link's own listener, so that a call it rejects can be told from one the terminal rejected.
      socket.addEventListener('close', () => {
        broken.abort()
        reject(new Error('The terminal did not take the connection'))
      })
      const link = new RPCLink({ websocket: socket })
      socket.addEventListener('open', () => {
        resolve({ link, broken: broken.signal, close: () => socket.close() })
      })
    })
}
