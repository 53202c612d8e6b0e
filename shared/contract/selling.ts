import { z } from 'zod'
import { instant } from '../domain/event'
import { id, nameId } from '../domain/ids'
import { amountMinor, priceMinor } from '../domain/money'
import { order, ticketLine } from '../domain/order'
import { refusing } from '../errors/refusals'
import { approval } from './approvals'
import { invoiceTo } from './invoices'
import { feedOf, reads, resume, writes } from './procedure'
import { tender } from './tender'
import { wantedBest } from './wanted-best'

/**
 * What is on one customer's account before it is paid. `deadlineInMs` is by the terminal's own monotonic clock at the
 * moment of sending; a page counts down from there.
 */
export const basket = z.looseObject({
  basketId: z.string(),
  orderId: z.string(),
  currency: z.string(),
  lines: z.array(ticketLine),
  fees: order.shape.fees,
  /** In `totalMinor` already. */
  taxes: order.shape.taxes,
  totalMinor: z.number(),
  deadlineInMs: z.number(),
  /** While a group is being held in steps: how many places it shall have. */
  growingTo: z.number().optional(),
})
export type Basket = z.infer<typeof basket>

/** What a cashier asks for: one seat, any `count` of an area, or the best seats together. */
const wanted = z.discriminatedUnion('pick', [
  z.strictObject({
    pick: z.literal('slot'),
    eventId: id,
    areaId: id,
    slot: z.number().int().min(0).max(999_999),
    ticketType: id,
    priceType: id,
  }),
  z.strictObject({
    pick: z.literal('any'),
    eventId: id,
    count: z.number().int().min(1).max(100),
    ticketType: id,
    priceType: id,
  }),
  wantedBest,
])
export type Wanted = z.infer<typeof wanted>

export const place = z.strictObject({ eventId: id, areaId: id, slot: z.number().int().min(0).max(999_999) })

const cannotHold = refusing(
  'SEAT_TAKEN',
  'SOLD_OUT',
  'NOT_ON_SALE',
  'NOT_FOUND',
  'LIMIT_EXCEEDED',
  'ONE_CURRENCY',
)
const cannotPay = refusing(
  'PAYMENT_WRONG',
  'ORDER_ABANDONED',
  'HOLD_EXPIRED',
  'BASKET_CHANGED',
  'BASKET_TAKEN',
  'DISK_FAILED',
  'GIFT_TOO_LOW',
  'VOUCHER_UNUSABLE',
  'ORDER_EXISTS',
)

/** What makes a basket an order. */
const fromBasket = z.strictObject({
  basketId: id,
  orderId: id,
  buyer: nameId.optional(),
  /** Codes, in the order in which they take off. */
  vouchers: z.array(id).max(5).optional(),
})

/** A sale that is done: what the order in the cluster says, and the change to hand back. */
const receipt = z.looseObject({ order, changeMinor: z.number() })
export type SaleReceipt = z.infer<typeof receipt>

/**
 * What is open at this till. `recovered` are sales that were found done after this terminal had stopped in the middle
 * of them: their money was taken, their tickets may not have been printed. `paying` are orders that wait for a device's
 * last word, whichever window began them, or did before this terminal was started again.
 */
const till = z.looseObject({
  baskets: z.array(basket),
  recovered: z.array(receipt).default([]),
  paying: z.array(order).default([]),
})

/** Selling. The page draws `basketId` and `orderId`; sending the same again is the same sale. */
export const sellingContract = {
  /** This terminal's open baskets, live, in every one of its windows. */
  baskets: reads('cashier').input(z.strictObject({ resume })).output(feedOf(till, till)),

  /**
   * Adds places to a basket, opening it if need be. All or nothing. `instead`: places of the basket that are given back
   * in the same step, or taken again where they are wanted; so a group grows and moves without ever being without seats.
   */
  hold: writes('cashier')
    .input(
      z.strictObject({
        basketId: id,
        orderId: id,
        wanted: z.array(wanted).min(1).max(100),
        instead: z.array(place).max(100).optional(),
      }),
    )
    .output(basket)
    .errors({ ...cannotHold, ...refusing('BASKET_CHANGED', 'BASKET_TAKEN', 'HOLD_EXPIRED') }),
  /** Makes tickets of places in a basket tickets of another kind, at today's price. The places stay held. */
  retype: writes('cashier')
    .input(
      z.strictObject({
        basketId: id,
        places: z.array(place).min(1).max(100),
        ticketType: id,
        priceType: id,
      }),
    )
    .output(basket)
    .errors({ ...cannotHold, ...refusing('BASKET_CHANGED', 'BASKET_TAKEN', 'HOLD_EXPIRED') }),
  /** Takes places out of a basket; the last one closes it. */
  drop: writes('cashier')
    .input(z.strictObject({ basketId: id, places: z.array(place).min(1).max(2_000) }))
    .output(z.looseObject({ basket: basket.optional() }))
    .errors(refusing('BASKET_CHANGED', 'BASKET_TAKEN', 'HOLD_EXPIRED')),
  /** Frees a whole basket. */
  release: writes('cashier')
    .input(z.strictObject({ basketId: id }))
    .output(z.looseObject({}))
    .errors(refusing('BASKET_CHANGED', 'BASKET_TAKEN', 'HOLD_EXPIRED')),

  /**
   * Tickets at another price than the listed one; 0 is a comp, none is the listed price again. A cashier needs a
   * supervisor's yes, `about` the basket. The page draws `operationId`; sent again it is the same step.
   */
  reprice: writes('cashier')
    .input(
      z.strictObject({
        operationId: id,
        basketId: id,
        places: z.array(place).min(1).max(2_000),
        priceMinor: priceMinor.optional(),
        reason: z.string().trim().min(1).max(300),
        approval: approval.optional(),
      }),
    )
    .output(basket)
    .errors(refusing('APPROVAL_NEEDED', 'BASKET_CHANGED', 'BASKET_TAKEN', 'HOLD_EXPIRED')),

  /** What a basket costs with these vouchers. Nothing is spent. */
  quote: reads('cashier')
    .input(z.strictObject({ basketId: id, vouchers: z.array(id).max(5) }))
    .output(order.pick({ discounts: true, fees: true, taxes: true, totalMinor: true }))
    .errors(refusing('VOUCHER_UNUSABLE', 'HOLD_EXPIRED', 'BASKET_CHANGED', 'BASKET_TAKEN', 'NOT_ON_SALE')),
  /** Sells a basket. The prices are those of the hold. */
  commit: writes('cashier')
    .input(fromBasket.extend({ payments: z.array(tender).min(1).max(10) }))
    .output(receipt)
    .errors({ ...cannotPay, ...refusing('NOT_ON_SALE') }),
  /** Keeps a basket's places until a time, for whoever comes to pay and fetch them. Nothing is paid yet. */
  reserve: writes('cashier')
    .input(fromBasket.extend({ until: instant, customerName: z.string().trim().min(1).max(80).optional() }))
    .output(receipt)
    .errors({ ...cannotPay, ...refusing('NOT_ON_SALE', 'IN_THE_PAST') }),
  /**
   * Keeps a basket's places on an invoice, with a number of its own. It is not money received until it is paid with
   * `orders.collect`, and its places are kept until then, or until somebody cancels it.
   */
  invoice: writes('cashier')
    .input(fromBasket.extend({ to: invoiceTo, dueAt: instant }))
    .output(receipt)
    .errors({ ...cannotPay, ...refusing('NOT_ON_SALE', 'IN_THE_PAST') }),
  /**
   * Before a device outside the drawer is asked for money: the places are the order's until its last word is given
   * with `orders.settlePayment`, however long that takes. What gift cards pay beside it is off them from now on.
   */
  beginPayment: writes('cashier')
    .input(fromBasket.extend({ payments: z.array(tender).min(1).max(10) }))
    .output(receipt)
    .errors({ ...cannotPay, ...refusing('NOT_ON_SALE') }),
  /** Sells what was not held, in one step; refused when it would not cost `expectedMinor`. */
  sellAtOnce: writes('cashier')
    .input(
      z.strictObject({
        orderId: id,
        wanted: z.array(wanted).min(1).max(40),
        expectedMinor: amountMinor,
        payments: z.array(tender).min(1).max(10),
      }),
    )
    .output(receipt)
    .errors({ ...cannotHold, ...cannotPay, ...refusing('PRICE_CHANGED') }),
  /**
   * What became of a sale whose answer was lost. Answers only with a certainty: the order, or a tombstone that makes
   * every late copy of it dead.
   */
  settle: writes('cashier')
    .input(z.strictObject({ orderId: id }))
    .output(
      z.discriminatedUnion('outcome', [
        z.looseObject({ outcome: z.literal('sold'), receipt }),
        z.looseObject({ outcome: z.literal('not-sold') }),
      ]),
    ),
}
