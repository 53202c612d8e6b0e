import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MessageChannel } from 'node:worker_threads'
import { type ClientLink, createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { createRouterClient } from '@orpc/server'
import pino from 'pino'
import { WebSocket, WebSocketServer } from 'ws'
import { ecsOptions } from '../logging/ecs'
import { MESSAGE_BYTES_MAX, type Pages, servePages } from '../router/serve'
import { overMessagePort } from '../router/serve-message-port'
import { overWebSocket } from '../router/serve-web-socket'
import { asMainPort } from './electron-stand-in/message-channel'

/** What a test has of one page's connection to a router. Without a transport there is only the client. */
export interface PageConnection<Client> {
  client: Client
  wire?: Wire
  close(): Promise<void>
}

/** The transport itself, around the client. */
export interface Wire {
  send(message: string | Uint8Array): void
  /** Sends a message as it is; resolves with the next one that comes. */
  ask(message: string): Promise<unknown>
  /** Breaks the connection without a goodbye. */
  drop(): void
  /** Resolves when the connection has ended, whoever ended it. */
  ended: Promise<unknown>
  /** What the router's side logged. */
  logged(): string
}

export type Connect = <Client>(pages: Pages) => Promise<PageConnection<Client>>

const clientOver = <Client>(link: ClientLink<Record<never, never>>) =>
  createORPCClient(link as never) as Client

/** The router called in place: what the transports are held against. */
const memory: Connect = async <Client>(pages: Pages) => {
  const context = pages.openPage()
  const client = createRouterClient(pages.router, { context }) as Client
  return { client, close: async () => context.close() }
}

const messagePort: Connect = async <Client>(pages: Pages) => {
  const { serve, logged } = serving(pages)
  const { port1: pageSide, port2: routerSide } = new MessageChannel()
  serve(overMessagePort(asMainPort(routerSide)))
  const ended = once(pageSide, 'close')
  const client = clientOver<Client>(new PortLink({ port: pageSide }))
  pageSide.start()
  const wire: Wire = {
    send: message => pageSide.postMessage(message),
    async ask(message) {
      const answer = once(pageSide, 'message')
      pageSide.postMessage(message)
      return JSON.parse(String((await answer)[0]))
    },
    drop: () => pageSide.close(),
    ended,
    logged,
  }
  return {
    client,
    wire,
    async close() {
      pageSide.close()
      await ended
    },
  }
}

const webSocket: Connect = async <Client>(pages: Pages) => {
  const { serve, logged } = serving(pages)
  const server = createServer()
  const sockets = new WebSocketServer({ server, maxPayload: MESSAGE_BYTES_MAX })
  sockets.on('connection', socket => {
    // ws reports a message that is too large as an error, and closes.
    socket.on('error', () => undefined)
    serve(overWebSocket(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  socket.binaryType = 'arraybuffer'
  const ended = once(socket, 'close')
  await once(socket, 'open')
  const wire: Wire = {
    send: message => socket.send(message),
    async ask(message) {
      const answer = once(socket, 'message')
      socket.send(message)
      return JSON.parse(String((await answer)[0]))
    },
    drop: () => socket.terminate(),
    ended,
    logged,
  }
  return {
    // ws has what the link uses of the browser's class.
    client: clientOver<Client>(new SocketLink({ websocket: socket as never })),
    wire,
    async close() {
      socket.terminate()
      sockets.close()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export const everyTransport: readonly [name: string, connect: Connect][] = [
  ['memory', memory],
  ['a message port', messagePort],
  ['a web socket', webSocket],
]

function serving(pages: Pages) {
  let text = ''
  const log = pino(ecsOptions({ name: 'test', version: '0' }, 'info'), { write: line => (text += line) })
  return { serve: servePages(pages, log), logged: () => text }
}
