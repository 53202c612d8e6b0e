import { z } from 'zod'
import { blockReason, storedBlockKind } from '#shared/domain/block'
import * as domain from '#shared/domain/discount'
import { instant } from '#shared/domain/event'
import { id, nameId } from '#shared/domain/ids'
import { amountMinor, currency } from '#shared/domain/money'
import { order as settledOrder } from '#shared/domain/order'
import { basketEnd } from '#shared/errors/refusals'
import { aggregate } from './aggregate'
import { packLines, packPlaces, storedLines, storedPlaces } from './group-lines'

/** Digits of a slot in its key, so that keys sort as numbers do. */
const slotDigits = 6

/** The key's form of a slot's number. */
export function slotPart(slot: number): string {
  return String(slot).padStart(slotDigits, '0')
}

/**
 * Who has a slot. No key, no claim: the slot is free. Whoever creates, changes or deletes one also compares and
 * writes its owner, in the same transaction.
 */
export const claim = aggregate(
  'claim',
  ['eventId', 'areaId', 'slot'],
  z.discriminatedUnion('state', [
    z.looseObject({
      state: z.literal('hold'),
      terminalId: id,
      basketId: id,
      sellerName: z.string(),
      ticketType: id,
      priceType: id,
    }),
    z.looseObject({
      state: z.enum(['reservation', 'sale']),
      orderId: id,
      terminalId: id,
      sellerName: z.string(),
      ticketType: id,
      priceType: id,
    }),
    z.looseObject({
      state: z.literal('block'),
      kind: storedBlockKind,
      reason: blockReason,
      by: nameId,
      releaseAt: instant.optional(),
      /** The last step that wrote it: tells a step whose answer was lost whether it was carried out. */
      operationId: id.optional(),
    }),
  ]),
)
export type Claim = ReturnType<typeof claim.read>

/** What one terminal is about to sell. Hangs on the lease its claims hang on. `openUntil` is for other tills' eyes. */
export const basket = aggregate(
  'basket',
  ['terminalId', 'basketId'],
  z.looseObject({
    basketId: id,
    terminalId: id,
    orderId: id,
    seller: nameId,
    sellerName: z.string(),
    openedAt: instant,
    openUntil: instant,
    /** The last step that wrote it: tells a step whose answer was lost whether it was carried out. */
    stepId: id,
    currency,
    lines: storedLines,
    /** How often it was given more time, counted through all its moves. */
    extensions: z.number().int().min(0).optional(),
    /** Put aside for somebody who comes back; until it is recalled it is nobody's sale. */
    aside: z.looseObject({ customerName: z.string().max(80) }).optional(),
    /** The basket this one was moved from, how, and by whom. Its terminal may not know yet that it has it. */
    movedFrom: z
      .looseObject({
        ...{ terminalId: id, basketId: id },
        how: basketEnd.optional(),
        byName: z.string().optional(),
      })
      .optional(),
  }),
  value => ({ ...value, lines: packLines(value.lines) }),
)
export type StoredBasket = ReturnType<typeof basket.read>

/** The mark that an order was given up: every late copy of its commit finds it and dies. */
const tombstone = z.looseObject({ orderId: id, status: z.literal('abandoned'), terminalId: id, at: instant })

/** An order keeps lines of a group in short wherever it has them: those that were exchanged or cancelled, too. */
const storedOrder = settledOrder.extend({
  lines: storedLines,
  exchanges: z
    .array(settledOrder.shape.exchanges.unwrap().element.extend({ from: storedLines, to: storedPlaces }))
    .optional(),
  cancelled: z.array(settledOrder.shape.cancelled.unwrap().element.extend({ lines: storedLines })).optional(),
})

function shortOrder(value: z.output<typeof storedOrder>): unknown {
  const { lines, exchanges, cancelled } = value
  return {
    ...{ ...value, lines: packLines(lines) },
    ...(exchanges && {
      exchanges: exchanges.map(one => ({ ...one, from: packLines(one.from), to: packPlaces(one.to) })),
    }),
    ...(cancelled && { cancelled: cancelled.map(one => ({ ...one, lines: packLines(one.lines) })) }),
  }
}

export const order = aggregate(
  'order',
  ['orderId'],
  z.discriminatedUnion('status', [tombstone, storedOrder]),
  value => (value.status === 'abandoned' ? value : shortOrder(value)),
)
export type StoredOrder = ReturnType<typeof order.read>

/** Where a terminal's numbers stand. Every order, receipt and audit number comes out of a compare on this key. */
export const ledger = aggregate(
  'ledger',
  ['terminalId'],
  z.looseObject({
    lastOrder: z.number().int().min(0),
    lastReceipt: z.number().int().min(0),
    lastInvoice: z.number().int().min(0).optional(),
    lastAudit: z.number().int().min(0),
    auditHash: z.string(),
    /** Orders that stand and wait for a card which this terminal asked its device for; see `askedCard`. */
    asked: z.array(id).optional(),
  }),
)
export type Ledger = ReturnType<typeof ledger.read>

export const voucher = aggregate('voucher', ['code'], domain.voucher)

export const gift = aggregate(
  'gift',
  ['code'],
  z.looseObject({ balanceMinor: amountMinor, issuedMinor: amountMinor, currency }),
)

/** A ticket that went through the door; made only where absent, so it goes through once. */
export const checkin = aggregate(
  'checkin',
  ['eventId', 'areaId', 'slot'],
  z.looseObject({ orderId: id, at: instant, terminalId: id, by: nameId }),
)
