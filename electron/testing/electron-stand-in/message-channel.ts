import { once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { MainPort } from '../../router/serve-message-port'

/** Node's port with the events of Electron's MessagePortMain. */
export function asMainPort(port: MessagePort): MainPort {
  return {
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      port.on(event, (data: unknown) => listener({ data }))
    },
    postMessage: message => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  }
}

/** What a page does with its end. */
export interface PageSide {
  /** Sends a message; resolves with the next one that comes. */
  ask(message: string): Promise<unknown>
}

export class MessageChannelMain {
  readonly port1: MainPort
  readonly port2: PageSide

  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = asMainPort(port1)
    this.port2 = {
      async ask(message) {
        const answer = once(port2, 'message')
        port2.postMessage(message)
        return (await answer)[0]
      },
    }
  }
}
