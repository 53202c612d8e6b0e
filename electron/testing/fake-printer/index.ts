import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createDecoder } from './decode'
import { createPaper, type Sheet } from './paper'

export type { Sheet } from './paper'

/** How the printer behaves from now on. */
export type Mood = 'well' | 'off' | 'out-of-paper' | 'cover-open' | 'mute' | 'stuck' | 'stuck-after-one'

export interface FakePrinter extends AsyncDisposable {
  readonly port: number
  /** Every piece of paper that was cut off, in order. */
  readonly sheets: Sheet[]
  /** How often the drawer was kicked. */
  readonly kicks: number
  /** The first bytes of every connection. */
  readonly beginnings: Uint8Array[]
  /** When the first byte of the last connection came, on the monotonic clock. */
  readonly lastBeginAt: number
  /**
   * `off` hangs up and answers no more; `out-of-paper` and `cover-open` keep what comes until the printer is well
   * again; `mute` prints and never answers; `stuck` takes everything, prints it, and never says that it is printed;
   * `stuck-after-one` says so once.
   */
  become(mood: Mood): Promise<void>
  /** Settles when it was asked so often how it is, also before now. */
  asked(count: number): Promise<void>
  /** Settles when nobody is connected to it. */
  hungUp(): Promise<void>
  /** Settles when the drawer was kicked so often, also before now. */
  kicked(count: number): Promise<void>
  /** Settles when so many pieces of paper were cut off, also before now. */
  printed(count: number): Promise<void>
}

/** A roll printer on a loopback port: it prints on pictures, and answers as a printer answers. */
export async function startFakePrinter(dots = 576): Promise<FakePrinter> {
  let mood: Mood = 'well'
  let kicks = 0
  let asked = 0
  let said = 0
  let lastBeginAt = 0
  const sheets: Sheet[] = []
  const beginnings: Uint8Array[] = []
  const sockets = new Set<Socket>()
  const waiting: (() => void)[] = []
  const paper = createPaper(dots)
  let kept: (() => void)[] = []
  const isStopped = () => mood === 'out-of-paper' || mood === 'cover-open'

  const server = createServer(socket => {
    sockets.add(socket)
    const decoder = createDecoder()
    let isFirst = true
    const print = (command: ReturnType<typeof decoder.take>[number]) => {
      if (command.does === 'tell-when-printed') {
        if (mood === 'mute' || mood === 'stuck' || (mood === 'stuck-after-one' && said > 0)) return
        said++
        socket.write(Uint8Array.of(0))
        return
      }
      if (command.does === 'kick') kicks++
      const sheet = paper.take(command)
      if (sheet) sheets.push(sheet)
      for (const wake of waiting.splice(0)) wake()
    }
    socket.on('data', bytes => {
      if (isFirst) {
        beginnings.push(Uint8Array.from(bytes))
        lastBeginAt = performance.now()
      }
      isFirst = false
      for (const command of decoder.take(bytes)) {
        // A printer answers this at once, whatever it is doing.
        if (command.does === 'tell') {
          asked++
          for (const wake of waiting.splice(0)) wake()
          if (mood !== 'mute') socket.write(Uint8Array.of(statusByte(mood, command.status)))
        } else if (isStopped()) kept.push(() => print(command))
        else print(command)
      }
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      for (const wake of waiting.splice(0)) wake()
    })
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    port,
    sheets,
    beginnings,
    get kicks() {
      return kicks
    },
    get lastBeginAt() {
      return lastBeginAt
    },
    async become(next) {
      mood = next
      said = 0
      if (mood === 'off') {
        kept = []
        await stop()
        return
      }
      if (!server.listening) await listen(port)
      if (!isStopped()) for (const print of kept.splice(0)) print()
    },
    async asked(count) {
      while (asked < count) await new Promise<void>(resolve => waiting.push(resolve))
    },
    async hungUp() {
      while (sockets.size > 0) await new Promise<void>(resolve => waiting.push(resolve))
    },
    async kicked(count) {
      while (kicks < count) await new Promise<void>(resolve => waiting.push(resolve))
    },
    async printed(count) {
      while (sheets.length < count) await new Promise<void>(resolve => waiting.push(resolve))
    },
    [Symbol.asyncDispose]: stop,
  }
}

/** The answer to DLE EOT, as Epson's printers give it. */
function statusByte(mood: Mood, asked: number): number {
  if (asked === 2 && mood === 'out-of-paper') return 0x12 | 0x20
  if (asked === 2 && mood === 'cover-open') return 0x12 | 0x04
  if (asked === 4 && mood === 'out-of-paper') return 0x12 | 0x60
  return 0x12
}
