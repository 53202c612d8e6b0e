import { z } from 'zod'
import { id, nameId } from '../domain/ids'
import { refusing } from '../errors/refusals'
import { reads, writes } from './procedure'

/** What a cashier needs a supervisor's yes for: tickets at another price or free, and a sale voided after its time. */
export const approvalFor = z.enum(['price', 'late-void'])
export type ApprovalFor = z.infer<typeof approvalFor>

/** Short enough to be typed with one hand while a customer looks away. */
export const pin = z.string().regex(/^\d{4,8}$/)

/** What a page got for a PIN, and sends with what it asks for; good for this one thing, for some minutes. */
export const approval = z.string().min(1).max(80)

/** A supervisor's yes at somebody else's till: their PIN instead of their signing in. */
export const approvalsContract = {
  /** Who may be asked. */
  approvers: reads('cashier').output(z.array(z.looseObject({ username: z.string(), name: z.string() }))),
  /** @param about an order's id, or a basket's. Five wrong PINs in a row, at whichever tills, lock it. */
  give: writes('cashier')
    .input(z.strictObject({ username: nameId, pin, for: approvalFor, about: id }))
    .output(z.looseObject({ approval: z.string(), name: z.string() }))
    .errors(refusing('PIN_WRONG', 'PIN_LOCKED', 'PIN_NOT_SET', 'NOT_FOUND', 'EDITED_MEANWHILE')),
  /** One's own PIN, or by an admin anybody's. Opens one that was locked. */
  setPin: writes('manager')
    .input(z.strictObject({ username: nameId, pin }))
    .output(z.looseObject({}))
    .errors(refusing('NOT_FOUND', 'EDITED_MEANWHILE')),
}
