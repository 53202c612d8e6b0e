import type { Event } from '#shared/domain/event'
import { isRefusal } from '#shared/errors/refusals'
import type { Connection, KeyValue, Op } from '../../cluster/model'
import { ClusterFailure } from '../../cluster/model'
import { packed, put, remove, unchanged } from '../../cluster/txn'
import { keyspace, slotPart } from '../../keyspace'
import type { Log } from '../../logging/log'
import type { Replica } from '../../replica'
import type { Book } from '../book'
import type { Clock } from '../clock'
import { editTries } from './edits'

/** Refunds one order of a cancelled event. Sent again with its `operationId` it is the same step, at any terminal. */
export type RefundEvent = (
  by: { username: string; name: string },
  step: { orderId: string; operationId: string; eventId: string },
) => Promise<unknown>

/** Carries cancellations to their end: frees baskets, refunds order by order, and says when nothing is left. */
export interface Cancellations {
  /** Goes on with every cancellation that is this terminal's, or whose terminal is gone. */
  look(): Promise<void>
  /** Takes every basket with a place of this event away, with all it holds. */
  freeBaskets(eventId: string): Promise<void>
  close(): void
}

/** How often a terminal looks for cancellations to go on with; drawn anew each time. */
const lookEveryMs = { least: 2_000, most: 5_000 }

export function createCancellations(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  book: Book
  random: () => number
  refundEvent: RefundEvent
  log: Log
}): Cancellations {
  const { connection, replica, terminalId, clock, book, random, refundEvent, log } = options
  let running: Promise<void> | undefined
  let closed = false
  let stop = () => {}

  /** Until a picture of all baskets has none with its places: one that moves meanwhile is another one, on another key. */
  const freeBaskets = async (eventId: string) => {
    for (let isLeft = true; isLeft; ) {
      isLeft = false
      for await (const { kvs } of connection.pages(keyspace.basket.prefix()))
        for (const kv of kvs) if (await freeBasket(eventId, kv)) isLeft = true
    }
  }

  /** @returns whether it had places of the event. */
  const freeBasket = async (eventId: string, found: KeyValue): Promise<boolean> => {
    let kv: KeyValue | undefined = found
    for (let tries = 0; kv && tries < editTries; tries++) {
      const decoded = keyspace.basket.decode(kv.value)
      if (!decoded.ok || !decoded.value.lines.some(line => line.eventId === eventId)) return kv !== found
      const claims: Op[] = decoded.value.lines.map(line =>
        remove(keyspace.claim.key(line.eventId, line.areaId, slotPart(line.slot))),
      )
      const { key, modRevision }: KeyValue = kv
      const { succeeded } = await connection.txn(
        packed({ compare: [unchanged(key, modRevision)], success: [...claims, remove(key)] }),
      )
      kv = succeeded ? undefined : await connection.get(key)
    }
    return true
  }

  /** The orders that have a place of the event. Nothing new comes to them: its ticket types are closed. */
  const ordersOf = async (eventId: string): Promise<Set<string>> => {
    const orders = new Set<string>()
    for await (const { kvs } of connection.pages(keyspace.claim.prefix(eventId)))
      for (const kv of kvs) {
        const decoded = keyspace.claim.decode(kv.value)
        if (decoded.ok && 'orderId' in decoded.value) orders.add(String(decoded.value.orderId))
      }
    return orders
  }

  const goOn = async ({
    eventId,
    cancellation,
  }: Event & { cancellation: { operationId: string; by: string } }) => {
    await freeBaskets(eventId)
    const by = { username: cancellation.by, name: cancellation.by }
    let refunded = 0
    for (const orderId of await ordersOf(eventId)) {
      if (closed) return
      try {
        await refundEvent(by, { orderId, eventId, operationId: `${cancellation.operationId}.${orderId}` })
        refunded++
      } catch (error) {
        // Being paid, or not readable here: it keeps the cancellation open, and is asked again at the next look.
        if (!isRefusal(error)) throw error
        log.info({ 'event.action': 'event-refund-waits', 'order.id': orderId, err: error }, 'will try again')
      }
    }
    if (refunded > 0) log.info({ 'event.action': 'event-refunded', orders: refunded }, eventId)
    if ((await ordersOf(eventId)).size === 0) await finish(eventId, cancellation.operationId)
  }

  const finish = async (eventId: string, operationId: string) => {
    const key = keyspace.event.key(eventId)
    const kv = await connection.get(key)
    const event = kv && keyspace.event.edit(kv)
    if (!kv || !event?.cancellation || event.cancellation.operationId !== operationId) return
    if (event.cancellation.done) return
    await book.administer({
      compare: [unchanged(key, kv.modRevision)],
      success: [
        put(key, keyspace.event.encode({ ...event, cancellation: { ...event.cancellation, done: true } })),
      ],
      entry: { actor: terminalId, action: 'event-all-refunded', subject: key, detail: { operationId } },
    })
  }

  const isOurs = (one: { terminalId: string }) =>
    one.terminalId === terminalId || !replica.state.presences.has(one.terminalId)

  const look = async () => {
    for (const { event } of replica.state.houses.values()) {
      const { cancellation } = event?.value ?? {}
      if (!event || !cancellation || cancellation.done || !isOurs(cancellation)) continue
      try {
        await goOn({ ...event.value, cancellation })
      } catch (error) {
        if (!(error instanceof ClusterFailure) && !isRefusal(error)) throw error
        log.info({ 'event.action': 'event-refund-stopped', err: error }, 'will go on')
      }
    }
  }

  const next = () => {
    const { least, most } = lookEveryMs
    stop = clock.after(least + random() * (most - least), () => {
      cancellations
        .look()
        .catch((error: unknown) => {
          log.error({ 'event.action': 'cancellation-failed', err: error }, 'looks again')
        })
        .finally(() => closed || next())
    })
  }

  const cancellations: Cancellations = {
    freeBaskets,
    look() {
      running ??= look().finally(() => {
        running = undefined
      })
      return running
    },
    close() {
      closed = true
      stop()
    },
  }
  next()
  return cancellations
}
