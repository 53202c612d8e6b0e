import { EventEmitter, once } from 'node:events'
import type { WebSocketServer } from 'ws'

/** The pages that are connected to a browser host. */
export interface Pages {
  /** How many have connected so far. */
  readonly seen: number
  /** Resolves when there has been no page for `forMs`: a page that is loaded again is away for a moment only. */
  gone(forMs: number): Promise<void>
}

export function countPages(sockets: WebSocketServer): Pages {
  const changes = new EventEmitter()
  let seen = 0
  sockets.on('connection', socket => {
    seen++
    changes.emit('change')
    socket.once('close', () => changes.emit('change'))
  })
  return {
    get seen() {
      return seen
    },
    async gone(forMs) {
      for (;;) {
        const change = once(
          changes,
          'change',
          sockets.clients.size === 0 ? { signal: AbortSignal.timeout(forMs) } : {},
        )
        if (
          await change.then(
            () => false,
            () => true,
          )
        )
          return
      }
    },
  }
}
