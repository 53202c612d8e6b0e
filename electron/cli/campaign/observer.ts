import { setTimeout as pause } from 'node:timers/promises'
import { Etcd3 } from 'etcd3'
import { sharedNow } from '../bench/clock'
import type { Step, Written } from './history'

/** A member that says nothing for so long is left for the next; it costs nothing, since the cursor is ours. */
const silenceMs = 2_000
const maxReceiveBytes = 256 * 1024 * 1024

/** The witness of a campaign: every revision of the store, read off a bare watch directly at the nodes. */
export interface Observer extends AsyncDisposable {
  readonly steps: readonly Step[]
  readonly revision: number
  /** Why the history is not complete, if it is not. */
  readonly problem: string | undefined
  /** @throws when it is not seen in time. */
  reached(revision: number, withinMs?: number): Promise<void>
}

interface WatchEvent {
  type: string
  kv: { key: Buffer; value: Buffer; mod_revision: string; lease: string }
}
interface WatchAnswer {
  header: { revision: string }
  canceled: boolean
  compact_revision: string
  events: WatchEvent[]
}

/**
 * Watches the whole store, not the namespace alone: revisions then have no gaps, so that one that was missed shows.
 * @param onStep told of each revision, once
 */
export function observe(options: {
  endpoints: readonly string[]
  namespace: string
  /** The store's first revision that is written. */
  from: number
  onStep?(step: Step): void
}): Observer {
  const { endpoints, namespace, from, onStep } = options
  const steps: Step[] = []
  let cursor = from
  let problem: string | undefined
  let closed = false
  let stop = () => {}

  const take = (revision: number, changes: Written[]) => {
    if (revision < cursor) return
    if (revision > cursor) problem ??= `revision ${cursor} was never seen: ${revision} came next`
    cursor = revision + 1
    const step = { revision, at: sharedNow(), changes }
    steps.push(step)
    onStep?.(step)
  }

  const takeAll = (events: readonly WatchEvent[]) => {
    const byRevision = new Map<number, Written[]>()
    for (const { type, kv } of events) {
      const revision = Number(kv.mod_revision)
      const changes = byRevision.get(revision) ?? []
      byRevision.set(revision, changes)
      const key = kv.key.toString('utf8')
      if (!key.startsWith(namespace)) continue
      changes.push({
        key: key.slice(namespace.length),
        value: type === 'Delete' ? undefined : kv.value.toString('utf8'),
        leaseId: kv.lease === '0' ? undefined : kv.lease,
      })
    }
    for (const [revision, changes] of byRevision) take(revision, changes)
  }

  /** Over one stream, until it breaks, falls silent, or cannot be continued. */
  const watchOnce = async (endpoint: string) => {
    const client = new Etcd3({
      hosts: endpoint,
      grpcOptions: { 'grpc.max_receive_message_length': maxReceiveBytes },
    })
    try {
      const stream = await client.watchClient.watch()
      await new Promise<void>(resolve => {
        let silence = setTimeout(resolve, silenceMs)
        stop = resolve
        if (closed) resolve()
        stream.on('error', () => resolve())
        stream.on('end', () => resolve())
        stream.on('data', (answer: unknown) => {
          clearTimeout(silence)
          silence = setTimeout(resolve, silenceMs)
          const { canceled, compact_revision, events } = answer as WatchAnswer
          if (canceled) {
            if (Number(compact_revision) > 0) problem ??= `compacted before revision ${cursor} was seen`
            return resolve()
          }
          takeAll(events)
        })
        stream.write({
          create_request: {
            key: Buffer.from([0]),
            range_end: Buffer.from([0]),
            start_revision: String(cursor),
          },
        })
      })
      stream.cancel()
    } finally {
      client.close()
    }
  }

  const run = async () => {
    for (let n = 0; !closed && problem === undefined; n++) {
      await watchOnce(endpoints[n % endpoints.length] as string).catch(() => undefined)
      await pause(20)
    }
  }
  const running = run()

  return {
    steps,
    get revision() {
      return cursor - 1
    },
    get problem() {
      return problem
    },
    async reached(revision, withinMs = 15_000) {
      for (const giveUpAt = performance.now() + withinMs; cursor <= revision; await pause(10))
        if (problem !== undefined || performance.now() > giveUpAt)
          throw new Error(problem ?? `The observer is at ${cursor - 1} and does not come to ${revision}`)
    },
    async [Symbol.asyncDispose]() {
      closed = true
      stop()
      await running
    },
  }
}
