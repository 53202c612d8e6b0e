import { newId } from '#shared/domain/ids'
import { type BasketEnd, Refusal } from '#shared/errors/refusals'
import { ClusterFailure, type Connection, type KeyValue } from '../../cluster/model'
import { present } from '../../cluster/txn'
import { keyspace, type StoredBasket } from '../../keyspace'
import type { Replica } from '../../replica'
import type { Book } from '../book'
import type { Clock } from '../clock'
import { isUnanswered } from '../refusing'
import { adopt } from './arrivals'
import type { HoldLeases } from './hold-lease'
import { type Found, moveStep } from './move-transactions'
import type { OpenBasket, OpenBaskets } from './open-baskets'
import type { Seller } from './seller'

/** Where a basket goes, and what is different about it there. */
export interface Destination {
  how: BasketEnd
  by: Seller
  terminalId: string
  forMs: number
  change: Partial<Pick<StoredBasket, 'seller' | 'sellerName' | 'orderId' | 'aside' | 'extensions'>>
}

/** Makes baskets other baskets: on a new key and a new lease, with all their claims, in one transaction. */
export interface Moves {
  /**
   * Moves the basket wherever it is; the same move asked for again is done once.
   * @param newBasketId never used before
   * @returns the new one when it is this terminal's.
   */
  move(
    from: { terminalId: string; basketId: string },
    newBasketId: string,
    /** Looks at the basket as it is. @throws Refusal when it may not be moved so. */
    decide: (stored: StoredBasket) => Destination,
  ): Promise<OpenBasket | undefined>
  /** Runs `work` with the basket as the cluster has it, in the basket's turn if it is this terminal's. */
  withFound<T>(
    from: { terminalId: string; basketId: string },
    work: (found: Found, own: OpenBasket | undefined) => Promise<T>,
  ): Promise<T>
}

export interface MovesOptions {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  book: Book
  leases: HoldLeases
  baskets: OpenBaskets
}

export function createMoves(options: MovesOptions): Moves {
  const { connection, replica, terminalId: here, clock, book, leases, baskets } = options

  const withFound: Moves['withFound'] = async (from, work) => {
    if (from.terminalId === here && (baskets.get(from.basketId) || baskets.isSpent(from.basketId)))
      return baskets.withBasket(from.basketId, own => work(own, own))
    const key = keyspace.basket.key(from.terminalId, from.basketId)
    const kv = await connection.get(key)
    if (kv) return work({ key, stored: keyspace.basket.edit(kv), modRevision: kv.modRevision }, undefined)
    throw takenBy(key) ?? new Refusal('NOT_FOUND', { what: 'basket', id: from.basketId })
  }

  /** Carries the move out. @throws Refusal when nothing was moved, and no copy of it can be any more. */
  const carryOut = async (
    found: Found,
    own: OpenBasket | undefined,
    newBasketId: string,
    to: Destination,
  ) => {
    const { how, by, terminalId } = to
    const { basketId: oldId, terminalId: oldTerminal } = found.stored
    const stored: StoredBasket = {
      ...found.stored,
      aside: undefined,
      ...to.change,
      ...{ terminalId, basketId: newBasketId, stepId: newId() },
      movedFrom: { terminalId: oldTerminal, basketId: oldId, how, byName: by.name },
      openUntil: new Date(clock.now() + to.forMs).toISOString(),
    }
    const detail = { how, byName: by.name, terminalId }
    const places = stored.lines.length
    const startedAt = clock.monotonic()
    const leaseId = await leases.forMovedBasket(to.forMs)
    const step = moveStep(found, stored, leaseId)
    const presence = keyspace.presence.key(terminalId)
    const elsewhere = terminalId !== here
    try {
      const { succeeded, revision, results } = await book.administerInTurn({
        ...step,
        compare: [...step.compare, ...(elsewhere ? [present(presence)] : [])],
        entry: {
          ...{ actor: by.username, action: `basket-${how}`, subject: found.key },
          detail: { ...detail, basketId: newBasketId, places },
        },
      })
      if (!succeeded) {
        leases.revoke(leaseId)
        const [fromKv] = results.map(result => (result.op === 'get' ? result.kvs[0] : undefined))
        throw refusalOf(found, own, fromKv, terminalId)
      }
      if (own) baskets.movedAway(own, newBasketId, detail)
      if (elsewhere) return undefined
      const basket: OpenBasket = {
        ...{ key: keyspace.basket.key(here, newBasketId), stored, modRevision: revision, leaseId },
        deadline: startedAt + to.forMs,
        inDoubt: false,
      }
      baskets.add(basket)
      return basket
    } catch (error) {
      if (isUnanswered(error)) {
        if (own) own.inDoubt = true
        // It certainly was not carried out, so nothing will ever hang on the new lease.
      } else if (error instanceof ClusterFailure) leases.revoke(leaseId)
      throw error
    }
  }

  const refusalOf = (
    found: Found,
    own: OpenBasket | undefined,
    now: KeyValue | undefined,
    terminalId: string,
  ): Refusal => {
    if (now?.modRevision === found.modRevision) return new Refusal('TERMINAL_GONE', { terminalId })
    if (own) return baskets.moved(own, now)
    return takenBy(found.key) ?? new Refusal('BASKET_CHANGED', {})
  }

  const takenBy = (key: string): Refusal | undefined => {
    const by = replica.state.basketEnds.get(key)
    return by && new Refusal('BASKET_TAKEN', by)
  }

  return {
    withFound,
    move: (from, newBasketId, decide) =>
      book.inTurn(async () => {
        if (from.terminalId === here && baskets.movedTo(from.basketId) === newBasketId)
          return baskets.get(newBasketId)
        // A copy of this move whose answer was lost may have brought it here already.
        await baskets.inTurn(newBasketId, () => adopt(options, newBasketId))
        const already = baskets.get(newBasketId)
        if (already) return already
        baskets.refuseSpent(newBasketId)
        return withFound(from, (found, own) => carryOut(found, own, newBasketId, decide(found.stored)))
      }),
  }
}
