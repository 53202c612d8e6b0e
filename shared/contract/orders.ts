import { z } from 'zod'
import { instant } from '../domain/event'
import { id } from '../domain/ids'
import { amountMinor } from '../domain/money'
import { order } from '../domain/order'
import { refusing } from '../errors/refusals'
import { approval } from './approvals'
import { findOrders, foundOrders, orderView, whichOrder } from './find-orders'
import { openInvoice } from './invoices'
import { feedOf, reads, writes } from './procedure'
import { collectTender, insteadOfCard, refundMethod, tender } from './tender'

const place = z.strictObject({ eventId: id, areaId: id, slot: z.number().int().min(0).max(999_999) })
const places = z.array(place).min(1).max(2_000)
const payments = z.array(tender).max(10)
const reason = z.string().trim().min(1).max(300).optional()

/** A step on an order. The page draws `operationId` when it begins; sending the same again is the same step. */
const step = z.strictObject({ orderId: id, operationId: id })

const changes = (needs: 'cashier' | 'manager') =>
  writes(needs)
    .output(order)
    .errors(refusing('NOT_FOUND', 'ORDER_IS', 'EDITED_MEANWHILE', 'DISK_FAILED'))

/** What is said of a payment outside the drawer. */
const lastWord = step.extend({
  outcome: z.enum(['charged', 'not-charged', 'refund-due']),
  reference: z.string().trim().min(1).max(80).optional(),
  cardLastFour: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
})

/** Sales that were made, and everything that can happen to them after. */
export const ordersContract = {
  get: reads('cashier')
    .input(z.strictObject({ orderId: id }))
    .output(order)
    .errors(refusing('NOT_FOUND')),
  /** Orders by what a person says, types or scans, or the last ones that were made. */
  find: reads('cashier').input(findOrders).output(foundOrders),
  /** One order with what its page needs, live: each change, wherever it was made, is a snapshot. */
  view: reads('cashier').input(whichOrder).output(feedOf(orderView, orderView)).errors(refusing('NOT_FOUND')),

  /**
   * Takes a sale back as if it had not been made: each payment goes back the way it came. Within minutes; after them it
   * takes a supervisor's yes, `about` the order.
   */
  void: changes('cashier')
    .input(step.extend({ reason, approval: approval.optional() }))
    .errors(refusing('TOO_LATE', 'GIFT_TOO_LOW')),
  /** Gives tickets and money back, all or part. */
  refund: changes('manager')
    .input(step.extend({ places, amountMinor, to: refundMethod, reason }))
    .errors(refusing('NOT_ITS_TICKETS', 'REFUND_TOO_HIGH', 'GIFT_TOO_LOW')),
  /** Tickets against those of a basket, with what they cost more paid or what they cost less given back. */
  exchange: changes('cashier')
    .input(step.extend({ from: places, basketId: id, payments, to: refundMethod }))
    .errors(
      refusing(
        'NOT_ITS_TICKETS',
        'PAYMENT_WRONG',
        'REFUND_TOO_HIGH',
        'GIFT_TOO_LOW',
        'LIMIT_EXCEEDED',
        'ONE_CURRENCY',
        'BASKET_CHANGED',
        'BASKET_TAKEN',
        'HOLD_EXPIRED',
        'NOT_ON_SALE',
      ),
    ),
  /**
   * Writes down that a card is asked for what an exchange will cost more, before the device is asked: a crash finds it
   * there. The exchange that it pays ends it, else `settlePayment`; what was charged then is due back.
   */
  askCard: changes('cashier').input(step.extend({ amountMinor: amountMinor.min(1) })),
  /** Two orders change places of the same ticket type. */
  swap: changes('manager')
    .input(step.extend({ place, with: z.strictObject({ orderId: id, place }) }))
    .errors(refusing('NOT_ITS_TICKETS', 'LIMIT_EXCEEDED')),
  /** Books a payment to the method it was really made by. */
  correctPayment: changes('cashier')
    .input(step.extend({ paymentId: id, method: z.enum(['cash', 'card']) }))
    .errors(refusing('TOO_LATE')),
  /** Re-enters what was handed over in cash: what it paid stays, and what was to be given back is another sum. */
  correctTendered: changes('cashier')
    .input(step.extend({ paymentId: id, tenderedMinor: amountMinor, reason: reason.unwrap() }))
    .errors(refusing('TOO_LATE', 'PAYMENT_WRONG')),

  /** Pays and hands out what was reserved, or is on an invoice. */
  collect: changes('cashier')
    .input(step.extend({ payments: z.array(collectTender).max(10) }))
    .errors(refusing('PAYMENT_WRONG', 'GIFT_TOO_LOW')),
  extendReservation: changes('cashier')
    .input(step.extend({ until: instant }))
    .errors(refusing('IN_THE_PAST', 'INVOICED')),
  releaseReservation: changes('cashier').input(step).errors(refusing('INVOICED')),

  /** The invoices that are not paid, the one that was due first at the head. */
  openInvoices: reads('cashier')
    .input(z.strictObject({}))
    .output(z.looseObject({ invoices: z.array(openInvoice) })),
  /** Lets go of what is on an invoice that nobody pays; its number stays given. */
  cancelInvoice: changes('manager').input(step.extend({ reason: reason.unwrap() })),

  /**
   * The last word on a payment outside the drawer. `refund-due`: the order is let go, but the card was charged. Without
   * the device's own word a supervisor (a manager) looks and says which it is, and how that is known.
   */
  settlePayment: changes('cashier')
    .input(
      z.discriminatedUnion('by', [
        lastWord.extend({ by: z.literal('device') }),
        lastWord.extend({ by: z.literal('supervisor'), reason: reason.unwrap() }),
      ]),
    )
    .errors(refusing('GIFT_TOO_LOW')),
  /**
   * Pays another way what a device took nothing for: the device's last word is no, and the places are the customer's
   * throughout. No card may be among the payments: a device is asked before, not told after.
   */
  payInstead: changes('cashier')
    .input(step.extend({ payments: z.array(insteadOfCard).min(1).max(10) }))
    .errors(refusing('PAYMENT_WRONG', 'GIFT_TOO_LOW')),
  /** What is due back has gone back: of an order that was let go, or of a cancelled event. */
  paidBack: changes('manager').input(step),

  /** What became of a step whose answer was lost, as a certainty. */
  settleStep: writes('cashier')
    .input(step)
    .output(
      z.discriminatedUnion('outcome', [
        z.looseObject({ outcome: z.literal('done'), order }),
        z.looseObject({ outcome: z.literal('not-done') }),
      ]),
    )
    .errors(refusing('NOT_FOUND', 'EDITED_MEANWHILE')),
}
