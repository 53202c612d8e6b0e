import type { Place, TicketLine } from '#shared/domain/order'
import { isSamePlace } from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import { get, put, unchanged } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { Book } from '../book'
import { isUnanswered } from '../refusing'
import type { OpenBasket, OpenBaskets } from './open-baskets'
import type { Seller } from './seller'

export interface RepriceInput {
  /** Left in the basket as its mark: asked for again with it, it is the same step. */
  operationId: string
  basketId: string
  places: readonly Place[]
  /** What each of them costs from now on, 0 for a comp; nothing: what it is listed at. */
  priceMinor?: number | undefined
  reason: string
  /** Whose yes it is: the seller's own, or that of a supervisor. */
  approvedBy: string
}

/** Tickets at another price than the listed one, with a reason that everybody can read: comps among them. */
export interface Repricing {
  /** @throws Refusal `BASKET_CHANGED` when the basket has not all of the places any more */
  reprice(by: Seller, input: RepriceInput): Promise<OpenBasket>
}

export function createRepricing({ book, baskets }: { book: Book; baskets: OpenBaskets }): Repricing {
  return {
    reprice: (by, input) =>
      book.inTurn(() =>
        baskets.withBasket(input.basketId, async basket => {
          const { operationId, places, priceMinor, reason, approvedBy } = input
          if (basket.stored.stepId === operationId) return basket
          const meant = basket.stored.lines.filter(line => places.some(place => isSamePlace(place, line)))
          if (meant.length < places.length) throw new Refusal('BASKET_CHANGED', {})
          const lines = basket.stored.lines.map(line =>
            meant.includes(line) ? atPrice(line, priceMinor, { reason, approvedBy }) : line,
          )
          const next = { ...basket.stored, lines, stepId: operationId }
          try {
            const { succeeded, revision, results } = await book.administerInTurn({
              compare: [unchanged(basket.key, basket.modRevision)],
              success: [put(basket.key, keyspace.basket.encode(next), { leaseId: basket.leaseId })],
              failure: [get(basket.key)],
              entry: {
                ...{ actor: by.username, action: actionOf(priceMinor), subject: basket.key },
                detail: {
                  ...{ operationId, reason, approvedBy, places: meant.length },
                  currency: basket.stored.currency,
                  fromMinor: sum(meant),
                  toMinor: sum(lines.filter((_, n) => meant.includes(basket.stored.lines[n] as TicketLine))),
                },
              },
            })
            if (succeeded) baskets.changed(basket, next, revision)
            else {
              const [now] = results.map(result => (result.op === 'get' ? result.kvs[0] : undefined))
              throw baskets.moved(basket, now)
            }
          } catch (error) {
            if (isUnanswered(error)) basket.inDoubt = true
            throw error
          }
          return basket
        }),
      ),
  }
}

const sum = (lines: readonly TicketLine[]) => lines.reduce((total, { priceMinor }) => total + priceMinor, 0)

function actionOf(priceMinor: number | undefined): string {
  if (priceMinor === undefined) return 'price-restored'
  return priceMinor === 0 ? 'comp' : 'price-changed'
}

function atPrice(
  line: TicketLine,
  priceMinor: number | undefined,
  why: { reason: string; approvedBy: string },
): TicketLine {
  const { repriced, ...listed } = { ...line, priceMinor: line.repriced?.listedMinor ?? line.priceMinor }
  if (priceMinor === undefined) return listed
  return { ...listed, priceMinor, repriced: { listedMinor: listed.priceMinor, ...why } }
}
