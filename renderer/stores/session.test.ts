import { implement, ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contract } from '#shared/contract/index'
import { memoryTerminal } from '../testing/memory-terminal'
import { createConnection } from '../transport/connection'
import { resumeSession, useSession } from './session'

const os = implement(contract)
const user = { username: 'mira', name: 'Mira Okafor', role: 'cashier' as const }
const tokenName = 'ticketcd.session'

const closers: (() => void)[] = []
let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  })
  useSession.setState({ status: 'unknown' }, true)
})
afterEach(() => {
  for (const close of closers.splice(0)) close()
  vi.unstubAllGlobals()
})

/** Connects to a terminal that answers `session.resume` so, and says who is at the till once it is connected. */
async function reconnect(
  resume: (token: string, times: number) => Promise<{ token: string; user: typeof user }>,
) {
  let times = 0
  const { open } = memoryTerminal({
    session: { resume: os.session.resume.handler(({ input }) => resume(input.token, ++times)) },
  })
  const connection = createConnection(open)
  closers.push(connection.close)
  const connected = new Promise<void>(resolve => connection.state.subscribe(() => resolve()))
  connection.start(resumeSession)
  await connected
  return { session: useSession.getState(), times }
}

describe('a session, on a new connection', () => {
  it('goes on with the token that was kept', async () => {
    kept.set(tokenName, 'one')
    const { session } = await reconnect(async token => ({
      token,
      user: { ...user, name: `Mira of ${token}` },
    }))
    expect(session).toEqual({ status: 'signed-in', user: { ...user, name: 'Mira of one' } })
  })

  it('is nobody’s, without asking, when no token was kept', async () => {
    const { session, times } = await reconnect(async token => ({ token, user }))
    expect({ session, times }).toEqual({ session: { status: 'signed-out' }, times: 0 })
  })

  it('is over, and its token forgotten, when the terminal does not know it any more', async () => {
    kept.set(tokenName, 'old')
    const { session } = await reconnect(async () => {
      throw new ORPCError('NOT_SIGNED_IN', { data: {} })
    })
    expect(session).toEqual({ status: 'signed-out' })
    expect(kept.has(tokenName)).toBe(false)
  })
})
