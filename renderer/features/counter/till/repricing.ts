import type { TerminalClient } from '#shared/contract/index'
import type { Basket } from '#shared/contract/selling'
import type { Place } from '#shared/domain/order'
import { createTryIds } from '../../../stores/try-ids'
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
  const tries = createTryIds()
  return {
    /** @throws a `CallFailure` */
    reprice: ({ basketId, places, priceMinor, reason, approval }: Repriced): Promise<Basket | undefined> =>
      alone(async () => {
        const meant = places.map(({ eventId, areaId, slot }) => ({ eventId, areaId, slot }))
        const operationId = tries.idFor([basketId, meant, priceMinor, reason])
        const basket = await selling.reprice({
          ...{ operationId, basketId, places: meant, reason },
          ...(priceMinor !== undefined && { priceMinor }),
          ...(approval !== undefined && { approval }),
        })
        tries.done()
        return basket
      }),
  }
}
