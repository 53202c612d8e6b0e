import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { PageFile } from '../hosting/page-files'
import type { Log } from '../logging/log'
import { MESSAGE_BYTES_MAX, type PagePort } from '../router/serve'
import { accessOn } from './access'
import { keepAlive } from './keep-alive'
import { countPages, type Pages } from './pages'
import { serveFiles } from './serve-files'
import { serveSockets } from './serve-sockets'

export interface BrowserHostOptions {
  /** 0 draws a free one. */
  port: number
  files: ReadonlyMap<string, PageFile>
  servePage(port: PagePort): void
  log: Log
  /** A page that lets two pings pass in silence is cut. 30 s unless told. */
  pingEveryMs?: number
}

export interface BrowserHost {
  /** What to open in a browser, token and all. */
  address: string
  pages: Pages
  close(): Promise<void>
}

/** The port asked for is not to be had; the message is a sentence. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
}

/**
 * Serves the page and the router to browsers on this computer: on 127.0.0.1 only, and only to pages that came from
 * here and know the token.
 *
 * @throws PortTaken
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { files, servePage, log } = options
  const server = createServer()
  const port = await listen(server, options.port)
  const access = accessOn(port)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX })
  server.on('request', serveFiles(files, access, log))
  server.on('upgrade', serveSockets(sockets, access, servePage, log))
  const pages = countPages(sockets)
  const stopPinging = keepAlive(sockets, options.pingEveryMs ?? 30_000)
  return {
    address: `http://127.0.0.1:${port}/?token=${access.token}`,
    pages,
    async close() {
      stopPinging()
      const ended = [server, ...sockets.clients].map(
        each => new Promise(resolve => each.once('close', resolve)),
      )
      server.close()
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await Promise.all(ended)
    },
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch (error) {
    throw portFailure(port, error)
  }
}

function portFailure(port: number, error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new PortTaken(`Port ${port} is taken by another program: choose another one with --port.`)
    case 'EACCES':
      return new PortTaken(`Port ${port} is not for this user: choose one above 1023 with --port.`)
    default:
      return error
  }
}
