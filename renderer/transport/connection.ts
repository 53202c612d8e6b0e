import { type ClientLink, createORPCClient } from '@orpc/client'
import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { TerminalClient } from '#shared/contract/index'
import { callFailure, Disconnected } from './failures'
import type { Line, NoContext, OpenLine } from './line'
import { aborted, pause } from './waiting'

/** `since` is in epoch milliseconds; `before` tells a connection that broke from one that was never there. */
export type ConnectionState =
  | { status: 'connected' }
  | { status: 'connecting'; since: number; before: boolean }

const firstRetryMs = 200
const longestRetryMs = 2_000

/**
 * What is said on a new line before anybody else may use it, such as taking up the session again. When it rejects,
 * the line is given up and another one is opened.
 */
export type Greet = (client: TerminalClient) => Promise<void>

/** The one connection of a page. */
export interface TerminalConnection {
  client: TerminalClient
  state: UseBoundStore<StoreApi<ConnectionState>>
  start(greet: Greet): void
  close(): void
}

/**
 * A connection to the terminal that, once started, is made anew whenever it breaks: `client` stays the same, and its
 * calls reject with a `CallFailure` only.
 */
export function createConnection(open: OpenLine): TerminalConnection {
  const state = create<ConnectionState>(() => ({ status: 'connecting', since: Date.now(), before: false }))
  const closed = new AbortController()
  let line: Line | undefined

  const link: ClientLink<NoContext> = {
    call: async (path, input, options) => {
      if (!line || line.broken.aborted) throw new Disconnected(false)
      return callOn(line, path, input, options)
    },
  }

  async function run(greet: Greet) {
    let retryMs = firstRetryMs
    while (!closed.signal.aborted) {
      try {
        const opened = await openAndGreet(greet)
        retryMs = firstRetryMs
        line = opened
        state.setState({ status: 'connected' }, true)
        await aborted(AbortSignal.any([opened.broken, closed.signal]))
        opened.close()
        line = undefined
        state.setState({ status: 'connecting', since: Date.now(), before: true }, true)
      } catch {
        // Why a line could not be opened changes nothing: the state says that there is none, and since when.
        await pause(retryMs, closed.signal)
        retryMs = Math.min(retryMs * 2, longestRetryMs)
      }
    }
  }

  async function openAndGreet(greet: Greet): Promise<Line> {
    const opened = await open()
    try {
      await greet(clientOver({ call: (path, input, options) => callOn(opened, path, input, options) }))
      return opened
    } catch (error) {
      opened.close()
      throw error
    }
  }

  return {
    client: clientOver(link),
    state,
    start: (greet: Greet) => void run(greet),
    close: () => closed.abort(),
  }
}

async function callOn(line: Line, ...[path, input, options]: Parameters<ClientLink<NoContext>['call']>) {
  try {
    const answer = await line.link.call(path, input, options)
    return isFeed(answer) ? guarded(answer, line) : answer
  } catch (error) {
    throw callFailure(error, line.broken.aborted)
  }
}

function isFeed(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

/** `feed`, with what it throws on the way as a `CallFailure` too. */
async function* guarded(feed: AsyncIterable<unknown>, line: Line) {
  try {
    yield* feed
  } catch (error) {
    throw callFailure(error, line.broken.aborted)
  }
}

function clientOver(link: ClientLink<NoContext>): TerminalClient {
  return createORPCClient(link)
}
