import { z } from 'zod'
import { basketEnd } from '#shared/errors/refusals'
import { keyspace } from '../keyspace'

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
  if (!record.ok || !detail?.success) return
  ends.set(record.value.subject, detail.data)
  for (const oldest of ends.keys()) {
    if (ends.size <= remembered) break
    ends.delete(oldest)
  }
}
