import type { Order } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { Connection, KeyValue } from '../../cluster/model'
import { keyspace } from '../../keyspace'
import type { Log } from '../../logging/log'
import type { Book, Page } from '../book'
import { type Clock, instantOf } from '../clock'
import { unknownAfter } from '../refusing'
import { readBack } from './conflicts'
import type { Journal, NotSold } from './journal'
import { type SaleTxn, tombstoneTxn } from './order-transactions'
import { sendUntilAnswered } from './send'

/** One way of making an order: its transaction on a page of the ledger, and what its refusal means. */
export interface Plan {
  plan(page: Page): SaleTxn | Promise<SaleTxn>
  /**
   * Looks at what the refused transaction read after order and ledger. Nothing: plan again.
   * `copiesAreDead`: the refusal itself proves that no earlier copy can be carried out any more.
   * @param doubtful whether an earlier copy had no answer
   */
  refused(
    read: (KeyValue | undefined)[],
    doubtful: boolean,
  ): Promise<{ refusal: Refusal; copiesAreDead: boolean } | undefined>
}

export interface OrderMaker {
  /**
   * The same order asked for again, while it is made or after, is the same sale.
   * @throws Refusal `ORDER_EXISTS` when it was made, and `isSame` says that it is not what is asked for now
   */
  once(orderId: string, make: () => Promise<Order>, isSame: (order: Order) => boolean): Promise<Order>
  /** Makes the order. `plan` is called for each try; what it throws ends the sale. */
  make(orderId: string, plan: () => Plan): Promise<Order>
  /** The order, or undefined once a tombstone says that it can never be made. */
  settle(orderId: string): Promise<Order | undefined>
}

/** How long a sale whose answer is missing is sent again before the page is told that its outcome is unknown. */
const resendForMs = 8_000
/** How often a sale is planned again: others were faster, or the ledger moved. */
const planTries = 12

/**
 * Makes orders so that each is made at most once and none is lost. Its three rules: an id is in the journal before
 * its first message; a message without an answer may be carried out at any time; so "not made" is told only when no
 * message is out, or when what was compared has moved, or after a tombstone.
 */
export function createOrderMaker(options: {
  connection: Connection
  terminalId: string
  clock: Clock
  book: Book
  journal: Journal
  log: Log
}): OrderMaker {
  const { connection, terminalId, clock, book, journal, log } = options
  const running = new Map<string, Promise<Order>>()
  /** Orders with a message that had no answer. */
  const doubtful = new Set<string>()

  const send = (orderId: string, txn: SaleTxn['txn']) =>
    sendUntilAnswered(connection, clock, txn, resendForMs, failure => {
      doubtful.add(orderId)
      log.warn({ 'event.action': 'sale-unanswered', 'order.id': orderId, err: failure }, 'will ask again')
    })

  const begin = async (orderId: string) => {
    try {
      await journal.begin(orderId, instantOf(clock))
    } catch (error) {
      log.error(
        { 'event.action': 'journal-failed', 'order.id': orderId, err: error },
        'nothing is sold without it',
      )
      throw new Refusal('DISK_FAILED', {}, { cause: error })
    }
  }

  /** What the cluster says stands, written down here or not: the next start settles an id without an end. */
  const noteEnd = async (orderId: string, how: Order | NotSold) => {
    try {
      await journal.ended(orderId, how)
    } catch (error) {
      log.error(
        { 'event.action': 'journal-failed', 'order.id': orderId, err: error },
        'left to the next start',
      )
    }
  }

  /** One try. @returns the order, or undefined to plan again. */
  const attempt = async (
    orderId: string,
    { plan, refused }: Plan,
    doubtfulBefore: boolean,
  ): Promise<Order | undefined> => {
    const page = await book.page()
    const planned = await plan(page)
    // Whatever happens to it, the page is not to be trusted unless the answer says so.
    book.forget()
    const result = await send(orderId, planned.txn)
    const made = planned.made(result)
    if (made) {
      book.turned(made.ledger, result.revision)
      return made.order
    }
    const [orderKv, ledgerKv, ...read] = readBack(result.results)
    if (orderKv) {
      const order = keyspace.order.read(orderKv)
      if (order.status !== 'abandoned') return order
      doubtful.delete(orderId)
      throw new Refusal('ORDER_ABANDONED', { orderId })
    }
    if ((ledgerKv?.modRevision ?? 0) !== page.modRevision) {
      // Every copy of this plan compares the ledger as it was: none can be carried out any more.
      doubtful.delete(orderId)
      return undefined
    }
    const end = await refused(read, doubtful.has(orderId))
    if (!end) return undefined
    if (doubtfulBefore) doubtful.add(orderId)
    else if (end.copiesAreDead) doubtful.delete(orderId)
    throw end.refusal
  }

  /** Writes the tombstone, or finds the order. */
  const bury = async (orderId: string): Promise<Order | undefined> => {
    // A tombstone may be sent any number of times: the second copy finds the first.
    const txn = tombstoneTxn(orderId, terminalId, instantOf(clock))
    const result = await sendUntilAnswered(connection, clock, txn, resendForMs)
    const [kv] = result.succeeded ? [] : readBack(result.results)
    const found = kv && keyspace.order.read(kv)
    doubtful.delete(orderId)
    if (found && found.status !== 'abandoned') {
      await noteEnd(orderId, found)
      return found
    }
    await noteEnd(orderId, 'tombstone')
    return undefined
  }

  /** `make` may say no before it sends anything. A copy of an earlier try may still arrive then: see to it first. */
  const orCertainly = async (orderId: string, make: () => Promise<Order>): Promise<Order> => {
    try {
      return await make()
    } catch (error) {
      if (!(error instanceof Refusal) || !journal.open.has(orderId)) throw error
      return (await bury(orderId)) ?? notMade(orderId, error)
    }
  }

  const notMade = (orderId: string, cause: unknown): never => {
    throw new Refusal('ORDER_ABANDONED', { orderId }, { cause })
  }

  const begun = async (orderId: string): Promise<Order | undefined> => {
    const known = journal.sold.get(orderId)
    if (known || !journal.open.has(orderId)) return known
    const kv = await connection.get(keyspace.order.key(orderId))
    const order = kv && keyspace.order.read(kv)
    return order && order.status !== 'abandoned' ? order : undefined
  }

  return {
    once(orderId, make, isSame) {
      const already = running.get(orderId)
      if (already) return already
      const sale = book
        .inTurn(async () => {
          const known = await begun(orderId)
          if (known && !isSame(known)) throw new Refusal('ORDER_EXISTS', { orderId, number: known.number })
          return known ?? orCertainly(orderId, make)
        })
        // One whose messages were all answered has its end in the journal by now.
        .catch((error: unknown) => Promise.reject(journal.open.has(orderId) ? unknownAfter(error) : error))
        .finally(() => running.delete(orderId))
      running.set(orderId, sale)
      return sale
    },

    async make(orderId, plan) {
      // A copy of an earlier try did not compare what this one compares.
      const doubtfulBefore = doubtful.has(orderId) || journal.open.has(orderId)
      try {
        for (let tries = 0; tries < planTries; tries++) {
          const next = plan()
          if (tries === 0) await begin(orderId)
          const order = await attempt(orderId, next, doubtfulBefore)
          if (!order) continue
          doubtful.delete(orderId)
          await noteEnd(orderId, order)
          return order
        }
        throw new Refusal('SEAT_TAKEN', { taken: [] })
      } catch (error) {
        if (!doubtful.has(orderId)) {
          if (journal.open.has(orderId)) await noteEnd(orderId, 'refused')
          throw error
        }
        if (!(error instanceof Refusal)) throw error
        // A definite no, while an earlier copy may still arrive: it becomes one only with a tombstone.
        return (await bury(orderId)) ?? notMade(orderId, error)
      }
    },

    settle: orderId => book.inTurn(async () => journal.sold.get(orderId) ?? bury(orderId)),
  }
}
