import { z } from 'zod'
import { amountMinor, currency } from './money'
import type { Order } from './order'
import { feesOf, type Priced, taxesOf } from './order-rules'

/** The tax that is in every price: its name on paper, and its rate in hundredths of a percent of the price without it. */
export const tax = z.looseObject({
  name: z.string().min(1).max(80),
  basisPoints: z.number().int().min(0).max(10_000),
})

/** What every ticket that costs anything costs more at the counter, in orders of one currency. */
export const fee = z.looseObject({
  name: z.string().min(1).max(80),
  perTicketMinor: amountMinor,
  currency,
})

/** What a house puts on an order's tickets, and what of it is tax. */
export const charges = z.looseObject({ tax: tax.optional(), fee: fee.optional() })
export type Charges = z.infer<typeof charges>

/** The fees and the taxes of tickets that are sold now. */
export function charged(
  { currency: ofOrder, lines, discounts }: Priced & { currency: string },
  { tax: included, fee: own }: Charges,
): Pick<Order, 'fees' | 'taxes'> {
  const { name = '', perTicketMinor = 0 } = own?.currency === ofOrder ? own : {}
  const fees = feesOf({ lines, fees: [{ name, perTicketMinor, amountMinor: 0 }] })
  const due = fees.filter(one => one.amountMinor > 0)
  const taxes = included ? [{ name: included.name, basisPoints: included.basisPoints, amountMinor: 0 }] : []
  return { fees: due, taxes: taxesOf({ lines, discounts, fees: due, taxes }) }
}
