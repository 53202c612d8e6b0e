import type { TerminalClient } from '#shared/contract/index'
import type { Basket } from '#shared/contract/selling'
import { newId } from '#shared/domain/ids'
import type { Place } from '#shared/domain/order'
import { createAlone } from './alone'
import type { Till } from './till-store'

export interface Repriced {
  basketId: string
  places: readonly Place[]
  /** Each; nothing: what it is listed at. */
  priceMinor: number | undefined
  reason: string
  approval: string | undefined
}

/** Sells tickets of a basket at another price. A second try of the same is the same step. */
export function createRepricing({
  till,
  selling,
}: {
  till: Till
  selling: Pick<TerminalClient['selling'], 'reprice'>
}) {
  const alone = createAlone(till)
  let last: { wish: string; operationId: string } | undefined
  return {
    /** @throws a `CallFailure` */
    reprice: ({ basketId, places, priceMinor, reason, approval }: Repriced): Promise<Basket | undefined> =>
      alone(async () => {
        const meant = places.map(({ eventId, areaId, slot }) => ({ eventId, areaId, slot }))
        const wish = JSON.stringify([basketId, meant, priceMinor, reason])
        if (last?.wish !== wish) last = { wish, operationId: newId() }
        const { operationId } = last
        const basket = await selling.reprice({
          ...{ operationId, basketId, places: meant, reason },
          ...(priceMinor !== undefined && { priceMinor }),
          ...(approval !== undefined && { approval }),
        })
        last = undefined
        return basket
      }),
  }
}
