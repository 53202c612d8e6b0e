import { discountMinor, type Voucher, whyNotUsable } from '#shared/domain/discount'
import type { Order, TicketLine } from '#shared/domain/order'
import { keptLines, paidPricesMinor } from '#shared/domain/order-rules'
import { Refusal } from '#shared/errors/refusals'
import type { Connection, KeyValue } from '../../../cluster/model'
import { put } from '../../../cluster/txn'
import { keyspace } from '../../../keyspace'
import type { Other } from './order-step'

/** What vouchers take off some tickets, and what counts their uses in the same transaction. */
export interface Discounted {
  discounts: Order['discounts']
  others: Other[]
}

/**
 * Reads the vouchers and says what they take off, one after another in the order given, each of what the tickets that it
 * is for cost by then. Each is compared as it was read,
 * so that of two tills that use it for the last time one wins, and the other looks again.
 * @throws Refusal `VOUCHER_UNUSABLE`
 */
export async function discounted(
  connection: Connection,
  codes: readonly string[],
  lines: readonly TicketLine[],
  nowMs: number,
): Promise<Discounted> {
  const found: Discounted = { discounts: [], others: [] }
  for (const code of new Set(codes)) {
    const kv = await connection.get(keyspace.voucher.key(code))
    if (!kv) throw new Refusal('VOUCHER_UNUSABLE', { code, reason: 'unknown' })
    const voucher = keyspace.voucher.edit(kv)
    const reason = whyNotUsable(voucher, lines, nowMs)
    if (reason) throw new Refusal('VOUCHER_UNUSABLE', { code, reason })
    const { name, eventIds } = voucher
    const paid = paidPricesMinor({ lines, discounts: found.discounts })
    const left = lines.map((line, n) => ({ ...line, priceMinor: paid[n] ?? 0 }))
    const amountMinor = discountMinor(voucher, left)
    found.discounts.push({ name, amountMinor, code, ...(eventIds && { eventIds }) })
    found.others.push(counted(kv, voucher, 1))
  }
  return found
}

/** Gives back the uses of vouchers whose order keeps no ticket any more. */
export async function vouchersFreed(connection: Connection, before: Order, after: Order): Promise<Other[]> {
  const kept = codesOf(after)
  const freed = codesOf(before).filter(code => !kept.includes(code))
  return Promise.all(
    freed.map(async code => {
      const key = keyspace.voucher.key(code)
      const kv = await connection.get(key)
      // A voucher that was removed has no uses to give back; that it stays away is compared.
      if (!kv) return { key, modRevision: 0, ops: [] }
      return counted(kv, keyspace.voucher.edit(kv), -1)
    }),
  )
}

function counted(kv: KeyValue, voucher: Voucher, by: 1 | -1): Other {
  const after = { ...voucher, uses: Math.max(0, voucher.uses + by) }
  return {
    key: kv.key,
    modRevision: kv.modRevision,
    ops: [put(kv.key, keyspace.voucher.encode(after))],
  }
}

/** The vouchers that an order uses as long as it keeps a ticket. */
function codesOf(order: Order): string[] {
  return keptLines(order).length > 0 ? order.discounts.flatMap(({ code }) => code ?? []) : []
}
