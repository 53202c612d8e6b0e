import { once } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import type { TerminalClient } from '#shared/contract/index'

/** A page without a screen: it talks to its terminal as the renderer does. */
export interface Window {
  terminal: TerminalClient
  close(): Promise<void>
}

/** Connects to a browser host by the address it would open in a browser. */
export async function openWindow(address: string): Promise<Window> {
  const { origin, searchParams } = new URL(address)
  const rpc = new URL('/rpc', origin.replace(/^http/, 'ws'))
  rpc.search = searchParams.toString()
  const socket = new WebSocket(rpc, { origin })
  socket.binaryType = 'arraybuffer'
  // Not `once`: it would reject when the connection fails, with nobody waiting for it.
  const ended = new Promise<void>(resolve => socket.once('close', () => resolve()))
  // ws has what the link uses of the browser's class.
  const terminal: TerminalClient = createORPCClient(new RPCLink({ websocket: socket as never }))
  await once(socket, 'open')
  return {
    terminal,
    async close() {
      socket.close()
      await ended
    },
  }
}
