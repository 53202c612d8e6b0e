import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocketServer } from 'ws'
import type { Log } from '../logging/log'
import type { PagePort } from '../router/serve'
import { overWebSocket } from '../router/serve-web-socket'
import type { Access } from './access'

/** Turns upgrades of `/rpc` into pages that are served, and everything else away before a socket exists. */
export function serveSockets(
  sockets: WebSocketServer,
  access: Access,
  servePage: (port: PagePort) => void,
  log: Log,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  return (request, socket, head) => {
    const { url = '', headers } = request
    if (!URL.canParse(url, 'http://localhost')) return refuse(socket, 400)
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    if (pathname !== '/rpc') return refuse(socket, 404)
    const denial = access.toSocket(headers, searchParams.get('token'))
    if (denial) {
      log.warn(
        { 'event.action': 'connection-denied', 'event.reason': denial },
        'a connection was turned away',
      )
      return refuse(socket, 403)
    }
    sockets.handleUpgrade(request, socket, head, connected => {
      // Such as a message that is too large; ws closes the socket itself.
      connected.on('error', error => {
        log.warn({ 'event.action': 'page-connection-failed', error }, 'a page’s connection failed')
      })
      sockets.emit('connection', connected, request)
      servePage(overWebSocket(connected))
    })
  }
}

function refuse(socket: Duplex, status: number): void {
  // Whoever was turned away may be gone before it hears so.
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
