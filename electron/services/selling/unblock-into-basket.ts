import type { Wanted } from '#shared/contract/selling'
import type { Place } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { Connection, KeyValue } from '../../cluster/model'
import type { StoredBasket } from '../../keyspace'
import type { Replica } from '../../replica'
import type { Book } from '../book'
import type { Clock } from '../clock'
import { isUnanswered } from '../refusing'
import { blankBaskets } from './blank-basket'
import { blocksIntoBasketStep } from './block-transactions'
import { choose } from './choose'
import { isLiftable, readClaims } from './claim-reads'
import { readBack } from './conflicts'
import type { HoldLeases } from './hold-lease'
import { houseClockMs } from './house-clock'
import type { OpenBasket, OpenBaskets } from './open-baskets'
import type { Seller } from './seller'

/** Taking blocked places into a basket of this terminal, so that nobody else can have them in between. */
export interface UnblockIntoBasket {
  unblockIntoBasket(
    by: Seller,
    step: { operationId: string; basketId: string; orderId: string; wanted: readonly WantedBlock[] },
  ): Promise<OpenBasket>
}

export type WantedBlock = Omit<Wanted & { pick: 'slot' }, 'pick'>

/** How often it is looked at anew because a block or a ticket type was edited at the same moment. */
const tries = 5

export function createUnblockIntoBasket(options: {
  connection: Connection
  replica: Replica
  terminalId: string
  clock: Clock
  book: Book
  leases: HoldLeases
  baskets: OpenBaskets
  holdTtlMs: () => number
  random: () => number
}): UnblockIntoBasket {
  const { connection, replica, clock, book, leases, baskets, random } = options
  const blank = blankBaskets(options)

  /** The blocks on `places`. @throws Refusal `NOT_BLOCKED` naming those that have none. */
  const blocksOn = async (places: readonly Place[]): Promise<KeyValue[]> => {
    const claims = await readClaims(connection, places)
    const others = places.filter((_, n) => {
      const kv = claims[n]
      return !kv || !isLiftable(kv)
    })
    if (others.length > 0)
      throw new Refusal('NOT_BLOCKED', {
        places: others.map(({ eventId, areaId, slot }) => ({ eventId, areaId, slot })),
      })
    return claims.filter(kv => kv !== undefined)
  }

  /** One try. @returns whether the basket has the places; when not, another look may do better. */
  const tryOnce = async (
    by: Seller,
    basket: OpenBasket,
    operationId: string,
    wanted: readonly WantedBlock[],
  ): Promise<boolean> => {
    const already = basket.stored.lines
    const { lines, ticketTypes, currency } = choose(
      replica.state,
      wanted.map(want => ({ pick: 'slot', ...want })),
      { nowMs: houseClockMs(replica.state.presences, clock.now()), taken: [], already, random },
    )
    if (already.length > 0 && currency !== basket.stored.currency) throw new Refusal('ONE_CURRENCY', {})
    const blocks = await blocksOn(lines)
    const next: StoredBasket = {
      ...basket.stored,
      currency,
      lines: [...already, ...lines],
      stepId: operationId,
    }
    const { modRevision: basketRevision, leaseId } = basket
    const step = { basket: next, basketRevision, added: lines, blocks, ticketTypes, leaseId }
    const result = await book.administerInTurn({
      ...blocksIntoBasketStep(step),
      entry: {
        actor: by.username,
        action: 'unblocked-into-basket',
        subject: basket.key,
        detail: { operationId, places: blocks.map(({ key }) => key) },
      },
    })
    if (result.succeeded) {
      baskets.changed(basket, next, result.revision)
      return true
    }
    const [seen, ...read] = readBack(result.results)
    if ((seen?.modRevision ?? 0) !== basketRevision) throw baskets.moved(basket, seen)
    const edits = read.slice(0, ticketTypes.length).map(type => type?.modRevision ?? 0)
    await replica.reached(Math.max(0, ...edits))
    return false
  }

  return {
    // The ledger's turn first, then the basket's: as a sale takes them.
    unblockIntoBasket: (by, { operationId, basketId, orderId, wanted }) =>
      book.inTurn(() =>
        baskets.inTurn(basketId, async () => {
          baskets.refuseSpent(basketId)
          const known = baskets.get(basketId)
          if (known) await baskets.makeCertain(known)
          baskets.refuseSpent(basketId)
          if (known?.stored.stepId === operationId) return known
          const basket = known ?? (await blank(by, basketId, orderId))
          try {
            for (let attempt = 1; !(await tryOnce(by, basket, operationId, wanted)); attempt++)
              if (attempt >= tries) throw new Refusal('EDITED_MEANWHILE', { what: basketId })
            if (!known) baskets.add(basket)
          } catch (error) {
            if (isUnanswered(error)) {
              leases.distrust(basket.leaseId)
              // A basket that may or may not be there is not opened again under this name: its lease is let die.
              if (known) known.inDoubt = true
              else baskets.spend(basketId)
            }
            throw error
          } finally {
            if (!known) leases.closed(basket.leaseId)
          }
          return basket
        }),
      ),
  }
}
