import { isRefusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { ClusterFailure } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { Log } from '../../logging/log'
import type { Replica, ReplicaState } from '../../replica'
import type { Clock } from '../clock'
import type { Blocks } from './blocks'
import type { Seller } from './seller'

/** Lets go of what has an end: timed blocks and reservations. */
export interface Expiry {
  /** Looks once, now. The timer does it again and again by itself. */
  look(): Promise<void>
  close(): void
}

/** How often a terminal looks; drawn anew each time, so that not all of them act in the same moment. */
const lookEveryMs = { least: 1_000, most: 3_000 }
/** How many orders that only their claims told of are read at one look. */
const readAtOnce = 20

/**
 * The time that it is on every clock: this terminal's and those of all live ones, as their last heartbeats said. What
 * ended before that has ended for everybody, so a clock that is wrong may make something late, and never early.
 */
export function slowestClockMs(presences: ReplicaState['presences'], nowMs: number): number {
  let slowest = nowMs
  for (const { clock } of presences.values()) slowest = Math.min(slowest, Date.parse(clock))
  return slowest
}

/**
 * Any terminal may let go of what has ended, and only one does: `selling` compares the revision of the block or the order,
 * and refuses when it is another one by now.
 */
export function keepTime(options: {
  connection: Connection
  replica: Replica
  clock: Clock
  random: () => number
  terminalId: string
  selling: {
    blocks: Pick<Blocks, 'releaseDue'>
    releaseReservation(
      by: Seller,
      step: { orderId: string; operationId: string; why: 'expired'; until: string },
    ): Promise<unknown>
  }
  log: Log
}): Expiry {
  const { connection, replica, clock, random, terminalId, selling, log } = options
  /** What orders were that the replica knows from their claims alone, as long as it does. */
  const read = new Map<string, string | undefined>()
  let closed = false
  let stop = () => {}

  /** When the reservations end that the replica has no end of. They change through the watch, so one look is enough. */
  const readUnknown = async () => {
    const { reservations } = replica.state
    for (const key of read.keys()) if (!reservations.has(key) || reservations.get(key)) read.delete(key)
    const unknown = [...reservations].filter(([key, known]) => !known && !read.has(key))
    for (const [key] of unknown.slice(0, readAtOnce)) {
      const kv = await connection.get(key)
      const decoded = kv && keyspace.order.decode(kv.value)
      const order = decoded?.ok ? decoded.value : undefined
      read.set(key, order?.status === 'reserved' ? order.reservedUntil : undefined)
    }
  }

  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      // Somebody else was faster, or it is another one by now; the next look sees it as it is.
      if (!isRefusal(error) && !(error instanceof ClusterFailure)) throw error
      log.debug({ 'event.action': 'expiry-not-done', err: error }, 'will look again')
    }
  }

  /** The same step at every terminal: the second one finds it done. */
  const release = (orderId: string, until: string) => {
    const operationId = `expired.${orderId}.${Date.parse(until)}`
    const by = { username: terminalId, name: terminalId }
    return selling.releaseReservation(by, { orderId, operationId, why: 'expired', until })
  }

  const look = async () => {
    await attempt(readUnknown)
    const { timedBlocks, reservations, presences } = replica.state
    const nowMs = slowestClockMs(presences, clock.now())
    const isOver = (instant: string) => Date.parse(instant) <= nowMs
    const blocks = [...timedBlocks].filter(([, { releaseAt }]) => isOver(releaseAt))
    if (blocks.length > 0)
      await attempt(() => selling.blocks.releaseDue(blocks.map(([key, block]) => ({ key, ...block }))))
    for (const [key, known] of reservations) {
      const until = known?.until ?? read.get(key)
      const [orderId] = keyspace.order.parts(key) ?? []
      if (until && orderId && isOver(until)) await attempt(() => release(orderId, until))
    }
  }

  const next = () => {
    const { least, most } = lookEveryMs
    stop = clock.after(least + random() * (most - least), () => {
      look()
        .catch((error: unknown) => {
          log.error({ 'event.action': 'expiry-failed', err: error }, 'looks again')
        })
        .finally(() => closed || next())
    })
  }
  next()

  return {
    look,
    close() {
      closed = true
      stop()
    },
  }
}
