import type { CampaignOptions } from '../options'

/** How a mutant is let loose: what differs from how all others are. */
export type Hunting = Partial<
  Pick<CampaignOptions, 'faults' | 'operations' | 'terminals' | 'windows' | 'orders' | 'thinkMs' | 'leastMs'>
>

/**
 * Copies of a sale die as soon as their terminal sells again: so one cashier each who thinks for long, sells what was
 * not held, since a hold would end before the copies arrive, and what nobody else wants, and asks what became of it.
 */
export const quietTills: Hunting = {
  ...{ faults: ['long silence'], operations: ['sell standing places at once', 'ask what became of it'] },
  ...{ terminals: 4, windows: 1, thinkMs: 4_000, orders: 0, leastMs: 40_000 },
}

/** The same, for tills that die in the middle of a sale. */
export const dyingTills: Hunting = {
  ...quietTills,
  ...{ faults: ['terminals killed in silence'], thinkMs: 2_000 },
}

/** Tills that come to the same few orders while what one of them read is long under way. */
export const crossedTills: Hunting = {
  faults: ['answers delayed'],
  operations: ['hold', 'reserve', 'extend a reservation', 'collect'],
  ...{ thinkMs: 30, orders: 0, leastMs: 10_000 },
}

/**
 * Tills that take the same few seats and let them go at once: the second copy of a hold finds a seat taken, and the
 * first one arrives when it is free again.
 */
export const contestedSeats: Hunting = {
  faults: ['messages late'],
  operations: ['hold', 'let go'],
  ...{ windows: 4, thinkMs: 50, orders: 0, leastMs: 15_000 },
}

/** What is on sale changes all the time, and tills hear of it late. */
export const editedHouse: Hunting = {
  faults: ['answers delayed'],
  operations: ['sell at once', 'edit a price'],
  ...{ thinkMs: 100, orders: 0, leastMs: 15_000 },
}

/** One terminal's clock is wrong in every campaign: here things end all the time. */
export const wrongClock: Hunting = {
  faults: [],
  operations: ['hold', 'reserve', 'block for a while'],
  ...{ thinkMs: 200, orders: 0, leastMs: 10_000 },
}

/** Every till has a customer with the same voucher, or the same gift card. */
export const contestedCodes: Hunting = {
  faults: ['answers delayed'],
  operations: ['hold', 'commit with a voucher', 'commit with a gift card', 'void'],
  ...{ thinkMs: 50, orders: 0, leastMs: 10_000 },
}
