import type { GiftCard, VoucherSettings, VoucherView } from '#shared/contract/codes'
import type { SessionUser } from '#shared/contract/session'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { absent, put, unchanged } from '../../cluster/txn'
import { keyspace } from '../../keyspace'
import type { Book } from '../book'

/**
 * Vouchers and gift cards, as a manager makes them. Selling spends them. A step sent again with its `operationId` is the
 * same step, and answers with what stands now.
 */
export interface Codes {
  /** @throws Refusal `NOT_FOUND` */
  gift(code: string): Promise<GiftCard>
  /** @throws Refusal `NOT_FOUND` */
  voucher(code: string): Promise<VoucherView>
  /** @throws Refusal `CODE_TAKEN` by another one */
  issueGift(
    by: SessionUser,
    gift: { operationId: string; code: string; amountMinor: number; currency: string },
  ): Promise<GiftCard>
  /** Makes a voucher, or changes one; its uses stay. @throws Refusal `EDITED_MEANWHILE` */
  setVoucher(by: SessionUser, voucher: VoucherSettings & { operationId: string }): Promise<VoucherView>
}

/** How often an edit is looked at anew because the voucher was used at the same moment. */
const editTries = 5

export function createCodes({ connection, book }: { connection: Connection; book: Book }): Codes {
  const codes: Codes = {
    async gift(code) {
      const kv = await connection.get(keyspace.gift.key(code))
      if (!kv) throw new Refusal('NOT_FOUND', { what: 'gift card', id: code })
      const { balanceMinor, currency } = keyspace.gift.read(kv)
      return { code, balanceMinor, currency }
    },

    async voucher(code) {
      const kv = await connection.get(keyspace.voucher.key(code))
      if (!kv) throw new Refusal('NOT_FOUND', { what: 'voucher', id: code })
      return { code, ...keyspace.voucher.read(kv) }
    },

    async issueGift(by, { operationId, code, amountMinor, currency }) {
      const key = keyspace.gift.key(code)
      const gift = { balanceMinor: amountMinor, issuedMinor: amountMinor, currency }
      const { succeeded, repeated } = await book.administer({
        operationId,
        compare: [absent(key)],
        success: [put(key, keyspace.gift.encode(gift))],
        entry: { actor: by.username, action: 'gift-issued', subject: key, detail: { amountMinor, currency } },
      })
      if (repeated) return codes.gift(code)
      if (!succeeded) throw new Refusal('CODE_TAKEN', { code })
      return { code, balanceMinor: amountMinor, currency }
    },

    async setVoucher(by, { operationId, code, ...said }) {
      const key = keyspace.voucher.key(code)
      for (let tries = 0; tries < editTries; tries++) {
        const kv = await connection.get(key)
        const uses = kv ? keyspace.voucher.edit(kv).uses : 0
        const voucher = { ...said, uses }
        const { succeeded, repeated } = await book.administer({
          operationId,
          compare: [unchanged(key, kv?.modRevision ?? 0)],
          success: [put(key, keyspace.voucher.encode(voucher))],
          entry: { actor: by.username, action: 'voucher-set', subject: key, detail: { ...said } },
        })
        if (repeated) return codes.voucher(code)
        if (succeeded) return { code, ...voucher }
      }
      throw new Refusal('EDITED_MEANWHILE', { what: code })
    },
  }
  return codes
}
