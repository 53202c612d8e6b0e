import { z } from 'zod'
import { orderStatus } from '../domain/order'
import { role } from '../domain/roles'

/** A slot somebody else has, as far as the transaction's own read could tell. */
export const takenPlace = z.looseObject({
  eventId: z.string(),
  areaId: z.string(),
  slot: z.number(),
  placeLabel: z.string(),
  state: z.enum(['hold', 'reservation', 'sale', 'block']),
  /** The terminal that has it, such as `T02`; absent for a block. */
  terminalId: z.string().optional(),
  sellerName: z.string().optional(),
})
export type TakenPlace = z.infer<typeof takenPlace>

/** How a basket left its terminal. */
export const basketEnd = z.enum(['put-aside', 'recalled', 'handed-over', 'taken-over', 'moved', 'freed'])
export type BasketEnd = z.infer<typeof basketEnd>

/** Free places of one area, as the cluster counted them. */
export const placesLeft = z.looseObject({
  eventId: z.string(),
  areaId: z.string(),
  areaName: z.string(),
  left: z.number(),
})
export type PlacesLeft = z.infer<typeof placesLeft>

const placeRef = z.looseObject({ eventId: z.string(), areaId: z.string(), slot: z.number() })
const none = z.looseObject({})

/**
 * Every way the application says no. The list is closed: a procedure names the ones it may answer, the page has a
 * sentence for each, and anything else is a bug. `status` is what HTTP would call it.
 */
export const refusals = {
  // Who may do it
  NOT_SIGNED_IN: { status: 401, data: none },
  SIGN_IN_FAILED: { status: 401, data: none },
  SIGN_IN_PAUSED: { status: 429, data: z.looseObject({ retryAfterMs: z.number() }) },
  FORBIDDEN: { status: 403, data: z.looseObject({ needs: role }) },
  ALREADY_SET_UP: { status: 409, data: none },
  EDITED_MEANWHILE: { status: 409, data: z.looseObject({ what: z.string() }) },
  /** `usedBy`: whose address it is, where that is known. */
  EMAIL_TAKEN: {
    status: 409,
    data: z.looseObject({
      email: z.string(),
      usedBy: z.looseObject({ username: z.string(), name: z.string() }).optional(),
    }),
  },
  USERNAME_TAKEN: { status: 409, data: z.looseObject({ username: z.string() }) },
  /** A supervisor has to say yes to this. */
  APPROVAL_NEEDED: { status: 403, data: none },
  PIN_WRONG: { status: 403, data: z.looseObject({ left: z.number() }) },
  PIN_LOCKED: { status: 403, data: z.looseObject({ name: z.string() }) },
  PIN_NOT_SET: { status: 403, data: z.looseObject({ name: z.string() }) },

  // What was asked
  BAD_REQUEST: {
    status: 400,
    data: z.looseObject({ issues: z.array(z.looseObject({ path: z.string(), message: z.string() })) }),
  },
  NOT_FOUND: { status: 404, data: z.looseObject({ what: z.string(), id: z.string() }) },

  // Selling
  SEAT_TAKEN: { status: 409, data: z.looseObject({ taken: z.array(takenPlace) }) },
  SOLD_OUT: {
    status: 409,
    data: z.looseObject({
      areaName: z.string(),
      left: z.number(),
      /** By area, where several sell it. */
      where: z.array(placesLeft).optional(),
      /** It is wheelchair places that there are not enough of. */
      wheelchairPlaces: z.boolean().optional(),
    }),
  },
  NOT_ON_SALE: {
    status: 409,
    data: z.looseObject({ name: z.string(), reason: z.enum(['cancelled', 'closed', 'not-yet', 'ended']) }),
  },
  PRICE_CHANGED: {
    status: 409,
    data: z.looseObject({ expectedMinor: z.number(), actualMinor: z.number(), currency: z.string() }),
  },
  /** `gone`: the basket is not there any more before its time was over, and who ended it is not known at this till. */
  HOLD_EXPIRED: {
    status: 409,
    data: z.looseObject({
      why: z.enum(['ran-out', 'gone']).optional(),
      stillFree: z.array(placeRef),
      gone: z.array(takenPlace),
    }),
  },
  BASKET_CHANGED: { status: 409, data: none },
  /** Somebody moved or freed the basket: `terminalId` is where it is now, or who freed it. */
  BASKET_TAKEN: {
    status: 409,
    data: z.looseObject({ how: basketEnd, byName: z.string(), terminalId: z.string() }),
  },
  /** It was given more time as often as the house allows. */
  HELD_LONG_ENOUGH: { status: 409, data: z.looseObject({ limit: z.number() }) },
  TERMINAL_GONE: { status: 409, data: z.looseObject({ terminalId: z.string() }) },
  /** `held`: how many of the group are in the basket all the same. `left`: by area of the event. */
  GROUP_NOT_HELD: {
    status: 409,
    data: z.looseObject({
      asked: z.number(),
      held: z.number(),
      left: z.array(placesLeft),
      taken: z.array(takenPlace),
    }),
  },
  PAYMENT_WRONG: {
    status: 409,
    data: z.looseObject({ dueMinor: z.number(), paidMinor: z.number(), currency: z.string() }),
  },
  LIMIT_EXCEEDED: { status: 409, data: z.looseObject({ name: z.string(), limit: z.number() }) },
  ONE_CURRENCY: { status: 409, data: none },

  // After the sale
  /** The order stands so that this cannot be done with it: it is not sold, not reserved, void… */
  ORDER_IS: { status: 409, data: z.looseObject({ number: z.string(), status: orderStatus }) },
  /** What is on an invoice ends when that is paid or cancelled, and not like a reservation. */
  INVOICED: { status: 409, data: z.looseObject({ number: z.string(), invoice: z.string() }) },
  /** Tickets that are not the order's, or not any more. */
  NOT_ITS_TICKETS: { status: 409, data: z.looseObject({ number: z.string(), places: z.array(placeRef) }) },
  REFUND_TOO_HIGH: {
    status: 409,
    data: z.looseObject({ askedMinor: z.number(), atMostMinor: z.number(), currency: z.string() }),
  },
  /** The time in which this may be done is over. */
  TOO_LATE: { status: 409, data: z.looseObject({ limitMs: z.number() }) },
  IN_THE_PAST: { status: 409, data: none },
  /** A gift that is not there, or has less on it than was asked for. */
  GIFT_TOO_LOW: { status: 409, data: z.looseObject({ code: z.string(), balanceMinor: z.number() }) },
  VOUCHER_UNUSABLE: {
    status: 409,
    data: z.looseObject({
      code: z.string(),
      reason: z.enum(['unknown', 'used-up', 'not-yet', 'ended', 'other-event']),
    }),
  },
  /** Another gift card has this code. */
  CODE_TAKEN: { status: 409, data: z.looseObject({ code: z.string() }) },
  /** This id already is another sale. */
  ORDER_EXISTS: { status: 409, data: z.looseObject({ orderId: z.string(), number: z.string() }) },
  ORDER_ABANDONED: { status: 409, data: z.looseObject({ orderId: z.string() }) },

  // Paper
  NO_PRINTER: { status: 409, data: none },
  /** This till signs no tickets until an admin draws it another key. */
  TICKET_KEY_REVOKED: { status: 409, data: none },
  /** This very issue of a ticket is on paper, or may be: another paper of it is a reprint. */
  ALREADY_PRINTED: { status: 409, data: z.looseObject({ number: z.string() }) },

  /** This till's own disk did not take what must be on it before a sale is sent. */
  DISK_FAILED: { status: 507, data: none },

  // What is on sale
  /** Places that no block keeps from sale, or not one that may be lifted by itself. */
  NOT_BLOCKED: {
    status: 409,
    data: z.looseObject({
      places: z.array(placeRef),
      /** Of a step in parts that met them on its way: what stays done, and what was not come to and is blocked as before. */
      done: z.array(placeRef).optional(),
      left: z.array(placeRef).optional(),
    }),
  },
  /** An area cannot be made smaller than what of it somebody has. */
  CAPACITY_CLAIMED: { status: 409, data: z.looseObject({ areaName: z.string(), claimed: z.number() }) },
  /** What has places that somebody has is not removed, and its currency stays. */
  STILL_CLAIMED: { status: 409, data: z.looseObject({ name: z.string(), claimed: z.number() }) },
  /** An area that a ticket type sells is not removed. */
  STILL_SOLD_BY: { status: 409, data: z.looseObject({ name: z.string(), ticketNames: z.array(z.string()) }) },

  // The cluster
  STARTING: { status: 503, data: none },
  NO_QUORUM: { status: 503, data: none },
  OUTCOME_UNKNOWN: { status: 504, data: none },
  STORAGE_FULL: { status: 507, data: none },
  /** Etcd looked at it and said no, and would say so again: the account it is asked with, or the message itself. */
  CLUSTER_REFUSED: { status: 502, data: z.looseObject({ why: z.enum(['not-allowed', 'not-accepted']) }) },
  UPDATE_NEEDED: { status: 409, data: z.looseObject({ key: z.string() }) },
  UNREADABLE: { status: 500, data: z.looseObject({ key: z.string() }) },
} as const

export type RefusalCode = keyof typeof refusals
export type RefusalData<C extends RefusalCode> = z.infer<(typeof refusals)[C]['data']>

/** The one way a service says no; the router passes code and data on unchanged. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly code: C,
    readonly data: RefusalData<C>,
    options?: ErrorOptions,
  ) {
    super(code, options)
  }
}

/** Whether `error` is a refusal, and of this code where one is given. */
export function isRefusal<C extends RefusalCode>(error: unknown, code?: C): error is Refusal<C> {
  return error instanceof Refusal && (code === undefined || error.code === code)
}

/** The entries of `codes`, as a contract's error map. */
export function refusing<const C extends RefusalCode>(...codes: C[]): Pick<typeof refusals, C> {
  return Object.fromEntries(codes.map(code => [code, refusals[code]])) as Pick<typeof refusals, C>
}
