import { z } from 'zod'
import { basketEnd } from '#shared/errors/refusals'
import { keyspace, type StoredBasket } from '../keyspace'

/** What the audit record of a move or a freeing says in its `detail`. `terminalId`: where the basket is, or who freed it. */
export const basketEndDetail = z.looseObject({ how: basketEnd, byName: z.string(), terminalId: z.string() })
export type BasketEndDetail = z.infer<typeof basketEndDetail>

/** How many are remembered, for a till that asks late. */
const remembered = 500
/** Only these records are taken apart: there is one of another kind for every sale. */
const aboutBasket = `"subject":"${keyspace.basket.prefix()}`

/** Keeps who ended a basket, by its key, if `text` is the audit record of that. */
export function noteBasketEnd(ends: Map<string, BasketEndDetail>, text: string): void {
  if (!text.includes(aboutBasket)) return
  const record = keyspace.audit.decode(text)
  const detail = record.ok ? basketEndDetail.safeParse(record.value.detail) : undefined
  if (record.ok && detail?.success) note(ends, record.value.subject, detail.data)
}

/**
 * Keeps who ended the basket that this one was moved from. Its audit record is not in a snapshot, and so would be unknown
 * to a till that was not connected while its basket was taken.
 */
export function noteMovedFrom(
  ends: Map<string, BasketEndDetail>,
  { movedFrom, terminalId }: StoredBasket,
): void {
  if (!movedFrom?.how || movedFrom.byName === undefined) return
  const { how, byName } = movedFrom
  note(ends, keyspace.basket.key(movedFrom.terminalId, movedFrom.basketId), { how, byName, terminalId })
}

/** Takes over what an earlier picture of the same cluster knew: what had ended has. */
export function keepBasketEnds(
  ends: Map<string, BasketEndDetail>,
  earlier: ReadonlyMap<string, BasketEndDetail>,
): void {
  for (const [key, end] of earlier) if (!ends.has(key)) note(ends, key, end)
}

function note(ends: Map<string, BasketEndDetail>, key: string, end: BasketEndDetail): void {
  ends.set(key, end)
  for (const oldest of ends.keys()) {
    if (ends.size <= remembered) break
    ends.delete(oldest)
  }
}
