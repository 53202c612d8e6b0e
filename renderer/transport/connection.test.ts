import { implement, ORPCError } from '@orpc/server'
import { afterEach, describe, expect, it } from 'vitest'
import { contract } from '#shared/contract/index'
import { memoryTerminal } from '../testing/memory-terminal'
import { createConnection, type Greet } from './connection'
import { Disconnected } from './failures'

const os = implement(contract)
const welcome = {
  ...{ version: '1', terminalId: 'T03', timeZone: 'Europe/Berlin' },
  ...{ charges: {}, empty: false, demoUsers: [] },
}
const welcoming = { system: { welcome: os.system.welcome.handler(() => welcome) } }
const user = { username: 'mira', name: 'Mira', role: 'cashier' as const }

/** A promise and what settles it. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { open, opened }
}

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

function connect(router: Parameters<typeof memoryTerminal>[0], greet: Greet = async () => {}) {
  const terminal = memoryTerminal(router)
  const connection = createConnection(terminal.open)
  closers.push(connection.close)
  const states: string[] = []
  connection.state.subscribe(({ status }) => states.push(status))
  const until = (status: 'connected' | 'connecting') =>
    new Promise<void>(resolve => {
      if (connection.state.getState().status === status) return resolve()
      const unsubscribe = connection.state.subscribe(state => {
        if (state.status !== status) return
        unsubscribe()
        resolve()
      })
    })
  return {
    terminal,
    connection,
    client: connection.client,
    states,
    until,
    start: () => connection.start(greet),
  }
}

describe('a connection to the terminal', () => {
  it('carries calls once it is there', async () => {
    const { client, start, until } = connect(welcoming)
    start()
    await until('connected')
    expect(await client.system.welcome()).toEqual(welcome)
  })

  it('rejects at once, as not sent, while there is none', async () => {
    const { client } = connect(welcoming)
    await expect(client.system.welcome()).rejects.toMatchObject({ name: 'Disconnected', sent: false })
  })

  it('rejects a call in flight, as sent, when it breaks', async () => {
    const arrived = gate()
    const never = new Promise<never>(() => {})
    const { client, start, until, terminal } = connect({
      system: {
        welcome: os.system.welcome.handler(() => {
          arrived.open()
          return never
        }),
      },
    })
    start()
    await until('connected')
    const call = client.system.welcome()
    const rejected = expect(call).rejects.toMatchObject({ name: 'Disconnected', sent: true })
    await arrived.opened
    terminal.cut()
    await rejected
  })

  it('ends its feeds, as disconnected, when it breaks', async () => {
    const { client, start, until, terminal } = connect({
      selling: {
        baskets: os.selling.baskets.handler(async function* () {
          yield { kind: 'snapshot' as const, epoch: 'a', revision: 1, value: { baskets: [] } }
          await new Promise<never>(() => {})
        }),
      },
    })
    start()
    await until('connected')
    const feed = (await client.selling.baskets({}))[Symbol.asyncIterator]()
    expect((await feed.next()).value).toMatchObject({ kind: 'snapshot', revision: 1 })
    terminal.cut()
    await expect(feed.next()).rejects.toMatchObject({ name: 'Disconnected', sent: true })
  })

  it('is made anew by itself, and keeps trying while nobody answers', async () => {
    const { client, start, until, terminal, states } = connect(welcoming)
    start()
    await until('connected')
    terminal.reachable = false
    terminal.cut()
    await until('connecting')
    await expect(client.system.welcome()).rejects.toBeInstanceOf(Disconnected)
    terminal.reachable = true
    await until('connected')
    expect(await client.system.welcome()).toEqual(welcome)
    expect(states).toEqual(['connected', 'connecting', 'connected'])
    expect(terminal.opened).toBe(2)
  })

  it('is greeted on every line before anybody else may use it', async () => {
    const asked: string[] = []
    const { start, until, terminal, client, connection } = connect(
      {
        ...welcoming,
        session: {
          resume: os.session.resume.handler(({ input }) => {
            asked.push(`${input.token} while ${connection.state.getState().status}`)
            return { token: input.token, user }
          }),
        },
      },
      async greeted => {
        await greeted.session.resume({ token: 'mine' })
        // Others still have no connection.
        await expect(client.system.welcome()).rejects.toMatchObject({ sent: false })
      },
    )
    start()
    await until('connected')
    terminal.cut()
    await until('connecting')
    await until('connected')
    expect(asked).toEqual(['mine while connecting', 'mine while connecting'])
  })

  it('opens another line when greeting fails', async () => {
    let greetings = 0
    const { start, until, terminal } = connect(welcoming, async () => {
      greetings += 1
      if (greetings === 1) throw new Disconnected(true)
    })
    start()
    await until('connected')
    expect(terminal.opened).toBe(2)
  })
})

describe('what a call rejects with', () => {
  const failing = (error: () => Error) =>
    connect({
      system: {
        welcome: os.system.welcome.handler(() => {
          throw error()
        }),
      },
    })

  it.each([
    [
      'a refusal, with its data',
      () => new ORPCError('FORBIDDEN', { data: { needs: 'admin' } }),
      { name: 'Refusal', code: 'FORBIDDEN', data: { needs: 'admin' } },
    ],
    [
      'a fault, for a refusal whose data is not what the code promises',
      () => new ORPCError('FORBIDDEN', { data: { needs: 'king' } }),
      { name: 'TerminalFault' },
    ],
    [
      'a fault, for a code that the contract does not know',
      () => new ORPCError('TEAPOT'),
      { name: 'TerminalFault' },
    ],
    ['a fault, for a bug', () => new TypeError('x is undefined'), { name: 'TerminalFault' }],
  ])('is %s', async (_, error, expected) => {
    const { client, start, until } = failing(error)
    start()
    await until('connected')
    await expect(client.system.welcome()).rejects.toMatchObject(expected)
  })
})
