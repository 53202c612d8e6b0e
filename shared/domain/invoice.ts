import { z } from 'zod'
import { instant } from './event'
import { nameId } from './ids'

/** Who an invoice is made out to. `country` is its ISO 3166-1 code, such as `DE`. */
export const invoiceBuyer = z.looseObject({
  name: z.string().min(1).max(120),
  street: z.string().min(1).max(120),
  postalCode: z.string().min(1).max(20),
  city: z.string().min(1).max(80),
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Under which the buyer pays value added tax. */
  taxId: z.string().min(1).max(40).optional(),
  /** What the buyer wants to read on it: an order number, a department. */
  reference: z.string().min(1).max(80).optional(),
})
export type InvoiceBuyer = z.infer<typeof invoiceBuyer>

/**
 * The document that asks for an order's money. Until that is paid nothing has been received: the order is `reserved`,
 * and nothing but a person lets its places go, however long ago it was due. The number is of the terminal that issued
 * it (`T03-I000012`) and stays with the order whatever becomes of it.
 */
export const invoice = z.looseObject({
  number: z.string().max(40),
  issuedAt: instant,
  dueAt: instant,
  buyer: invoiceBuyer,
  cancelled: z.looseObject({ at: instant, by: nameId, reason: z.string().max(300) }).optional(),
})
export type Invoice = z.infer<typeof invoice>
