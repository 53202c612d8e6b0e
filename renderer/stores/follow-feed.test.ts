import { implement, ORPCError } from '@orpc/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { contract } from '#shared/contract/index'
import { memoryTerminal } from '../testing/memory-terminal'
import type { FeedPosition } from './follow-feed'

const os = implement(contract)
type Script = (asked: number, signal: AbortSignal | undefined) => AsyncGenerator<unknown>

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A page that follows `selling.baskets` of a terminal which serves it as `script` says. */
async function followed(script: Script) {
  const asked: (FeedPosition | undefined)[] = []
  const memory = memoryTerminal({
    selling: {
      baskets: os.selling.baskets.handler(({ input, signal }) => {
        asked.push(input.resume)
        // What is sent is the script's to say; the contract checks it.
        return script(asked.length, signal) as AsyncGenerator<never>
      }),
    },
  })
  // The page's modules anew, around a connection of this test's own.
  vi.resetModules()
  const { createConnection } = await import('../transport/connection')
  const connection = createConnection(memory.open)
  vi.doMock('../transport', async () => ({
    ...(await import('../transport/failures')),
    ...(await import('../transport/waiting')),
    useConnection: connection.state,
  }))
  const { followFeed } = await import('./follow-feed')
  const { events, note, until } = journal()
  connection.start(async () => {})
  const stop = followFeed({
    open: (resume, signal) => connection.client.selling.baskets({ resume }, { signal }),
    onSnapshot: (_, revision) => note(`snapshot ${revision}`),
    onChange: (_, revision) => note(`change ${revision}`),
    onRefused: ({ code }) => note(`refused ${code}`),
  })
  closers.push(stop, connection.close)
  return { asked, memory, events, until, stop }
}

/** What happened, in order, and a wait for the n-th of it. */
function journal() {
  const events: string[] = []
  let wake = () => {}
  const note = (event: string) => {
    events.push(event)
    wake()
  }
  const until = async (count: number): Promise<string[]> => {
    while (events.length < count) {
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
    return events
  }
  return { events, note, until }
}

const snapshot = (revision: number, epoch = 'a') => ({
  kind: 'snapshot',
  epoch,
  revision,
  value: { baskets: [] },
})
const change = (revision: number) => ({ kind: 'change', revision, value: { baskets: [] } })

/** As long as the page listens. */
const whileListening = (signal: AbortSignal | undefined) =>
  new Promise<void>(resolve => signal?.addEventListener('abort', () => resolve()))

describe('a followed feed', () => {
  it('gives the snapshot, then the changes', async () => {
    const { until } = await followed(async function* (_, signal) {
      yield snapshot(7)
      yield change(8)
      yield change(9)
      await whileListening(signal)
    })
    expect(await until(3)).toEqual(['snapshot 7', 'change 8', 'change 9'])
  })

  it('goes on from its last revision after the connection broke', async () => {
    const { until, memory, asked } = await followed(async function* (times, signal) {
      if (times === 1) yield* [snapshot(7), change(8)]
      else yield change(12)
      await whileListening(signal)
    })
    await until(2)
    memory.cut()
    expect(await until(3)).toEqual(['snapshot 7', 'change 8', 'change 12'])
    expect(asked).toEqual([undefined, { epoch: 'a', revision: 8 }])
  })

  it('begins anew where the terminal says so, and goes on from there', async () => {
    const { until, memory, asked } = await followed(async function* (times, signal) {
      yield times === 2 ? snapshot(3, 'b') : snapshot(7)
      await whileListening(signal)
    })
    await until(1)
    memory.cut()
    await until(2)
    memory.cut()
    await until(3)
    expect(asked).toEqual([undefined, { epoch: 'a', revision: 7 }, { epoch: 'b', revision: 3 }])
  })

  it('asks again after a refusal that passes by itself, and after an end without a reason', async () => {
    const { until, asked } = await followed(async function* (times, signal) {
      if (times === 1) throw new ORPCError('STARTING', { data: {} })
      yield snapshot(times)
      if (times > 2) await whileListening(signal)
    })
    expect(await until(2)).toEqual(['snapshot 2', 'snapshot 3'])
    expect(asked).toEqual([undefined, undefined, { epoch: 'a', revision: 2 }])
  })

  it('ends with a refusal that asking again cannot change', async () => {
    const { until, asked } = await followed(async function* () {
      yield snapshot(7)
      throw new ORPCError('NOT_FOUND', { data: { what: 'event', id: 'e1' } })
    })
    expect(await until(2)).toEqual(['snapshot 7', 'refused NOT_FOUND'])
    expect(asked).toHaveLength(1)
  })

  it('tells the terminal when it is stopped, and gives nothing more', async () => {
    let ended = () => {}
    const end = new Promise<void>(resolve => {
      ended = resolve
    })
    const { until, stop, events } = await followed(async function* (_, signal) {
      try {
        yield snapshot(7)
        await whileListening(signal)
        yield change(8)
      } finally {
        ended()
      }
    })
    await until(1)
    stop()
    await end
    expect(events).toEqual(['snapshot 7'])
  })
})
