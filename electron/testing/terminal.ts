import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Wanted } from '#shared/contract/selling'
import { newId } from '#shared/domain/ids'
import type { Connection } from '../cluster/model'
import { createReplica, type Replica } from '../replica'
import { type Book, createBook } from '../services/book'
import { type Clock, systemClock } from '../services/clock'
import { createEvents, type Events } from '../services/events'
import { createSelling, type Selling } from '../services/selling'
import { type Expiry, keepTime } from '../services/selling/expiry'
import type { TestCluster } from './cluster'
import { smallHouse } from './house'
import { quietLog } from './log'

export interface TestTerminal extends AsyncDisposable {
  readonly id: string
  readonly connection: Connection
  readonly replica: Replica
  readonly book: Book
  readonly selling: Selling
  readonly expiry: Expiry
  readonly events: Events
  readonly seller: { username: string; name: string }
  /** Where it keeps its journal; a terminal started there again is the same one. */
  readonly dataDir: string
  /** Ends without a goodbye: nothing is flushed, told or released. */
  crash(): void
  /** Everything the cluster has acknowledged is shown here. */
  caughtUp(): Promise<void>
}

export interface TestTerminalOptions {
  id?: string
  namespace: string
  /** Instead of the cluster's: a fault proxy. */
  endpoints?: string[]
  dataDir?: string
  holdTtlMs?: number
  clock?: Clock
}

/** A terminal without screens: replica, ledger and selling as the application wires them, recovered and ready. */
export async function startTerminal(
  cluster: Pick<TestCluster, 'connection'>,
  options: TestTerminalOptions,
): Promise<TestTerminal> {
  const { id = 'T01', namespace, endpoints, holdTtlMs = 60_000, clock = systemClock } = options
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'box-office-terminal-')))
  const connection = cluster.connection(namespace, { seed: id, ...(endpoints && { endpoints }) })
  const replica = createReplica({ connection, log: quietLog, now: () => clock.now() })
  const book = createBook({ connection, terminalId: id, clock })
  const selling = await createSelling({
    ...{ connection, replica, terminalId: id, dataDir, clock, book, log: quietLog },
    holdTtlMs: () => holdTtlMs,
  })
  await replica.ready
  await selling.recover()
  const expiry = keepTime({
    ...{ connection, replica, clock, terminalId: id, selling, log: quietLog },
    random: Math.random,
  })
  const events = createEvents({
    ...{ connection, replica, terminalId: id, clock, book, log: quietLog },
    refundEvent: selling.refundEvent,
  })
  let crashed = false
  return {
    ...{ id, connection, replica, book, selling, expiry, dataDir },
    events,
    seller: { username: `seller-${id}`, name: `Seller ${id}` },
    crash() {
      crashed = true
      expiry.close()
      events.close()
      replica.close()
      connection.close()
    },
    async caughtUp() {
      const { revision } = await connection.range('', '\0', { limit: 1 })
      await replica.reached(revision)
    },
    async [Symbol.asyncDispose]() {
      expiry.close()
      events.close()
      await selling.close().catch((error: unknown) => {
        if (!crashed) throw error
      })
      replica.close()
      connection.close()
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Seats of the small house, for an adult. */
export const seats = (...slots: number[]): Wanted[] =>
  slots.map(slot => {
    const { areaId, ticketType } = smallHouse.hall
    return { pick: 'slot', eventId: smallHouse.eventId, areaId, slot, ticketType, priceType: 'adult' }
  })

/** Any `count` places on the small house's floor. */
export const standing = (count: number): Wanted[] => [
  {
    pick: 'any',
    eventId: smallHouse.eventId,
    count,
    ticketType: smallHouse.floor.ticketType,
    priceType: 'adult',
  },
]

/** Exact cash. */
export const cash = (amountMinor: number, tenderedMinor = amountMinor) => [
  { method: 'cash' as const, amountMinor, tenderedMinor },
]

/** Fresh ids, as a page draws them when a sale begins. */
export const newSale = () => ({ basketId: newId(), orderId: newId() })
