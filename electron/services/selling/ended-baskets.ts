import type { TicketLine } from '#shared/domain/order'
import { Refusal } from '#shared/errors/refusals'
import type { BasketEndDetail, Replica } from '../../replica'
import { holdExpired } from './conflicts'

/** `gone`: it was there and is not any more, and nothing here ended it. */
export type EndReason = 'sold' | 'released' | 'expired' | 'gone' | 'moved'

interface End {
  why: EndReason
  key: string
  lines: readonly TicketLine[]
  /** Where a move of ours took it. */
  movedTo?: string | undefined
  by?: BasketEndDetail | undefined
}

/** The baskets of this terminal that are over, and what is said to somebody who still asks for one. */
export interface EndedBaskets {
  has(basketId: string): boolean
  remember(basketId: string, end: End): void
  /** The basket that `basketId` became by a move of ours. */
  movedTo(basketId: string): string | undefined
  refusal(basketId: string): Refusal
}

/** How many are remembered, for the late Pay of a cashier who went for a coffee. */
const remembered = 2_000

export function createEndedBaskets(replica: Replica): EndedBaskets {
  const over = new Map<string, End>()

  return {
    has: basketId => over.has(basketId),
    remember(basketId, end) {
      over.set(basketId, { ...end, by: end.by ?? replica.state.basketEnds.get(end.key) })
      for (const oldest of over.keys()) {
        if (over.size <= remembered) break
        over.delete(oldest)
      }
    },
    movedTo: basketId => over.get(basketId)?.movedTo,
    refusal(basketId) {
      const end = over.get(basketId)
      if (end?.why === 'sold' || end?.why === 'released') return new Refusal('BASKET_CHANGED', {})
      // The audit record of whoever took it may have come after the answer that it is gone.
      const by = end && (end.by ?? replica.state.basketEnds.get(end.key))
      if (by) return new Refusal('BASKET_TAKEN', by)
      const lines = end?.lines ?? []
      const cancelled = lines.find(
        line => replica.state.houses.get(line.eventId)?.event?.value.status === 'cancelled',
      )
      if (cancelled) return new Refusal('NOT_ON_SALE', { name: cancelled.eventName, reason: 'cancelled' })
      return holdExpired(replica.state, lines, end?.why === 'expired' ? 'ran-out' : 'gone')
    },
  }
}
