import { z } from 'zod'
import { invoiceBuyer } from '../domain/invoice'

const text = (most: number) => z.string().trim().min(1).max(most)

/** Who an invoice is made out to, as a page says it. */
export const invoiceTo = z.strictObject({
  name: text(120),
  street: text(120),
  postalCode: text(20),
  city: text(80),
  country: invoiceBuyer.shape.country,
  taxId: text(40).optional(),
  reference: text(80).optional(),
})

/** An invoice that is not paid. `overdue` by the clock of the terminal that is asked: nothing follows from it by itself. */
export const openInvoice = z.looseObject({
  orderId: z.string(),
  orderNumber: z.string(),
  number: z.string(),
  issuedAt: z.string(),
  dueAt: z.string(),
  buyer: invoiceBuyer,
  tickets: z.number(),
  totalMinor: z.number(),
  currency: z.string(),
  overdue: z.boolean(),
})
export type OpenInvoice = z.infer<typeof openInvoice>
