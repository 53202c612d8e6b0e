import type { TerminalClient } from '#shared/contract/index'
import { createConnection } from './connection'
import type { OpenLine } from './line'
import { overMessagePort } from './message-port'
import { rpcAddress, takePageKey } from './page-key'
import { overWebSocket } from './web-socket'

export type { ConnectionState, Greet } from './connection'
export { type CallFailure, Disconnected, isCallFailure, TerminalFault } from './failures'
export { pause } from './waiting'

let way: OpenLine | undefined

/** The way from this page to its terminal: through the desktop's bridge, or to the browser host it has a key for. */
function wayToTerminal(): OpenLine | undefined {
  if (way) return way
  const key = takePageKey()
  if (window.ticketcd) way = overMessagePort(window.ticketcd)
  else if (key) way = overWebSocket(rpcAddress(key))
  return way
}

/** Whether this page has a way to a terminal at all. */
export function hasAccess(): boolean {
  return wayToTerminal() !== undefined
}

const connection = createConnection(async () => {
  const open = wayToTerminal()
  if (!open) throw new Error('This page has no key to a terminal')
  return open()
})

/** The terminal this page belongs to. Stays the same through every reconnection; rejects with a `CallFailure`. */
export const terminal: TerminalClient = connection.client

/** Whether there is a connection to the terminal now, as a hook. */
export const useConnection = connection.state

/** Opens the connection and keeps it open for the life of the page. */
export const startConnection = connection.start
