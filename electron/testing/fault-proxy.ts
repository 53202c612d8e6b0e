import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** `requests`: from the client to the server; `answers`: the other way. */
export type Direction = 'requests' | 'answers'

export interface FaultProxy extends AsyncDisposable {
  /** Where clients connect to instead of the target, in the target's form: `http://127.0.0.1:port`. */
  readonly address: string
  /** Breaks every connection there is; new ones are accepted. */
  cut(): void
  /** Passes nothing on, keeps everything: bytes wait until `resume`. */
  stall(...directions: Direction[]): void
  /** New connections are refused; those there are go on. */
  refuse(): void
  /** What is asked next is carried out and never answered: swallows every answer until `resume`. */
  dropNextAnswer(): void
  /** Passes answers on this much later, in their order. */
  delayAnswers(ms: number): void
  /** Ends every fault. A connection that lost bytes is broken, since nothing could make sense of the rest. */
  resume(): Promise<void>
  close(): Promise<void>
}

interface Pair {
  client: Socket
  target: Socket
  lostBytes: boolean
  /** Answers under way, oldest first. */
  delayed: Buffer[]
}

/** A TCP proxy on the loopback that misbehaves when told to. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port: targetPort, protocol } = new URL(target)
  const pairs = new Set<Pair>()
  const stalled = new Set<Direction>()
  let dropping = false
  let delayMs = 0

  const accept = (client: Socket) => {
    const pair: Pair = {
      client,
      target: connect(Number(targetPort), hostname),
      lostBytes: false,
      delayed: [],
    }
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      client.destroy()
      pair.target.destroy()
    }
    for (const socket of [client, pair.target]) {
      socket.setNoDelay(true)
      // A broken connection is what this is for; both ends are told by the other one's closing.
      socket.on('error', end)
      socket.on('close', end)
    }
    client.on('data', bytes => pass(client, pair.target, bytes))
    pair.target.on('data', bytes => {
      if (dropping) pair.lostBytes = true
      else if (delayMs > 0 || pair.delayed.length > 0) passLater(pair, bytes)
      else pass(pair.target, client, bytes)
    })
    hold(pair)
  }

  const pass = (from: Socket, to: Socket, bytes: Buffer) => {
    if (to.destroyed || to.write(bytes)) return
    from.pause()
    to.once('drain', () => from.resume())
  }

  /** Whichever timer comes first passes on the oldest bytes: they keep their order when the delay changes. */
  const passLater = ({ client, target: server, delayed }: Pair, bytes: Buffer) => {
    delayed.push(bytes)
    setTimeout(() => {
      const oldest = delayed.shift()
      if (oldest) pass(server, client, oldest)
    }, delayMs)
  }

  const hold = ({ client, target: server }: Pair) => {
    if (stalled.has('requests')) client.pause()
    else client.resume()
    if (stalled.has('answers')) server.pause()
    else server.resume()
  }

  let server = await listen(accept, 0)
  const { port } = server.address() as AddressInfo
  const cut = (chosen: (pair: Pair) => boolean = () => true) => {
    for (const pair of [...pairs].filter(chosen)) {
      // A socket that is already closing its side cannot be reset: Node then keeps its handle, and the process, for ever.
      if (pair.client.writableEnded) pair.client.destroy()
      else pair.client.resetAndDestroy()
      pair.target.destroy()
    }
  }

  const proxy: FaultProxy = {
    address: `${protocol}//127.0.0.1:${port}`,
    cut: () => cut(),
    stall(...directions) {
      for (const direction of directions.length > 0 ? directions : (['requests', 'answers'] as const))
        stalled.add(direction)
      for (const pair of pairs) hold(pair)
    },
    refuse: () => void server.close(),
    dropNextAnswer() {
      dropping = true
    },
    delayAnswers(ms) {
      delayMs = ms
    },
    async resume() {
      dropping = false
      delayMs = 0
      stalled.clear()
      cut(pair => pair.lostBytes)
      for (const pair of pairs) hold(pair)
      if (!server.listening) server = await listen(accept, port)
    },
    async close() {
      server.close()
      cut()
    },
    [Symbol.asyncDispose]: () => proxy.close(),
  }
  return proxy
}

async function listen(accept: (client: Socket) => void, port: number): Promise<Server> {
  const server = createServer(accept)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}
