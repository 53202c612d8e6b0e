import { z } from 'zod'
import { instant } from './event'
import { id } from './ids'
import { amountMinor } from './money'
import type { TicketLine } from './order'

/** What a voucher takes off: a share of the tickets, a sum, or all but a set price for each ticket. */
export const discount = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('percentage'), basisPoints: z.number().int().min(0).max(10_000) }),
  z.looseObject({ kind: z.literal('amount'), amountMinor }),
  z.looseObject({ kind: z.literal('set-price'), priceMinor: amountMinor }),
])

/** A code that makes tickets cheaper, as often as it may be used, for the events it names or for all. */
export const voucher = z.looseObject({
  name: z.string().max(80),
  discount,
  uses: z.number().int().min(0),
  maxUses: z.number().int().min(1).optional(),
  from: instant.optional(),
  until: instant.optional(),
  eventIds: z.array(id).optional(),
})
export type Voucher = z.infer<typeof voucher>

/** Why a voucher takes nothing off these tickets at `nowMs` (epoch milliseconds), or undefined when it does. */
export function whyNotUsable(
  voucher: Voucher,
  lines: readonly Pick<TicketLine, 'eventId'>[],
  nowMs: number,
): 'used-up' | 'not-yet' | 'ended' | 'other-event' | undefined {
  if (voucher.maxUses !== undefined && voucher.uses >= voucher.maxUses) return 'used-up'
  if (voucher.from && Date.parse(voucher.from) > nowMs) return 'not-yet'
  if (voucher.until && Date.parse(voucher.until) <= nowMs) return 'ended'
  if (!lines.some(line => isFor(voucher, line))) return 'other-event'
  return undefined
}

/**
 * What a voucher takes off, in minor units: never more than the tickets it is for cost. A share is rounded half up, once
 * for all of them.
 */
export function discountMinor(
  voucher: Voucher,
  lines: readonly Pick<TicketLine, 'eventId' | 'priceMinor'>[],
): number {
  const meant = lines.filter(line => isFor(voucher, line))
  const costMinor = meant.reduce((sum, { priceMinor }) => sum + priceMinor, 0)
  const { discount: off } = voucher
  switch (off.kind) {
    case 'percentage':
      return Math.floor((costMinor * off.basisPoints + 5_000) / 10_000)
    case 'amount':
      return Math.min(off.amountMinor, costMinor)
    case 'set-price':
      return meant.reduce((sum, { priceMinor }) => sum + Math.max(0, priceMinor - off.priceMinor), 0)
  }
}

function isFor({ eventIds }: Voucher, { eventId }: Pick<TicketLine, 'eventId'>): boolean {
  return eventIds === undefined || eventIds.includes(eventId)
}
