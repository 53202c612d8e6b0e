import { z } from 'zod'
import { id } from '../domain/ids'
import { refusing } from '../errors/refusals'
import { groupWanted, heldGroup } from './group'
import { feedOf, reads, resume, writes } from './procedure'
import { basket, place } from './selling'

/** Most of a basket in a line: how many of which tickets. */
const placesOf = z.looseObject({
  eventName: z.string(),
  areaName: z.string(),
  ticketName: z.string(),
  count: z.number(),
})

/**
 * A basket of any terminal. `openUntil` is by the clock of the till that has it; when that till is gone its places free
 * themselves two minutes later. `customerName`: it is put aside for them.
 */
const standingBasket = z.looseObject({
  terminalId: z.string(),
  terminalPresent: z.boolean(),
  basketId: z.string(),
  sellerName: z.string(),
  openedAt: z.string(),
  openUntil: z.string(),
  customerName: z.string().optional(),
  extensions: z.number(),
  places: z.array(placesOf),
  currency: z.string(),
  totalMinor: z.number(),
})
export type StandingBasket = z.infer<typeof standingBasket>

/** Every open basket, and the terminals that run: whom one can be handed to. */
const standing = z.looseObject({ baskets: z.array(standingBasket), terminals: z.array(z.string()) })
export type StandingBaskets = z.infer<typeof standing>

const named = z.strictObject({ terminalId: id, basketId: id })
/** What a move makes of the basket: a new id, which the page draws; the same one sent again is the same move. */
const moved = z.strictObject({ basketId: id, newBasketId: id })
const cannotMove = refusing('NOT_FOUND', 'BASKET_TAKEN', 'BASKET_CHANGED', 'HOLD_EXPIRED', 'NOT_ON_SALE')

/** What happens to a basket between its first place and its sale. */
export const basketsContract = {
  /** Baskets that were put aside, at any terminal, live. */
  aside: reads('cashier').input(z.strictObject({ resume })).output(feedOf(standing, standing)),
  /** Every open basket of every terminal, live. */
  everywhere: reads('manager').input(z.strictObject({ resume })).output(feedOf(standing, standing)),

  /**
   * Gives it the whole hold time again, as often as the house allows. It keeps its id, but for one case: where an
   * earlier answer was lost its lease cannot be renewed, and it goes on as `newBasketId`.
   */
  extend: writes('cashier')
    .input(moved)
    .output(basket)
    .errors({ ...cannotMove, ...refusing('HELD_LONG_ENOUGH') }),
  /** Keeps it for a customer who comes back; `forMs` is at most what the house allows. */
  putAside: writes('cashier')
    .input(
      moved.extend({
        customerName: z.string().trim().min(1).max(80),
        forMs: z.number().int().min(60_000).max(86_400_000).optional(),
      }),
    )
    .output(basket)
    .errors({ ...cannotMove, ...refusing('HELD_LONG_ENOUGH') }),
  /** Takes one that was put aside, here or elsewhere, to be sold here. */
  recall: writes('cashier')
    .input(named.extend({ newBasketId: id, orderId: id }))
    .output(basket)
    .errors(cannotMove),
  /** Gives it to another terminal, whose till shows it at once. */
  handOver: writes('cashier')
    .input(moved.extend({ toTerminalId: id }))
    .output(z.looseObject({}))
    .errors({ ...cannotMove, ...refusing('HELD_LONG_ENOUGH', 'TERMINAL_GONE') }),

  /** Frees these places of a basket of any terminal, or all of them. */
  free: writes('manager')
    .input(named.extend({ places: z.array(place).min(1).max(2_000).optional() }))
    .output(z.looseObject({}))
    .errors(cannotMove),
  /** Takes it from any terminal, to be sold here. */
  takeOver: writes('manager')
    .input(named.extend({ newBasketId: id, orderId: id }))
    .output(basket)
    .errors(cannotMove),
  /** Gives the basket of any terminal to another one that runs. */
  reassign: writes('manager')
    .input(named.extend({ newBasketId: id, toTerminalId: id }))
    .output(z.looseObject({}))
    .errors({ ...cannotMove, ...refusing('TERMINAL_GONE') }),

  /**
   * Holds a group of up to 2,000 under one basket, a hundred at a time, each step all or nothing; the till's feed
   * shows how far it is. When a step fails, what was held of the group is let go or kept, as asked.
   */
  holdGroup: writes('cashier')
    .input(groupWanted)
    .output(heldGroup)
    .errors({
      ...refusing('GROUP_NOT_HELD', 'NOT_ON_SALE', 'NOT_FOUND', 'LIMIT_EXCEEDED', 'ONE_CURRENCY'),
      ...refusing('SEAT_TAKEN', 'SOLD_OUT', 'BASKET_CHANGED', 'HOLD_EXPIRED', 'BASKET_TAKEN'),
    }),
}
