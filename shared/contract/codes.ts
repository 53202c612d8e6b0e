import { z } from 'zod'
import { discount } from '../domain/discount'
import { instant } from '../domain/event'
import { id } from '../domain/ids'
import { amountMinor, currency, priceMinor } from '../domain/money'
import { refusing } from '../errors/refusals'
import { reads, writes } from './procedure'

const gift = z.looseObject({
  code: z.string(),
  balanceMinor: z.number(),
  /** What was on it when it was new. */
  issuedMinor: z.number(),
  currency: z.string(),
})
export type GiftCard = z.infer<typeof gift>

const voucher = z.looseObject({
  code: z.string(),
  name: z.string(),
  discount,
  uses: z.number(),
  maxUses: z.number().optional(),
  from: z.string().optional(),
  until: z.string().optional(),
  eventIds: z.array(z.string()).optional(),
})

export type VoucherView = z.infer<typeof voucher>

const voucherSettings = z.strictObject({
  code: id,
  name: z.string().trim().min(1).max(80),
  discount: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('percentage'), basisPoints: z.number().int().min(1).max(10_000) }),
    z.strictObject({ kind: z.literal('amount'), amountMinor }),
    z.strictObject({ kind: z.literal('set-price'), priceMinor }),
  ]),
  maxUses: z.number().int().min(1).max(1_000_000).optional(),
  from: instant.optional(),
  until: instant.optional(),
  eventIds: z.array(id).min(1).max(200).optional(),
})
export type VoucherSettings = z.infer<typeof voucherSettings>

/** A part of the codes that begin with `startsWith`, in the order of the codes; the next part is `after` its last. */
const partOfList = z.strictObject({
  startsWith: z
    .string()
    .regex(/^[A-Za-z0-9._-]*$/)
    .max(120)
    .default(''),
  after: id.optional(),
  limit: z.number().int().min(1).max(200).default(100),
})

/** Vouchers and gift cards: what is typed or scanned at the till instead of money. */
export const codesContract = {
  gift: reads('cashier')
    .input(z.strictObject({ code: id }))
    .output(gift)
    .errors(refusing('NOT_FOUND')),
  voucher: reads('cashier')
    .input(z.strictObject({ code: id }))
    .output(voucher)
    .errors(refusing('NOT_FOUND')),

  vouchers: reads('manager')
    .input(partOfList)
    .output(z.looseObject({ vouchers: z.array(voucher), more: z.boolean() })),
  gifts: reads('manager')
    .input(partOfList)
    .output(z.looseObject({ gifts: z.array(gift), more: z.boolean() })),

  /** A new gift card with this much on it. A code is given once. The page draws `operationId`, as for every step. */
  issueGift: writes('manager')
    .input(z.strictObject({ operationId: id, code: id, amountMinor, currency }))
    .output(gift)
    .errors(refusing('CODE_TAKEN')),
  /** Makes a voucher, or changes one; how often it was used stays. `isNew`: only where there is none of this code. */
  setVoucher: writes('manager')
    .input(voucherSettings.extend({ operationId: id, isNew: z.boolean().optional() }))
    .output(voucher)
    .errors(refusing('EDITED_MEANWHILE', 'CODE_TAKEN')),
}
