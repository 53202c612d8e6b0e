import { isRefusal, type Refusal, type RefusalCode } from '#shared/errors/refusals'
import { Disconnected, isCallFailure, pause, TerminalFault, useConnection } from '../transport'

/** One message of a feed of the contract. */
export type FeedMessage<S, C> =
  | { kind: 'snapshot'; epoch: string; revision: number; value: S }
  | { kind: 'change'; revision: number; value: C }

/** Where a feed stands, so that it can go on from there. */
export interface FeedPosition {
  epoch: string
  revision: number
}

export interface FeedOptions<S, C> {
  /** Subscribes, from `resume` on when there is one. */
  open(resume: FeedPosition | undefined, signal: AbortSignal): Promise<AsyncIterable<FeedMessage<S, C>>>
  onSnapshot(value: S, revision: number): void
  onChange(value: C, revision: number): void
  /** The terminal does not have this feed, or not for this user; nothing follows. */
  onRefused?(refusal: Refusal): void
}

/** Refusals that asking again cannot change. The others (starting, no quorum) pass by themselves. */
const finalRefusals: readonly RefusalCode[] = ['NOT_SIGNED_IN', 'FORBIDDEN', 'NOT_FOUND', 'BAD_REQUEST']
const retryMs = 250

/**
 * Follows a feed until it is stopped: resumes from its last revision after every interruption, and waits while there
 * is no connection.
 *
 * @returns a function that stops it.
 */
export function followFeed<S, C>(options: FeedOptions<S, C>): () => void {
  const stopped = new AbortController()
  void follow(options, stopped.signal)
  return () => stopped.abort()
}

async function follow<S, C>(options: FeedOptions<S, C>, signal: AbortSignal) {
  let position: FeedPosition | undefined
  while (!signal.aborted) {
    await connected(signal)
    try {
      for await (const message of await options.open(position, signal)) {
        if (signal.aborted) return
        position = positionAfter(message, position)
        if (message.kind === 'snapshot') options.onSnapshot(message.value, message.revision)
        else options.onChange(message.value, message.revision)
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof Disconnected) continue
      if (isRefusal(error) && finalRefusals.includes(error.code)) return options.onRefused?.(error)
      // What a store threw is a bug of this page, not something another try makes good.
      if (!isCallFailure(error)) throw error
      if (error instanceof TerminalFault) reportError(error)
    }
    await pause(retryMs, signal)
  }
}

function positionAfter(
  message: FeedMessage<unknown, unknown>,
  before: FeedPosition | undefined,
): FeedPosition {
  if (message.kind === 'snapshot') return { epoch: message.epoch, revision: message.revision }
  if (!before) throw new Error('A feed began with a change instead of a snapshot')
  return { epoch: before.epoch, revision: message.revision }
}

function connected(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const isOver = () => signal.aborted || useConnection.getState().status === 'connected'
    if (isOver()) return resolve()
    const look = () => {
      if (!isOver()) return
      unsubscribe()
      signal.removeEventListener('abort', look)
      resolve()
    }
    const unsubscribe = useConnection.subscribe(look)
    signal.addEventListener('abort', look)
  })
}
