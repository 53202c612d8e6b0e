import { type BulkheadPolicy, bulkhead } from 'cockatiel'
import type { Basket } from '#shared/contract/selling'
import { charged } from '#shared/domain/charges'
import { owedMinor } from '#shared/domain/order-rules'
import { isRefusal, Refusal } from '#shared/errors/refusals'
import type { Connection, KeyValue, Txn, TxnResult } from '../../cluster/model'
import { keyspace, type StoredBasket } from '../../keyspace'
import type { Log } from '../../logging/log'
import { type BasketEndDetail, houseCharges, type Replica } from '../../replica'
import type { Clock } from '../clock'
import { watchArrivals } from './arrivals'
import { readBack } from './conflicts'
import { createEndedBaskets, type EndReason } from './ended-baskets'
import type { HoldLeases } from './hold-lease'
import { sendUntilAnswered } from './send'
import { dropTxn, fenceTxn } from './transactions'

/** A basket as this terminal knows it. */
export interface OpenBasket {
  key: string
  stored: StoredBasket
  modRevision: number
  leaseId: string
  /** On the terminal's monotonic clock. */
  deadline: number
  /** A message about it had no answer: it is fenced before anything else is done with it. */
  inDoubt: boolean
  /** How many places a group that is being held in steps shall have. */
  growingTo?: number | undefined
}

/** The baskets of this terminal: one operation at a time on each, and each let go at its deadline. */
export interface OpenBaskets {
  get(basketId: string): OpenBasket | undefined
  add(basket: OpenBasket): void
  /** Gives it time until `deadline` on the monotonic clock; what it hangs on lives longer. */
  extendTo(basket: OpenBasket, deadline: number): void
  /** Runs `work` when nothing else changes this basket. */
  inTurn<T>(basketId: string, work: () => Promise<T>): Promise<T>
  /** As `inTurn`, with the basket as it surely is. @throws Refusal when it is over. */
  withBasket<T>(basketId: string, work: (basket: OpenBasket) => Promise<T>): Promise<T>
  /** After this no earlier message about the basket can change it, and we know what it is. */
  makeCertain(basket: OpenBasket): Promise<void>
  /** Sends a change of a basket; one without an answer leaves it in doubt. */
  send(basket: OpenBasket, txn: Txn): Promise<{ result: TxnResult; unanswered: boolean }>
  /** The step was carried out at `revision`; the basket is now `stored`. */
  changed(basket: OpenBasket, stored: StoredBasket, revision: number): void
  /** What the cluster says of the basket (nothing: it is gone), taken as the truth. @returns the refusal that says it. */
  moved(basket: OpenBasket, kv: KeyValue | undefined): Refusal
  /** A group has grown as far as it does. */
  settled(basketId: string): void
  ended(basket: OpenBasket, why: EndReason): void
  /** A move of ours made it another one, here or at another terminal. */
  movedAway(basket: OpenBasket, newBasketId: string, by: BasketEndDetail): void
  /** What the basket of this id became by a move of ours. */
  movedTo(basketId: string): string | undefined
  /**
   * Frees all it has, as it is by then.
   * @throws Refusal `BASKET_TAKEN` or `HOLD_EXPIRED` when somebody else has it now; `BASKET_CHANGED` when it is still
   * open, since others were faster each time
   */
  letGo(basket: OpenBasket, why: EndReason): Promise<void>
  /** An id that must not be used (again). */
  spend(basketId: string): void
  /** @throws Refusal when this id had its basket. */
  refuseSpent(basketId: string): void
  isSpent(basketId: string): boolean
  /** What the page shows: those put aside stand in the list of all terminals instead. */
  list(): Basket[]
  view(basket: OpenBasket): Basket
  close(): void
}

/** How long a change of a basket without an answer is sent again. */
const resendForMs = 4_000
/** How often a basket is let go of anew because somebody else changed it at the same moment. */
const letGoTries = 8

export function createOpenBaskets(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  leases: HoldLeases
  log: Log
  onChange: () => void
}): OpenBaskets {
  const { connection, replica, terminalId, clock, leases, log, onChange } = options
  const open = new Map<string, OpenBasket>()
  const over = createEndedBaskets(replica)
  const queues = new Map<string, BulkheadPolicy>()
  const timers = new Map<string, () => void>()

  const baskets: OpenBaskets = {
    get: basketId => open.get(basketId),

    add(basket) {
      const { basketId } = basket.stored
      open.set(basketId, basket)
      leases.opened(basket.leaseId)
      setTimer(basket)
      onChange()
    },

    extendTo(basket, deadline) {
      basket.deadline = deadline
      setTimer(basket)
      onChange()
    },

    inTurn(basketId, work) {
      const queue = queues.get(basketId) ?? bulkhead(1, Number.MAX_SAFE_INTEGER)
      queues.set(basketId, queue)
      return queue.execute(work)
    },

    withBasket: (basketId, work) =>
      baskets.inTurn(basketId, async () => {
        const basket = open.get(basketId)
        if (basket) await baskets.makeCertain(basket)
        if (!basket || !open.has(basketId)) throw over.refusal(basketId)
        return work(basket)
      }),

    async makeCertain(basket) {
      if (!basket.inDoubt) return
      const { stored, modRevision, leaseId } = basket
      const { result } = await baskets.send(basket, fenceTxn(stored, modRevision, leaseId))
      if (result.succeeded) baskets.changed(basket, stored, result.revision)
      else baskets.moved(basket, readBack(result.results)[0])
    },

    async send(basket, txn) {
      let unanswered = false
      const result = await sendUntilAnswered(connection, clock, txn, resendForMs, () => {
        unanswered = true
        basket.inDoubt = basket.modRevision > 0
        leases.distrust(basket.leaseId)
      })
      return { result, unanswered }
    },

    changed(basket, stored, revision) {
      basket.stored = stored
      basket.modRevision = revision
      basket.inDoubt = false
      onChange()
    },

    moved(basket, kv) {
      const decoded = kv && keyspace.basket.decode(kv.value)
      if (kv && decoded?.ok) {
        baskets.changed(basket, decoded.value, kv.modRevision)
        return new Refusal('BASKET_CHANGED', {})
      }
      baskets.ended(basket, clock.monotonic() >= basket.deadline ? 'expired' : 'gone')
      return over.refusal(basket.stored.basketId)
    },

    settled(basketId) {
      const basket = open.get(basketId)
      if (basket?.growingTo === undefined) return
      basket.growingTo = undefined
      onChange()
    },

    ended: (basket, why) => end(basket, { why }),
    movedAway: (basket, movedTo, by) => end(basket, { why: 'moved', movedTo, by }),
    movedTo: over.movedTo,

    async letGo(basket, why) {
      // Somebody else may have taken places out of it meanwhile: then what is left of it is let go.
      for (let tries = 0; tries < letGoTries; tries++) {
        const { stored, modRevision: basketRevision, leaseId } = basket
        const emptied = { ...stored, lines: [] }
        const { result, unanswered } = await baskets.send(
          basket,
          dropTxn({ basket: emptied, basketRevision, dropped: stored.lines, leaseId }),
        )
        if (result.succeeded) baskets.ended(basket, why)
        else {
          const refusal = baskets.moved(basket, readBack(result.results)[0])
          if (open.has(stored.basketId)) continue
          if (isElsewhere(refusal, unanswered)) throw refusal
        }
        // A late copy of its opening would find its places free: nobody is told that they are before that is dead.
        return leases.harmless(leaseId)
      }
      throw new Refusal('BASKET_CHANGED', {})
    },

    spend: basketId =>
      over.remember(basketId, { why: 'gone', key: keyspace.basket.key(terminalId, basketId), lines: [] }),
    refuseSpent(basketId) {
      if (over.has(basketId)) throw over.refusal(basketId)
    },
    isSpent: over.has,
    list: () => [...open.values()].filter(basket => !basket.stored.aside).map(baskets.view),
    view({ stored, deadline, growingTo }) {
      const { basketId, orderId, currency, lines } = stored
      const { fees, taxes } = charged({ currency, lines, discounts: [] }, houseCharges(replica.state))
      return {
        ...(growingTo !== undefined && { growingTo }),
        ...{ basketId, orderId, currency, lines, fees, taxes },
        totalMinor: owedMinor({ lines, discounts: [], fees }),
        deadlineInMs: Math.max(0, deadline - clock.monotonic()),
      }
    },
    close() {
      stopWatching()
      arrivals.close()
      for (const stop of timers.values()) stop()
    },
  }

  function end(
    basket: OpenBasket,
    how: { why: EndReason; movedTo?: string; by?: BasketEndDetail | undefined },
  ) {
    const { basketId, lines } = basket.stored
    if (!open.delete(basketId)) return
    over.remember(basketId, { ...how, key: basket.key, lines })
    timers.get(basketId)?.()
    timers.delete(basketId)
    queues.delete(basketId)
    leases.closed(basket.leaseId)
    onChange()
  }

  function setTimer(basket: OpenBasket) {
    const { deadline } = basket
    const { basketId } = basket.stored
    timers.get(basketId)?.()
    timers.set(
      basketId,
      clock.after(deadline - clock.monotonic(), () => letGoAt(deadline, basketId, basket)),
    )
  }

  /** The cluster's lease would do it two minutes later. */
  function letGoAt(deadline: number, basketId: string, basket: OpenBasket) {
    baskets
      .withBasket(basketId, async current => {
        // It may have been given more time while this waited for its turn.
        if (current.deadline === deadline) await baskets.letGo(current, 'expired')
      })
      .catch((error: unknown) => {
        if (!open.has(basketId)) return
        log.warn({ 'event.action': 'hold-expiry-failed', err: error }, 'left to its lease')
        baskets.ended(basket, 'expired')
      })
  }

  // A supervisor on another till, a lease that ran out, a cancelled event: the picture says that a basket is another
  // one now, and its queue goes and looks.
  const stopWatching = replica.onChange(touched => {
    if (!touched.baskets.has(terminalId)) return
    for (const [key, { value, modRevision }] of replica.state.baskets)
      if (value.terminalId === terminalId && over.has(value.basketId)) removeLate(key, value, modRevision)
    for (const basket of open.values()) if (isBehind(basket)) lookAgain(basket)
  })

  const arrivals = watchArrivals({ connection, replica, terminalId, clock, leases, log, baskets })

  function isBehind(basket: OpenBasket): boolean {
    const shown = replica.state.baskets.get(basket.key)
    return shown ? shown.modRevision > basket.modRevision : replica.state.revision > basket.modRevision
  }

  function lookAgain(basket: OpenBasket) {
    const { basketId } = basket.stored
    baskets
      .inTurn(basketId, async () => {
        if (open.has(basketId) && isBehind(basket)) baskets.moved(basket, await connection.get(basket.key))
      })
      .catch((error: unknown) => {
        log.warn({ 'event.action': 'basket-refresh-failed', err: error }, 'kept as it was')
      })
  }

  /** A basket that is over for us appears: a message that nobody waited for any more was carried out after all. */
  function removeLate(key: string, late: StoredBasket, modRevision: number) {
    const emptied = { ...late, lines: [] }
    const txn = dropTxn({
      basket: emptied,
      basketRevision: modRevision,
      dropped: late.lines,
      leaseId: undefined,
    })
    connection.txn(txn).catch((error: unknown) => {
      log.warn({ 'event.action': 'late-basket', err: error, key }, 'left to its lease')
    })
  }

  return baskets
}

/**
 * Whether a basket that is gone went on at somebody else's, as far as is known. One that was freed is free; one that is
 * gone after a message without an answer was let go by that.
 */
function isElsewhere(refusal: Refusal, unanswered: boolean): boolean {
  if (isRefusal(refusal, 'BASKET_TAKEN')) return refusal.data.how !== 'freed'
  return isRefusal(refusal, 'HOLD_EXPIRED') && refusal.data.why === 'gone' && !unanswered
}
