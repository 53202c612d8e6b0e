import { z } from 'zod'
import { id } from '../domain/ids'
import { order, orderStatus } from '../domain/order'

/** A buyer, as a till names them. */
export const buyerName = z.looseObject({
  username: z.string(),
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
})
export type BuyerName = z.infer<typeof buyerName>

/** Through what an order was found. */
const matched = z.enum(['code', 'number', 'receipt', 'invoice', 'seat', 'buyer', 'recent'])

/** What an order has of one event, in short. `places` are the first few; `tickets` counts all that it keeps. */
const eventInShort = z.looseObject({
  eventId: z.string(),
  eventName: z.string(),
  eventStart: z.string(),
  areaName: z.string(),
  places: z.array(z.string()),
  tickets: z.number(),
})

/** An order in a list. */
export const orderRow = z.looseObject({
  orderId: z.string(),
  number: z.string(),
  status: orderStatus.exclude(['abandoned']),
  matched,
  startedAt: z.string(),
  terminalId: z.string(),
  sellerName: z.string(),
  buyer: buyerName.optional(),
  /** Under whose name it is kept, where that is no customer's. */
  customerName: z.string().optional(),
  events: z.array(eventInShort),
  totalMinor: z.number(),
  /** What was given back of it, and what still has to be. */
  returnedMinor: z.number(),
  dueBackMinor: z.number(),
  currency: z.string(),
})
export type OrderRow = z.infer<typeof orderRow>

/** A seat somebody asked for by its name that is no order's: what it is instead. */
const seatNotSold = z.looseObject({
  eventId: z.string(),
  eventName: z.string(),
  eventStart: z.string(),
  placeLabel: z.string(),
  state: z.enum(['free', 'held', 'blocked']),
})
export type SeatNotSold = z.infer<typeof seatNotSold>

/**
 * What is looked for: a number, receipt or invoice (`T03-000123`, `t3-123`, `123` of this terminal), a buyer's name,
 * e-mail or username, a seat (`Row F 9`, also with words of the event after it), a ticket's code, an order's id; or
 * the orders that were made last. `after` is the `next` of the page before.
 */
export const findOrders = z.strictObject({
  of: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('text'), text: z.string().trim().min(1).max(400) }),
    z.strictObject({ by: z.literal('buyer'), username: z.string().min(1).max(120) }),
    z.strictObject({ by: z.literal('recent'), at: z.enum(['this-terminal', 'all']) }),
  ]),
  after: z.string().max(4_000).optional(),
})
export type FindOrders = z.infer<typeof findOrders>

/** Twenty at most; `next` asks for those after them. `notSold`: seats that fit and are no order's. */
export const foundOrders = z.looseObject({
  rows: z.array(orderRow),
  notSold: z.array(seatNotSold),
  next: z.string().optional(),
})
export type FoundOrders = z.infer<typeof foundOrders>

/**
 * An order with what its page needs beside it. `people`: the names behind usernames in it. `said`: what the audit
 * record of a step says of it, by the step's `operationId`.
 */
export const orderView = z.looseObject({
  order,
  buyer: buyerName.optional(),
  people: z.record(z.string(), z.string()),
  said: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** How long after the sale this house lets it be voided, and a payment be corrected. */
  limits: z.looseObject({ voidWithinMs: z.number(), correctWithinMs: z.number() }),
})
export type OrderView = z.infer<typeof orderView>

export const whichOrder = z.strictObject({ orderId: id })
