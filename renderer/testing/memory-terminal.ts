import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { OpenLine } from '../transport/line'
import { lineOver } from '../transport/message-port'

/** A terminal in the memory of a test: real RPC over real message ports, whose lines can be cut. */
export interface MemoryTerminal {
  open: OpenLine
  /** How many lines were opened so far. */
  readonly opened: number
  /** Breaks the line that is open now, from the terminal's side. */
  cut(): void
  /** While false, no line can be opened. */
  reachable: boolean
}

/** @param router procedures of the contract; those that a test does not need may be missing. */
export function memoryTerminal(router: AnyRouter): MemoryTerminal {
  const handler = new RPCHandler(router)
  let farEnd: MessagePort | undefined
  let opened = 0
  const terminal: MemoryTerminal = {
    reachable: true,
    get opened() {
      return opened
    },
    open: async () => {
      if (!terminal.reachable) throw new Error('The terminal of this test is not reachable')
      const { port1, port2 } = new MessageChannel()
      handler.upgrade(port2)
      port2.start()
      farEnd = port2
      opened += 1
      return lineOver(port1)
    },
    cut: () => farEnd?.close(),
  }
  return terminal
}
