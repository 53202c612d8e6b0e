import type { GiftCard, VoucherSettings, VoucherView } from '#shared/contract/codes'
import type { SessionUser } from '#shared/contract/session'
import { Refusal } from '#shared/errors/refusals'
import type { Connection } from '../../cluster/model'
import { absent, put, unchanged } from '../../cluster/txn'
import { type Decoded, keyspace } from '../../keyspace'
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
  /**
   * Makes a voucher, or changes one; its uses stay.
   * @throws Refusal `EDITED_MEANWHILE`, `CODE_TAKEN` for a new one
   */
  setVoucher(
    by: SessionUser,
    voucher: VoucherSettings & { operationId: string; isNew?: boolean | undefined },
  ): Promise<VoucherView>
  vouchers(part: PartOfList): Promise<{ vouchers: VoucherView[]; more: boolean }>
  gifts(part: PartOfList): Promise<{ gifts: GiftCard[]; more: boolean }>
}

/** The first `limit` codes after `after` that begin with `startsWith`. */
export interface PartOfList {
  startsWith: string
  after?: string | undefined
  limit: number
}

/** How often an edit is looked at anew because the voucher was used at the same moment. */
const editTries = 5

export function createCodes({ connection, book }: { connection: Connection; book: Book }): Codes {
  /** Those of a part that can be read: the others are the admin's to look at. */
  const listed = async <T>(
    kind: { prefix(): string; parts(key: string): string[] | undefined; decode(text: string): Decoded<T> },
    { startsWith, after, limit }: PartOfList,
  ) => {
    const from = kind.prefix() + startsWith
    // What comes first after a code is that code and the smallest character.
    const first = after === undefined ? from : `${kind.prefix()}${after}\0`
    // '~' comes after every character a code may have.
    const { kvs, more } = await connection.range(first > from ? first : from, `${from}~`, { limit })
    const found = kvs.flatMap(kv => {
      const [code] = kind.parts(kv.key) ?? []
      const decoded = kind.decode(kv.value)
      return code !== undefined && decoded.ok ? [{ code, ...decoded.value }] : []
    })
    return { found, more }
  }

  const codes: Codes = {
    async vouchers(part) {
      const { found, more } = await listed(keyspace.voucher, part)
      return { vouchers: found, more }
    },

    async gifts(part) {
      const { found, more } = await listed(keyspace.gift, part)
      return { gifts: found, more }
    },

    async gift(code) {
      const kv = await connection.get(keyspace.gift.key(code))
      if (!kv) throw new Refusal('NOT_FOUND', { what: 'gift card', id: code })
      const { balanceMinor, issuedMinor, currency } = keyspace.gift.read(kv)
      return { code, balanceMinor, issuedMinor, currency }
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
      return { code, ...gift }
    },

    async setVoucher(by, { operationId, code, isNew = false, ...said }) {
      const key = keyspace.voucher.key(code)
      for (let tries = 0; tries < editTries; tries++) {
        const kv = await connection.get(key)
        // Asked for again, the step itself may be what made it.
        if (kv && isNew && !(await book.wasAdministered(operationId)))
          throw new Refusal('CODE_TAKEN', { code })
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
