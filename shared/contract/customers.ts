import { z } from 'zod'
import { id } from '../domain/ids'
import { refusing } from '../errors/refusals'
import { buyerName } from './find-orders'
import { reads, writes } from './procedure'

const newCustomer = z.strictObject({
  /** Drawn by the page: the same sent again is the same customer. */
  username: id,
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254).optional(),
})
export type NewCustomer = z.infer<typeof newCustomer>

/** The people who buy. A walk-up needs no name. */
export const customersContract = {
  /** By the beginnings of words of name, e-mail, telephone number or username; the best match first. */
  find: reads('cashier')
    .input(z.strictObject({ text: z.string().max(120), limit: z.number().int().min(1).max(50) }))
    .output(z.looseObject({ customers: z.array(buyerName) })),
  /** Somebody who cannot sign in yet: a name for orders, and where to write to them. */
  create: writes('cashier')
    .input(newCustomer)
    .output(buyerName)
    .errors(refusing('EMAIL_TAKEN', 'USERNAME_TAKEN')),
}
