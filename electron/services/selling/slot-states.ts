import type { Claim, StoredOrder } from '../../keyspace'

/** What a slot can be. In etcd: no claim; a claim that says so; for `reserved` and `paying`, its order says which. */
export type SlotCondition = 'free' | 'held' | 'blocked' | 'reserved' | 'paying' | 'sold'

/** A way from one condition to the next. */
interface SlotStep {
  from: SlotCondition
  to: SlotCondition
  /** What the transaction compares, and so writes or deletes, for the slot. The ledger and the audit record come besides. */
  owner: 'no claim' | 'basket' | 'basket and order' | 'order' | 'both orders' | 'block' | 'block and basket'
  /** By which procedures, or by what, it is taken. */
  by: string
}

/**
 * Every step that a slot can take; nothing else ever happens to one. What starts at `free` also compares the ticket types
 * that the place is sold by, or the area that it is blocked in, so that no edit of them is gone past.
 */
export const slotSteps = {
  hold: { from: 'free', to: 'held', owner: 'no claim', by: 'selling.hold, baskets.holdGroup' },
  drop: {
    from: 'held',
    to: 'free',
    owner: 'basket',
    by: 'selling.drop, release and hold instead of others, baskets.free, the deadline, events.cancel; the end of the lease',
  },
  retype: { from: 'held', to: 'held', owner: 'basket', by: 'selling.retype, and hold instead of itself' },
  move: {
    from: 'held',
    to: 'held',
    owner: 'basket',
    by: 'baskets.putAside, recall, handOver, takeOver, reassign, extend',
  },
  commit: { from: 'held', to: 'sold', owner: 'basket and order', by: 'selling.commit' },
  sellAtOnce: { from: 'free', to: 'sold', owner: 'no claim', by: 'selling.sellAtOnce' },
  reserve: { from: 'held', to: 'reserved', owner: 'basket and order', by: 'selling.reserve' },
  beginPayment: { from: 'held', to: 'paying', owner: 'basket and order', by: 'selling.beginPayment' },
  extendReservation: { from: 'reserved', to: 'reserved', owner: 'order', by: 'orders.extendReservation' },
  collect: { from: 'reserved', to: 'sold', owner: 'order', by: 'orders.collect' },
  letReservationGo: {
    from: 'reserved',
    to: 'free',
    owner: 'order',
    by: 'orders.releaseReservation, its end on all clocks, events.cancel',
  },
  charged: { from: 'paying', to: 'sold', owner: 'order', by: 'orders.settlePayment' },
  notCharged: { from: 'paying', to: 'free', owner: 'order', by: 'orders.settlePayment' },
  refund: { from: 'sold', to: 'free', owner: 'order', by: 'orders.refund and void, events.cancel' },
  exchangeOut: { from: 'sold', to: 'free', owner: 'order', by: 'orders.exchange' },
  exchangeIn: { from: 'held', to: 'sold', owner: 'basket and order', by: 'orders.exchange' },
  swap: { from: 'sold', to: 'sold', owner: 'both orders', by: 'orders.swap' },
  block: { from: 'free', to: 'blocked', owner: 'no claim', by: 'blocks.block; events.setCapacity withdraws' },
  changeBlock: { from: 'blocked', to: 'blocked', owner: 'block', by: 'blocks.change' },
  unblock: {
    from: 'blocked',
    to: 'free',
    owner: 'block',
    by: 'blocks.unblock, its release on all clocks; events.setCapacity restores',
  },
  unblockIntoBasket: {
    from: 'blocked',
    to: 'held',
    owner: 'block and basket',
    by: 'blocks.unblockIntoBasket',
  },
} as const satisfies Record<string, SlotStep>

export type SlotStepName = keyof typeof slotSteps

/**
 * What a slot is by its claim and, where that names one, its order.
 * @returns nothing for a reservation whose order does not say how it stands: such a claim has no owner
 */
export function conditionOf(
  claim: Claim | undefined,
  order: StoredOrder | undefined,
): SlotCondition | undefined {
  if (!claim) return 'free'
  if (claim.state === 'hold') return 'held'
  if (claim.state === 'block') return 'blocked'
  if (claim.state === 'sale') return order?.status === 'sold' ? 'sold' : undefined
  return order?.status === 'reserved' || order?.status === 'paying' ? order.status : undefined
}
