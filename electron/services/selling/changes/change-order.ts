import type { Order } from '#shared/domain/order'
import { isRefusal, Refusal } from '#shared/errors/refusals'
import { ClusterFailure, type Connection, type KeyValue, type Txn } from '../../../cluster/model'
import { get, packed, put, unchanged } from '../../../cluster/txn'
import { keyspace, type Ledger } from '../../../keyspace'
import type { Log } from '../../../logging/log'
import type { Book, Page } from '../../book'
import { type Clock, instantOf } from '../../clock'
import { isUnanswered, unknownAfter } from '../../refusing'
import { readBack } from '../conflicts'
import type { Journal } from '../journal'
import type { Seller } from '../seller'
import { sendUntilAnswered } from '../send'
import { withAsked } from './asked-cards'
import {
  isDone,
  merged,
  type OrderStep,
  type Other,
  opsOf,
  orderKey,
  type PlanStep,
  type StepNumbers,
} from './order-step'
import { vouchersFreed } from './vouchers'

/** Which step on which order. The page draws `operationId` when the step begins and sends it with every try. */
export interface StepId {
  orderId: string
  operationId: string
}

/** Carries out steps on orders that are there, each exactly once. */
export interface OrderChanger {
  /** @throws Refusal what `plan` throws; `NOT_FOUND`; `EDITED_MEANWHILE` when others were always faster. */
  change(by: Seller, step: StepId, plan: PlanStep): Promise<Order>
  /**
   * As `change`, for a step that needs something else to stand still: `prepare` gets what carries the step out, and is
   * not run at all where it was carried out before.
   */
  changeAfter(step: StepId, prepare: (work: Work) => Promise<Order>): Promise<Order>
  /** The order after the step, or undefined once the step can never be carried out. */
  settle(step: StepId): Promise<Order | undefined>
}

type Work = (by: Seller, plan: PlanStep) => Promise<Order>

/** How long a step without an answer is sent again before the page is told that its outcome is unknown. */
const resendForMs = 8_000
/** How often a step is planned anew because the order, the ledger or another key moved. */
const planTries = 12

/** An order as it was read, for the transaction to compare. */
interface Stored {
  kv: KeyValue
  order: Order
}

/**
 * Each transaction compares the order's revision and writes the order with the step's id in it. So of all copies of a
 * step one at most is carried out, and the id in the order says whether one was. "Not done" is told only when no copy
 * is out, when the order or the ledger has moved past every copy, or after the order was rewritten as it is: the fence.
 */
export function createOrderChanger(options: {
  connection: Connection
  terminalId: string
  clock: Clock
  book: Book
  journal: Journal
  log: Log
}): OrderChanger {
  const { connection, terminalId, clock, book, journal, log } = options
  const running = new Map<string, Promise<Order>>()

  const stored = async (orderId: string): Promise<Stored> => {
    const kv = await connection.get(orderKey(orderId))
    const order = kv && keyspace.order.edit(kv)
    if (!kv || !order || order.status === 'abandoned')
      throw new Refusal('NOT_FOUND', { what: 'order', id: orderId })
    return { kv, order }
  }

  const begin = async (step: StepId) => {
    try {
      await journal.beginStep({ ...step, at: instantOf(clock) })
    } catch (error) {
      log.error(
        { 'event.action': 'journal-failed', 'order.id': step.orderId, err: error },
        'nothing is sent without it',
      )
      throw new Refusal('DISK_FAILED', {}, { cause: error })
    }
  }

  /** What the cluster says stands, written down here or not: the next start settles a step without an end. */
  const noteEnd = async ({ operationId, orderId }: StepId, order: Order | undefined) => {
    if (!journal.openSteps.has(operationId)) return
    try {
      await journal.endedStep(operationId, order)
    } catch (error) {
      log.error(
        { 'event.action': 'journal-failed', 'order.id': orderId, err: error },
        'left to the next start',
      )
    }
  }

  const planned = async (by: Seller, { operationId }: StepId, before: Stored, page: Page, plan: PlanStep) => {
    const at = instantOf(clock)
    let ledger = page.ledger
    const mark: StepNumbers['mark'] = action => ({
      ...{ operationId, action, at, by: by.username, terminalId },
      record: page.ledger.lastAudit + 1,
    })
    const step = await plan(before.order, {
      at,
      mark,
      receipt() {
        if (ledger === page.ledger) ledger = { ...ledger, lastReceipt: ledger.lastReceipt + 1 }
        return `${terminalId}-R${String(ledger.lastReceipt).padStart(6, '0')}`
      },
    })
    const operations = [...before.order.operations, operationId]
    const steps = [...(before.order.steps ?? []), mark(step.action)]
    const order = { ...step.order, operations, steps }
    const others = [...(step.others ?? []), ...(await vouchersFreed(connection, before.order, order))]
    ledger = withAsked(ledger, terminalId, order)
    return { order, others, ...txnOf(before, page, ledger, by, { ...step, order, others }) }
  }

  const txnOf = (before: Stored, page: Page, numbered: Ledger, by: Seller, step: OrderStep) => {
    const { order, action, detail, others = [] } = step
    const { key, modRevision } = before.kv
    const { ops, ledger } = book.record(numbered, {
      ...{ actor: by.username, action, subject: key },
      detail: { number: order.number, operationId: order.operations.at(-1), ...detail },
    })
    const txn: Txn = packed({
      compare: [
        unchanged(key, modRevision),
        unchanged(book.key, page.modRevision),
        ...others.map(other => unchanged(other.key, other.modRevision)),
      ],
      success: merged([
        put(key, keyspace.order.encode(order)),
        ...opsOf(before.order, order),
        ...others.flatMap(other => other.ops),
        ...ops,
      ]),
      failure: [get(key), get(book.key), ...others.map(other => get(other.key))],
    })
    return { txn, ledger }
  }

  const once = async (by: Seller, step: StepId, plan: PlanStep, asRead: Stored): Promise<Order> => {
    const { orderId, operationId } = step
    let before = asRead
    // A copy of an earlier try, perhaps of an earlier life of this terminal, may still arrive.
    let doubtful = journal.openSteps.has(operationId)
    let begun = doubtful

    /** Says no, once that is certain. */
    const deny = async (refusal: unknown): Promise<Order> => {
      const made = doubtful ? await fence(step) : undefined
      if (made) return made
      await noteEnd(step, undefined)
      throw refusal
    }

    try {
      for (let tries = 0; tries < planTries; tries++) {
        const page = await book.page()
        let next: Awaited<ReturnType<typeof planned>>
        try {
          next = await planned(by, step, before, page, plan)
        } catch (error) {
          if (error instanceof Refusal) return deny(error)
          throw error
        }
        if (!begun) await begin(step)
        begun = true
        book.forget()
        const doubtfulBefore = doubtful
        const result = await sendUntilAnswered(connection, clock, next.txn, resendForMs, failure => {
          doubtful = true
          log.warn({ 'event.action': 'step-unanswered', 'order.id': orderId, err: failure }, 'will ask again')
        })
        if (result.succeeded) {
          book.turned(next.ledger, result.revision)
          await noteEnd(step, next.order)
          return next.order
        }
        const [orderKv, ledgerKv, ...others] = readBack(result.results)
        const now = orderKv && keyspace.order.edit(orderKv)
        if (!orderKv || !now || now.status === 'abandoned') throw new Error(`order ${orderId} is gone`)
        if (isDone(now, operationId)) {
          await noteEnd(step, now)
          return now
        }
        const orderMoved = orderKv.modRevision !== before.kv.modRevision
        const ledgerMoved = (ledgerKv?.modRevision ?? 0) !== page.modRevision
        before = { kv: orderKv, order: now }
        if (orderMoved || ledgerMoved) {
          // Every copy so far compares what has moved.
          doubtful = false
          continue
        }
        // Another key moved, and with it the copies of this very plan died, unless it may come back to what it was: a key
        // that was absent may be absent again. Those of an earlier plan may not have died.
        if (next.others.some((other, n) => other.modRevision > 0 && isMoved(other, others[n])))
          doubtful = doubtfulBefore
        const refusal = next.others
          .map((other, n) => isMoved(other, others[n]) && other.refused?.(others[n]))
          .find(Boolean)
        if (refusal) return deny(refusal)
      }
      return deny(new Refusal('EDITED_MEANWHILE', { what: orderId }))
    } catch (error) {
      // No copy is out that could still be carried out.
      if (error instanceof ClusterFailure && !isUnanswered(error) && !doubtful) await noteEnd(step, undefined)
      throw error
    }
  }

  /** Rewrites the order as it is: no copy of the step can be carried out after that. Or finds it done. */
  const fence = async (step: StepId): Promise<Order | undefined> => {
    for (let tries = 0; tries < planTries; tries++) {
      const { kv, order } = await stored(step.orderId)
      if (isDone(order, step.operationId)) {
        await noteEnd(step, order)
        return order
      }
      const txn: Txn = {
        compare: [unchanged(kv.key, kv.modRevision)],
        success: [put(kv.key, kv.value)],
      }
      const { succeeded } = await sendUntilAnswered(connection, clock, txn, resendForMs)
      if (!succeeded) continue
      await noteEnd(step, undefined)
      return undefined
    }
    throw new Refusal('EDITED_MEANWHILE', { what: step.orderId })
  }

  /** The same step asked for again, while it is carried out or after, is the same step. */
  const changeAfter: OrderChanger['changeAfter'] = (step, prepare) => {
    const already = running.get(step.operationId)
    if (already) return already
    const change = book
      .inTurn(async () => {
        const before = await stored(step.orderId)
        if (isDone(before.order, step.operationId)) {
          await noteEnd(step, before.order)
          return before.order
        }
        try {
          return await prepare((by, plan) => once(by, step, plan, before))
        } catch (error) {
          // Refused before anything was sent, while a copy of an earlier try may still arrive: see to it first.
          if (!(error instanceof Refusal) || !journal.openSteps.has(step.operationId)) throw error
          const made = await fence(step)
          if (made) return made
          throw error
        }
      })
      // One whose messages were all answered has its end in the journal by now.
      .catch((error: unknown) =>
        Promise.reject(journal.openSteps.has(step.operationId) ? unknownAfter(error) : error),
      )
      .finally(() => running.delete(step.operationId))
    running.set(step.operationId, change)
    return change
  }

  return {
    changeAfter,
    change: (by, step, plan) => changeAfter(step, work => work(by, plan)),
    settle: step =>
      book.inTurn(async () => {
        try {
          return await fence(step)
        } catch (error) {
          if (!isRefusal(error, 'NOT_FOUND')) throw error
          // Every copy of the step compares an order that is there.
          await noteEnd(step, undefined)
          return undefined
        }
      }),
  }
}

/** Whether a key is not as it was read. */
const isMoved = ({ modRevision }: Other, now: KeyValue | undefined) => (now?.modRevision ?? 0) !== modRevision
