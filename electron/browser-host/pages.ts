import { EventEmitter, once } from 'node:events'
import type { WebSocketServer } from 'ws'

/** The pages that are connected to a browser host. */
export interface Pages {
  /** Resolves when there has been no page for `forMs`: a page that is loaded again is away for a moment only. */
  gone(forMs: number): Promise<void>
}

export function countPages(sockets: WebSocketServer): Pages {
  const changes = new EventEmitter()
  sockets.on('connection', socket => {
    changes.emit('change')
    socket.once('close', () => changes.emit('change'))
  })
  return {
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
