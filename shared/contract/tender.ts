import { z } from 'zod'
import { amountMinor } from '../domain/money'

/** What a device or a gift card is called on paper: never a card number. */
const reference = z.string().trim().min(1).max(80)

/** How a customer pays a part: the amounts add up to what is due; more cash than that is handed over and given back. */
export const tender = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('cash'), amountMinor, tenderedMinor: amountMinor }),
  z.strictObject({
    method: z.literal('card'),
    amountMinor,
    reference: reference.optional(),
    cardLastFour: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  }),
  z.strictObject({ method: z.literal('gift'), amountMinor, code: reference }),
])

const [cash, , gift] = tender.options

/** What is taken in place of a card whose device said no. */
export const insteadOfCard = z.discriminatedUnion('method', [cash, gift])

/** What was reserved, or is on an invoice, may also be paid by bank transfer. */
export const collectTender = z.discriminatedUnion('method', [
  ...tender.options,
  z.strictObject({ method: z.literal('transfer'), amountMinor, reference: reference.optional() }),
])

/** How money is given back; a gift card is credited. */
export const refundMethod = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('cash') }),
  z.strictObject({ method: z.literal('card'), reference: reference.optional() }),
  z.strictObject({ method: z.literal('gift'), code: reference }),
  z.strictObject({ method: z.literal('transfer'), reference: reference.optional() }),
])
