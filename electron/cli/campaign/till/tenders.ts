import { keyspace } from '../../../keyspace'
import type { RefundMethod, Tender } from '../../../services/selling/changes'
import { cash } from '../../../testing/terminal'
import { house } from '../house'
import type { Window } from './window'

/** How often somebody comes with a gift card, and how often one wants money back on one. */
const giftShare = 0.15

/** Cash, or what a gift card has on it and the rest in cash. Every till takes the same few cards. */
export async function tendersFor(
  { terminal, random }: Window,
  dueMinor: number,
  share = giftShare,
): Promise<Tender[]> {
  if (random.next() >= share) return cash(dueMinor)
  const code = random.pick(house.gifts)
  const kv = await terminal.connection.get(keyspace.gift.key(code)).catch(() => undefined)
  const amountMinor = Math.min(dueMinor, kv ? keyspace.gift.read(kv).balanceMinor : 0)
  if (amountMinor === 0) return cash(dueMinor)
  const rest = dueMinor - amountMinor
  return [{ method: 'gift', amountMinor, code }, ...(rest > 0 ? cash(rest) : [])]
}

/** Which way money goes back. */
export function backTo({ random }: Window): RefundMethod {
  if (random.next() >= giftShare) return { method: 'cash' }
  return { method: 'gift', code: random.pick(house.gifts) }
}
