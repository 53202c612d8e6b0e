import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/websocket'
import type { Log } from '../logging/log'

/** The longest message a page may send; the largest true one, forty wanted places, has 6 kB. */
export const MESSAGE_BYTES_MAX = 1024 * 1024

/** The way to one page, as far as the router cares: a WebSocket or a MessagePort behind one face. */
export interface PagePort {
  /** Resolves when the message has left this process, so that a feed runs no faster than its page reads. Never rejects. */
  send(message: string | Uint8Array): Promise<void>
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** The router, and what it is to know of a page while the page is connected. */
export interface Pages {
  router: AnyRouter
  openPage(): PageContext
}

export interface PageContext {
  close(): void
}

/**
 * Serves the router to any number of pages, whatever they are connected by. A page that sends something that is no
 * message loses its connection; everything else is answered, and every feed ends with its connection.
 */
export function servePages(pages: Pages, log: Log): (port: PagePort) => void {
  const handler = new RPCHandler(pages.router, {
    clientInterceptors: [
      async ({ next, path, signal }) => {
        const output = await next()
        return isFeed(output) ? watched(output, path, signal, log) : output
      },
    ],
  })
  return port => {
    const context = pages.openPage()
    // The handler knows a connection by this object, and hears of its messages below.
    const peer = { send: (message: string | Uint8Array) => port.send(message), addEventListener() {} }
    const refuse = (error: unknown) => {
      log.warn({ 'event.action': 'page-message-refused', error }, 'a page sent what cannot be understood')
      port.close()
    }
    port.onMessage(message => {
      if (typeof message !== 'string') return refuse(new TypeError('not a text'))
      if (message.length > MESSAGE_BYTES_MAX) return refuse(new RangeError(`${message.length} characters`))
      handler.message(peer, message, { context }).catch(refuse)
    })
    port.onClose(() => {
      handler.close(peer)
      context.close()
    })
  }
}

function isFeed(output: unknown): output is AsyncIterable<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output
}

/** `feed`, with what breaks it in the log: the page is told no more than that it broke. */
async function* watched(
  feed: AsyncIterable<unknown>,
  path: readonly string[],
  signal: AbortSignal | undefined,
  log: Log,
): AsyncGenerator<unknown> {
  try {
    yield* feed
  } catch (error) {
    if (!signal?.aborted)
      log.error({ 'event.action': 'feed-failed', 'url.path': path.join('.'), error }, 'a bug ended a feed')
    throw error
  }
}
