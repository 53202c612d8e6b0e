import { keyspace } from '../../../keyspace'
import type { Facts } from '../reading/facts'
import type { Rule } from '../rule'

/** Orders that may still use a voucher: one that was let go, or keeps no ticket, has given its use back. */
const using = new Set(['paying', 'reserved', 'sold'])

/** What orders took of one code, and their keys. */
type Taken = { keys: string[]; minor: number }

function take(taken: Map<string, Taken>, code: string, key: string, minor: number): void {
  const entry = taken.get(code) ?? { keys: [], minor: 0 }
  taken.set(code, entry)
  entry.keys.push(key)
  entry.minor += minor
}

const voucherUses: Rule<Facts> = {
  name: 'voucher-uses',
  sentence: "A voucher's uses are the orders that use it, and no more than it may have.",
  *findings({ orders, vouchers }) {
    const taken = new Map<string, Taken>()
    for (const { key, status, keeps, vouchers: codes } of orders.values())
      if (using.has(status) && keeps.length > 0) for (const code of codes) take(taken, code, key, 0)
    for (const [code, { keys }] of taken)
      if (!vouchers.has(code)) yield { keys: [keyspace.voucher.key(code), ...keys], detail: 'is not there' }
    for (const [code, { uses, maxUses = uses }] of vouchers) {
      const keys = taken.get(code)?.keys ?? []
      if (uses !== keys.length || uses > maxUses)
        yield {
          keys: [keyspace.voucher.key(code), ...keys],
          detail: `says ${uses} uses of at most ${maxUses}; ${keys.length} orders use it`,
        }
    }
  },
}

const giftBalance: Rule<Facts> = {
  name: 'gift-balance',
  sentence: "A gift's balance is what it was issued with less what orders were paid with it.",
  *findings({ orders, gifts }) {
    const taken = new Map<string, Taken>()
    for (const { key, giftPayments } of orders.values())
      for (const { code, amountMinor } of giftPayments) take(taken, code, key, amountMinor)
    for (const [code, { keys }] of taken)
      if (!gifts.has(code)) yield { keys: [keyspace.gift.key(code), ...keys], detail: 'is not there' }
    for (const [code, { balanceMinor, issuedMinor }] of gifts) {
      const { keys = [], minor = 0 } = taken.get(code) ?? {}
      if (balanceMinor !== issuedMinor - minor)
        yield {
          keys: [keyspace.gift.key(code), ...keys],
          detail: `has ${balanceMinor} of ${issuedMinor}; ${minor} was paid with it`,
        }
    }
  },
}

export const codeRules = [voucherUses, giftBalance]
