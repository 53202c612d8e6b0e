import type { WebSocket, WebSocketServer } from 'ws'

/**
 * Ends sockets whose other end went away without a word, such as a page of a computer that fell asleep: one that did
 * not answer the last ping is cut. @returns what stops the pinging.
 */
export function keepAlive(sockets: WebSocketServer, everyMs: number): () => void {
  const silent = new WeakSet<WebSocket>()
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) {
        socket.terminate()
        continue
      }
      silent.add(socket)
      socket.once('pong', () => silent.delete(socket))
      socket.ping()
    }
  }, everyMs)
  return () => clearInterval(timer)
}
