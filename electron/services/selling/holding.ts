import type { Wanted } from '#shared/contract/selling'
import { newId } from '#shared/domain/ids'
import type { Place } from '#shared/domain/order'
import { isSamePlace } from '#shared/domain/order-rules'
import { isRefusal, Refusal } from '#shared/errors/refusals'
import { ClusterFailure, type Connection } from '../../cluster/model'
import { claimKey, type StoredBasket } from '../../keyspace'
import type { Replica } from '../../replica'
import type { Clock } from '../clock'
import { isUnanswered } from '../refusing'
import { createSpread } from './best'
import { holdOneOf } from './best-transaction'
import { blankBaskets } from './blank-basket'
import { choose } from './choose'
import { readBack, takenPlaces } from './conflicts'
import type { HoldLeases } from './hold-lease'
import { houseClockMs } from './house-clock'
import type { OpenBasket, OpenBaskets } from './open-baskets'
import type { Seller } from './seller'
import { isPictureWhole } from './sold-out'
import { dropTxn } from './transactions'

/** How often a hold is drawn anew when others were faster, or looked at anew when a ticket type was edited. */
const conflictTries = 8

export interface HoldInput {
  basketId: string
  orderId: string
  wanted: Wanted[]
  instead?: Place[] | undefined
}

export interface RetypeInput {
  basketId: string
  places: readonly Place[]
  ticketType: string
  priceType: string
}

/** Taking places into a basket and out of it. */
export interface Holding {
  /** @param input.instead places of the basket that are given back in the same step, or taken again */
  hold(seller: Seller, input: HoldInput): Promise<OpenBasket>
  /**
   * Makes tickets of places that are held tickets of another kind, at today's price; the places stay held.
   * @throws Refusal `BASKET_CHANGED` when the basket has not all of them any more, `NOT_ON_SALE`, `LIMIT_EXCEEDED`,
   * and `NOT_FOUND` where that ticket is not sold for one of them
   */
  retype(input: RetypeInput): Promise<OpenBasket>
  /** @returns the basket as it is then, or undefined when that was its last place. */
  drop(basketId: string, places: readonly Place[]): Promise<OpenBasket | undefined>
  /**
   * Lets go of all it has, as it is by then; one that is over already is let go.
   * @throws Refusal when somebody else has it now, or it is still open
   */
  release(basketId: string): Promise<void>
}

/** The same for a caller whose turn with the basket it is: one that takes several steps. */
export interface HoldingInTurn {
  holdNow: Holding['hold']
  dropNow(basket: OpenBasket, places: readonly Place[]): Promise<OpenBasket | undefined>
}

export function createHolding(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  leases: HoldLeases
  baskets: OpenBaskets
  holdTtlMs: () => number
  random: () => number
}): Holding & HoldingInTurn {
  const { replica, terminalId, clock, leases, baskets, holdTtlMs, random } = options

  const blank = blankBaskets({ terminalId, clock, leases, holdTtlMs })
  const spread = createSpread()

  /** One try. @returns whether the places are held; when not, another look may do better. */
  const tryHold = async (basket: OpenBasket, wish: Wish, avoid: Place[]): Promise<boolean> => {
    const { wanted, instead: named = [] } = wish
    const before = basket.stored.lines
    const instead = before.filter(line => named.some(place => isSamePlace(place, line)))
    const already = before.filter(line => !instead.includes(line))
    const choice = choose(replica.state, wanted, {
      nowMs: houseClockMs(replica.state.presences, clock.now()),
      taken: [...already, ...avoid],
      own: instead,
      already,
      random,
      few: spread.few,
    })
    const { alternatives, ticketTypes, currency } = choice
    if (already.length > 0 && currency !== basket.stored.currency) throw new Refusal('ONE_CURRENCY', {})
    const next: StoredBasket = { ...basket.stored, currency, stepId: newId() }
    const { modRevision: basketRevision, leaseId } = basket
    const step = holdOneOf({
      ...{ basket: next, basketRevision, already: before, instead },
      ...{ alternatives, ticketTypes, leaseId },
    })
    const { result, unanswered } = await baskets.send(basket, step.txn)
    const held = step.held(result)
    if (alternatives.length > 1) spread.met(held?.index !== 0)
    if (held) {
      baskets.changed(basket, held.basket, result.revision)
      return true
    }
    const [seen, ...read] = readBack(result.results)
    if (seen && (seen.modRevision !== basketRevision || basketRevision === 0)) {
      const refusal = baskets.moved(basket, seen)
      // An earlier copy of this very step may be what moved it. Nothing but our opening makes a basket of this id, so
      // one that is there was opened, whoever changed it since: what is told is what it says.
      const isOpened = basketRevision === 0 && basket.modRevision > 0
      if (isOpened || basket.stored.stepId === next.stepId) return true
      throw refusal
    }
    if (!seen && basketRevision > 0) throw baskets.moved(basket, undefined)
    if (unanswered) await makeHarmless(basket)
    const taken = takenPlaces(step.asked, read.slice(ticketTypes.length))
    // Another try finds other places for those nobody named.
    const asked = taken.filter(place => wanted.some(want => want.pick === 'slot' && isSamePlace(want, place)))
    if (asked.length > 0 || (taken.length > 0 && !choice.random)) throw new Refusal('SEAT_TAKEN', { taken })
    avoid.push(...taken)
    // Chosen anew from what is known by then: who was faster, and how a ticket type was edited.
    await replica.reached(Math.max(0, ...read.map(kv => kv?.modRevision ?? 0)))
    return false
  }

  /** "Sold out" is said only by a picture that has what the cluster counts. */
  const tryOrLookAgain = async (
    basket: OpenBasket,
    wish: Wish,
    avoid: Place[],
    attempt: number,
  ): Promise<boolean> => {
    try {
      return await tryHold(basket, wish, avoid)
    } catch (error) {
      const isLast = attempt >= conflictTries
      if (!isRefusal(error, 'SOLD_OUT') || isLast || (await isPictureWhole(options, wish.wanted))) throw error
      return false
    }
  }

  const holdInto = async (basket: OpenBasket, wish: Wish) => {
    const avoid: Place[] = []
    for (let attempt = 1; !(await tryOrLookAgain(basket, wish, avoid, attempt)); attempt++)
      if (attempt >= conflictTries) throw new Refusal('SEAT_TAKEN', { taken: [] })
  }

  /** The step was refused, but an earlier copy of it may still arrive: no word to the cashier before that is dead. */
  const makeHarmless = async (basket: OpenBasket) => {
    if (basket.modRevision > 0) return baskets.makeCertain(basket)
    // There is no basket to fence. Its id is not used again, and its lease takes along what may still come.
    baskets.spend(basket.stored.basketId)
    throw new Refusal('OUTCOME_UNKNOWN', {})
  }

  const holdNow: Holding['hold'] = async (seller, input) => {
    try {
      return await holdOnce(seller, input)
    } catch (error) {
      // The lease for new baskets was over already, as after a long time without a quorum: nothing was opened, and no
      // copy can open it any more. There is another one by now.
      if (!isLeaseOver(error) || baskets.get(input.basketId)) throw error
      return holdOnce(seller, input)
    }
  }

  const holdOnce: Holding['hold'] = async (seller, { basketId, orderId, ...wish }) => {
    baskets.refuseSpent(basketId)
    const known = baskets.get(basketId)
    if (known) await baskets.makeCertain(known)
    baskets.refuseSpent(basketId)
    const basket = known ?? (await blank(seller, basketId, orderId))
    try {
      await holdInto(basket, wish)
      if (!known) baskets.add(basket)
    } catch (error) {
      // The opening had no answer. Its id is not used again: the lease is let die with what may still come.
      if (!known && isUnanswered(error)) baskets.spend(basketId)
      if (isLeaseOver(error)) leases.over(basket.leaseId)
      throw error
    } finally {
      if (!known) leases.closed(basket.leaseId)
    }
    return basket
  }

  const dropNow: HoldingInTurn['dropNow'] = async (basket, places) => {
    const keys = new Set(places.map(claimKey))
    const dropped = basket.stored.lines.filter(line => keys.has(claimKey(line)))
    if (dropped.length === 0) return basket
    const lines = basket.stored.lines.filter(line => !keys.has(claimKey(line)))
    if (lines.length === 0) {
      await baskets.letGo(basket, 'released')
      return baskets.get(basket.stored.basketId)
    }
    const next = { ...basket.stored, lines, stepId: newId() }
    const { modRevision: basketRevision, leaseId } = basket
    const { result } = await baskets.send(basket, dropTxn({ basket: next, basketRevision, dropped, leaseId }))
    if (result.succeeded) baskets.changed(basket, next, result.revision)
    else {
      const refusal = baskets.moved(basket, readBack(result.results)[0])
      if (basket.stored.stepId !== next.stepId) throw refusal
    }
    return basket
  }

  const retypeNow = async (basket: OpenBasket, { places, ticketType, priceType }: RetypeInput) => {
    const { lines } = basket.stored
    const held = places.map(place => lines.find(line => isSamePlace(line, place)))
    if (held.includes(undefined)) throw new Refusal('BASKET_CHANGED', {})
    const wanted = held.flatMap(line =>
      line && (line.ticketType !== ticketType || line.priceType !== priceType)
        ? [{ pick: 'slot' as const, ...placeOf(line), ticketType, priceType }]
        : [],
    )
    if (wanted.length > 0) await holdInto(basket, { wanted, instead: wanted.map(placeOf) })
    return basket
  }

  return {
    holdNow,
    dropNow,
    retype: input => baskets.withBasket(input.basketId, basket => retypeNow(basket, input)),
    hold: (seller, input) => baskets.inTurn(input.basketId, () => holdNow(seller, input)),
    drop: (basketId, places) => baskets.withBasket(basketId, basket => dropNow(basket, places)),

    release: basketId =>
      baskets.inTurn(basketId, async () => {
        const basket = baskets.get(basketId)
        if (!basket) return
        await baskets.makeCertain(basket)
        if (baskets.get(basketId)) await baskets.letGo(basket, 'released')
      }),
  }
}

type Wish = Pick<HoldInput, 'wanted' | 'instead'>

const placeOf = ({ eventId, areaId, slot }: Place) => ({ eventId, areaId, slot })

const isLeaseOver = (error: unknown) => error instanceof ClusterFailure && error.reason === 'lease-not-found'
