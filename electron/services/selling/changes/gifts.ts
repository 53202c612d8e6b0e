import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../../cluster/model'
import { put } from '../../../cluster/txn'
import { keyspace } from '../../../keyspace'
import type { Other } from './order-step'
import type { Tender } from './tenders'

/**
 * What moves the balances of gift cards in a step's transaction: each card is compared as it was read, so that of two
 * tills that spend the last of it one wins, and the other looks again.
 * @param moved code and minor units of each movement, below zero for what is spent
 * @throws Refusal `GIFT_TOO_LOW` where there is no such card, another currency on it, or less than is spent
 */
export async function giftMoves(
  connection: Connection,
  moved: readonly { code: string; byMinor: number }[],
  currency: string,
): Promise<Other[]> {
  const byCode = new Map<string, number>()
  for (const { code, byMinor } of moved) byCode.set(code, (byCode.get(code) ?? 0) + byMinor)
  return Promise.all(
    [...byCode].map(async ([code, byMinor]): Promise<Other> => {
      const key = keyspace.gift.key(code)
      const kv = await connection.get(key)
      const gift = kv && keyspace.gift.edit(kv)
      const balanceMinor = gift?.currency === currency ? gift.balanceMinor : 0
      if (!kv || !gift || balanceMinor + byMinor < 0)
        throw new Refusal('GIFT_TOO_LOW', { code, balanceMinor })
      const after = { ...gift, balanceMinor: balanceMinor + byMinor }
      return {
        key,
        modRevision: kv.modRevision,
        ops: [put(key, keyspace.gift.encode(after))],
      }
    }),
  )
}

/** The gift cards that are spent by tenders. */
export function giftsSpent(
  connection: Connection,
  tenders: readonly Tender[],
  currency: string,
): Promise<Other[]> {
  return giftMoves(connection, giftsSpentBy(tenders), currency)
}

/** What tenders take off gift cards, as movements below zero. */
export function giftsSpentBy(tenders: readonly Tender[]): { code: string; byMinor: number }[] {
  return tenders.flatMap(tender =>
    tender.method === 'gift' ? [{ code: tender.code, byMinor: -tender.amountMinor }] : [],
  )
}
