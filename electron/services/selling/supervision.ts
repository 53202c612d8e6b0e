import { newId } from '#shared/domain/ids'
import type { Place } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import { claimKey } from '../../keyspace'
import type { Book } from '../book'
import { isUnanswered } from '../refusing'
import { freeStep } from './move-transactions'
import type { Moves } from './moving'
import type { OpenBasket, OpenBaskets } from './open-baskets'
import { orChanged } from './passing-on'
import type { Seller } from './seller'

interface BasketName {
  terminalId: string
  basketId: string
}

/** What a supervisor does with the basket of any terminal, one that is dead among them; each step is audited. */
export interface Supervision {
  /** Frees these of its places, or all of them. */
  free(supervisor: Seller, input: BasketName & { places?: readonly Place[] | undefined }): Promise<void>
  /** Takes it to this terminal. */
  takeOver(
    supervisor: Seller,
    input: BasketName & { newBasketId: string; orderId: string },
  ): Promise<OpenBasket>
  /** Gives it to another terminal that is running. */
  reassign(
    supervisor: Seller,
    input: BasketName & { newBasketId: string; toTerminalId: string },
  ): Promise<void>
}

export function createSupervision(options: {
  terminalId: string
  book: Book
  baskets: OpenBaskets
  moves: Moves
  holdTtlMs: () => number
}): Supervision {
  const { terminalId: here, book, baskets, moves, holdTtlMs } = options

  return {
    free: (supervisor, { places, ...name }) =>
      book.inTurn(() =>
        moves.withFound(name, async (found, own) => {
          const asked = places && new Set(places.map(claimKey))
          const freed = found.stored.lines.filter(line => !asked || asked.has(claimKey(line)))
          if (freed.length === 0) return
          const kept = {
            ...found.stored,
            lines: found.stored.lines.filter(line => !freed.includes(line)),
            stepId: newId(),
          }
          const detail = { byName: supervisor.name, terminalId: here, places: freed.length }
          const whole = kept.lines.length === 0
          try {
            const { succeeded, revision, results } = await book.administerInTurn({
              ...freeStep(found, kept, freed),
              entry: {
                ...{ actor: supervisor.username, action: 'basket-freed', subject: found.key },
                detail: whole ? { how: 'freed', ...detail } : detail,
              },
            })
            if (!succeeded) {
              const [now] = results.map(result => (result.op === 'get' ? result.kvs[0] : undefined))
              throw own ? baskets.moved(own, now) : new Refusal('BASKET_CHANGED', {})
            }
            if (own && whole) baskets.ended(own, 'released')
            else if (own) baskets.changed(own, kept, revision)
          } catch (error) {
            if (own && isUnanswered(error)) own.inDoubt = true
            throw error
          }
        }),
      ),

    async takeOver(supervisor, { newBasketId, orderId, ...name }) {
      const { username: seller, name: sellerName } = supervisor
      const basket = await moves.move(name, newBasketId, () => ({
        ...{ how: 'taken-over' as const, by: supervisor, terminalId: here, forMs: holdTtlMs() },
        change: { seller, sellerName, orderId },
      }))
      return orChanged(basket)
    },

    async reassign(supervisor, { newBasketId, toTerminalId, ...name }) {
      await moves.move(name, newBasketId, () => ({
        ...{ how: 'handed-over' as const, by: supervisor, terminalId: toTerminalId, forMs: holdTtlMs() },
        change: { orderId: newId() },
      }))
    },
  }
}
