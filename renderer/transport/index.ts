import { createConnection } from './connection'
import type { OpenLine } from './line'
import { overMessagePort } from './message-port'
import { rpcAddress, takePageKey } from './page-key'
import { overWebSocket } from './web-socket'

export type { ConnectionState, Greet } from './connection'
export { type CallFailure, Disconnected, isCallFailure, TerminalFault } from './failures'
export { pause } from './waiting'

const pageKey = window.ticketcd ? undefined : takePageKey()

/** Whether this page has a way to a terminal at all: a desktop's bridge, or the key of a browser host. */
export const hasAccess = window.ticketcd !== undefined || pageKey !== undefined

const connection = createConnection(wayToTerminal())

/** The terminal this page belongs to. Stays the same through every reconnection; rejects with a `CallFailure`. */
export const terminal = connection.client

/** Whether there is a connection to the terminal now, as a hook. */
export const useConnection = connection.state

/** Opens the connection and keeps it open for the life of the page. */
export const startConnection = connection.start

function wayToTerminal(): OpenLine {
  if (window.ticketcd) return overMessagePort(window.ticketcd)
  if (pageKey) return overWebSocket(rpcAddress(pageKey))
  return () => Promise.reject(new Error('This page has no key to a terminal'))
}
