import { z } from 'zod'
import { blockedAtOnce, blockKind, blockReason, slotCount, slotRange } from '../domain/block'
import { instant } from '../domain/event'
import { id } from '../domain/ids'
import { place } from '../domain/order'
import { refusing } from '../errors/refusals'
import { writes } from './procedure'
import { basket } from './selling'

const ranges = z
  .array(slotRange.refine(({ first, last }) => first <= last, 'runs backwards'))
  .min(1)
  .max(blockedAtOnce)
  .refine(named => slotCount(named) <= blockedAtOnce, `names more than ${blockedAtOnce} places`)

/** `operationId` is drawn by the page when a step begins: the same sent again is the same step. */
const step = z.strictObject({ operationId: id, eventId: id, ranges })

const blocked = z.looseObject({ count: z.number() })

/** Keeping places from sale, and giving them back. */
export const blocksContract = {
  /** Blocks free places: all of them or none. At `releaseAt` they are free again. */
  block: writes('manager')
    .input(step.extend({ kind: blockKind, reason: blockReason, releaseAt: instant.optional() }))
    .output(blocked)
    .errors(refusing('SEAT_TAKEN', 'NOT_FOUND', 'IN_THE_PAST', 'LIMIT_EXCEEDED', 'EDITED_MEANWHILE')),
  /** Says anew why and until when places are blocked; `releaseAt: null` is until somebody unblocks them. */
  change: writes('manager')
    .input(
      step.extend({
        kind: blockKind.optional(),
        reason: blockReason.optional(),
        releaseAt: instant.nullable().optional(),
      }),
    )
    .output(blocked)
    .errors(refusing('NOT_BLOCKED', 'IN_THE_PAST', 'EDITED_MEANWHILE')),
  /** Frees blocked places. */
  unblock: writes('manager').input(step).output(blocked).errors(refusing('NOT_BLOCKED', 'EDITED_MEANWHILE')),
  /** Takes blocked places into a basket of this terminal, in one step: nobody else can have them in between. */
  unblockIntoBasket: writes('manager')
    .input(
      z.strictObject({
        operationId: id,
        basketId: id,
        orderId: id,
        wanted: z
          .array(
            z.strictObject({
              eventId: id,
              areaId: id,
              slot: place.shape.slot,
              ticketType: id,
              priceType: id,
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .output(basket)
    .errors(
      refusing(
        'NOT_BLOCKED',
        'NOT_ON_SALE',
        'NOT_FOUND',
        'LIMIT_EXCEEDED',
        'ONE_CURRENCY',
        'BASKET_CHANGED',
        'BASKET_TAKEN',
        'HOLD_EXPIRED',
        'SEAT_TAKEN',
        'EDITED_MEANWHILE',
      ),
    ),
}
