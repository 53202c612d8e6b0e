import type { WebSocket } from 'ws'
import type { PagePort } from './serve'

/** A page that is connected by a WebSocket. */
export function overWebSocket(socket: WebSocket): PagePort {
  return {
    // A socket that broke takes nothing any more, and says so by its close.
    send: message => new Promise(resolve => socket.send(message, () => resolve())),
    onMessage(listener) {
      socket.on('message', (data, isBinary) => listener(isBinary ? data : data.toString()))
    },
    onClose(listener) {
      socket.once('close', listener)
    },
    close() {
      // 1008: the message violates a policy.
      socket.close(1008)
    },
  }
}
