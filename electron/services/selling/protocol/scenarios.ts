import type { RuleName } from './rules'
import type { World } from './search'
import { firstState, key, type Left, type Order, timedBlock, type Value } from './state'
import * as w from './wishes'

/** A small piece of a day at the counters, and the rules without which it goes wrong. */
export interface Scenario {
  title: string
  needs: readonly RuleName[]
  /** Each happens at most once, in any order in which it can. */
  wishes: readonly w.Wish[]
  /** How many faults of each kind may come in between; none where nothing is said. */
  faults?: Partial<Omit<Left, 'wishes'>>
  /** What is there from the beginning. */
  given?: Readonly<Record<string, Value>>
}

/** The scenario with `more` further faults of every kind. */
export function worldOf({ wishes, faults = {}, given = {} }: Scenario, more = 0): World {
  const { silences = 0, resends = 0, leaseEnds = 0, crashes = 0 } = faults
  const left: Left = {
    wishes: wishes.map(() => 1),
    ...{ silences: silences + more, resends: resends + more },
    ...{ leaseEnds: leaseEnds + more, crashes: crashes + more },
  }
  return { first: firstState(left, given), wishes }
}

const orderOf = (lines: number[], more: Partial<Order> = {}): Order => ({
  ...{ is: 'order', status: 'sold', lines, tickets: lines.length, refunded: [], operations: [] },
  ...{ number: 'A0', price: 1, atOnce: false, voucher: false, ...more },
})
/** An order that is there from the beginning, with its claims. */
const given = (id: string, order: Order): Record<string, Value> => ({
  [key.order(id)]: order,
  ...Object.fromEntries(
    order.lines.map(slot => [key.claim(slot), { is: 'claim', owner: key.order(id) } as const]),
  ),
})
const blocked = (slot: number, owner: string): Record<string, Value> => ({
  [key.claim(slot)]: { is: 'claim', owner },
})

export const scenarios: readonly Scenario[] = [
  {
    title: 'two tills want one seat',
    needs: ['claimAbsent'],
    wishes: [
      w.hold('A', 1),
      w.hold('A', 2),
      w.commit('A', 'anna'),
      w.hold('B', 1),
      w.commit('B', 'bert'),
      w.sellAtOnce('B', 'bob', 1),
    ],
    faults: { silences: 1 },
  },
  {
    title: 'a seat is dropped, and the answer is lost',
    needs: ['ownerCompared', 'ownerWritten'],
    wishes: [w.hold('A', 1, 2), w.drop('A', 2), w.commit('A', 'anna'), w.sellAtOnce('B', 'bert', 2)],
    faults: { silences: 2 },
  },
  {
    title: 'a basket grows while leases end',
    needs: ['basketKeepsLease', 'basketIdOnce', 'doubtfulLeaseDropped'],
    wishes: [
      w.hold('A', 1),
      w.hold('A', 2),
      w.hold('A', 3),
      w.commit('A', 'anna'),
      w.sellAtOnce('B', 'bert', 1),
    ],
    faults: { silences: 1, leaseEnds: 1 },
  },
  {
    title: 'a basket is let go',
    needs: ['letGoEndsLease'],
    wishes: [w.hold('A', 1), w.drop('A', 1), w.hold('A', 2), w.sellAtOnce('B', 'bert', 1)],
    faults: { silences: 2, resends: 1, leaseEnds: 1 },
  },
  {
    title: 'a supervisor frees a seat of a basket',
    needs: ['supervisorKeepsLease'],
    wishes: [
      w.hold('A', 1, 2),
      w.hold('A', 3),
      w.freeOne('B', 'A1', 2),
      w.commit('A', 'anna'),
      w.sellAtOnce('B', 'bert', 1),
    ],
    faults: { silences: 1, leaseEnds: 1 },
  },
  {
    title: 'a basket is taken over',
    needs: ['moveDeletesOldBasket', 'moveOnNewLease'],
    wishes: [
      w.hold('A', 1),
      w.hold('A', 2),
      w.takeOver('B', 'A1'),
      w.commit('A', 'anna'),
      w.commit('B', 'bert'),
    ],
    faults: { silences: 1, leaseEnds: 1 },
  },
  {
    title: 'a sale without an answer',
    needs: ['tombstone', 'resendClearsNothing', 'orderAbsent', 'journalFirst', 'recoverySettles'],
    wishes: [w.sellAtOnce('A', 'anna', 1), w.sellAtOnce('A', 'anna', 1), w.hold('B', 1), w.drop('B', 1)],
    faults: { silences: 1, resends: 1, crashes: 1 },
  },
  {
    title: 'a basket paid without an answer',
    needs: ['saleOffLease'],
    wishes: [
      w.hold('A', 1),
      w.commit('A', 'anna'),
      w.drop('A', 1),
      w.commit('A', 'anna'),
      w.sellAtOnce('B', 'bert', 1),
    ],
    faults: { silences: 1, resends: 1, crashes: 1, leaseEnds: 1 },
  },
  {
    title: 'a sale is tried again with a basket',
    needs: ['deadByOwnCompare'],
    wishes: [
      w.sellAtOnce('A', 'anna', 1),
      w.hold('A', 2),
      w.commit('A', 'anna'),
      w.freeOne('B', 'A1', 2),
      w.sellAtOnce('B', 'bert', 1),
    ],
    faults: { silences: 1, leaseEnds: 1 },
  },
  {
    title: 'a customer is served again',
    needs: ['oneIdForASale', 'tellsTheOrder', 'ledgerCompared'],
    wishes: [
      w.sellAtOnce('A', 'anna', 1),
      w.sellAtOnce('A', 'anna', 2),
      w.sellAtOnce('A', 'carl', 3),
      w.sellAtOnce('B', 'bert', 1),
    ],
    faults: { silences: 1, resends: 1 },
  },
  {
    title: 'one ticket of two is refunded, at two tills',
    needs: ['orderCompared', 'fence', 'operationOnce'],
    given: given('anna', orderOf([1, 2])),
    wishes: [
      w.refundOne('A', 'anna'),
      w.refundOne('A', 'anna'),
      w.refundOne('B', 'anna'),
      w.sellAtOnce('B', 'bert', 1),
    ],
    faults: { silences: 1, resends: 1 },
  },
  {
    title: 'a reservation is collected at two tills, or runs out',
    needs: ['orderCompared', 'doneById'],
    given: given('anna', orderOf([1], { status: 'reserved' })),
    wishes: [
      w.collect('A', 'anna'),
      w.collect('B', 'anna'),
      w.clockPasses('A'),
      w.clockPasses('B'),
      w.expire('B', 'anna'),
      w.sellAtOnce('A', 'bert', 1),
    ],
    faults: { silences: 1 },
  },
  {
    title: 'a card is charged',
    needs: ['payingOffLease', 'payingWaits'],
    wishes: [
      w.hold('A', 1),
      w.commit('A', 'anna', { status: 'paying' }),
      w.settlePayment('A', 'anna'),
      w.settlePayment('B', 'anna'),
      w.sellAtOnce('B', 'bert', 1),
    ],
    faults: { silences: 1, leaseEnds: 1, crashes: 1 },
  },
  {
    title: 'the price goes up',
    needs: ['holdComparesType', 'saleComparesType'],
    wishes: [
      w.hold('A', 1),
      w.hold('A', 2),
      w.commit('A', 'anna'),
      w.sellAtOnce('A', 'carl', 3),
      w.changePrice('B'),
    ],
    faults: { silences: 1 },
  },
  {
    title: 'the event is cancelled',
    needs: ['cancelDeletesBaskets'],
    wishes: [
      w.hold('A', 1),
      w.hold('A', 2),
      w.commit('A', 'anna'),
      w.closeSale('B'),
      w.freeBaskets('B'),
      w.freeBaskets('B'),
    ],
    faults: { silences: 1 },
  },
  {
    title: 'a voucher for one use',
    needs: ['voucherCompared', 'voucherInCommit'],
    wishes: [
      w.hold('A', 1),
      w.commit('A', 'anna', { voucher: true }),
      w.hold('B', 2),
      w.commit('B', 'bert', { voucher: true }),
      w.refundOne('B', 'anna'),
    ],
    faults: { silences: 1, crashes: 1 },
  },
  {
    title: 'a voucher is given back',
    needs: ['voucherBackInRefund'],
    given: { ...given('anna', orderOf([1], { voucher: true })), [key.voucher]: { is: 'voucher', uses: 1 } },
    wishes: [
      w.refundOne('A', 'anna'),
      w.hold('A', 2),
      w.commit('A', 'carl', { voucher: true }),
      w.hold('B', 3),
      w.commit('B', 'bert', { voucher: true }),
    ],
    faults: { silences: 1, resends: 1 },
  },
  {
    title: 'a block is lifted twice',
    needs: ['blockCompared'],
    given: blocked(1, 'house'),
    wishes: [
      w.unblock('A', 1),
      w.unblock('B', 1),
      w.block('A', 1),
      w.sellAtOnce('B', 'bert', 1),
      w.sellAtOnce('A', 'anna', 1),
    ],
    faults: { silences: 2 },
  },
  {
    title: 'a timed block ends, and one clock is ahead',
    needs: ['releaseOnAllClocks'],
    given: blocked(1, timedBlock),
    wishes: [
      w.clockPasses('A'),
      w.clockPasses('B'),
      w.releaseBlock('A', 1),
      w.releaseBlock('B', 1),
      w.sellAtOnce('B', 'bert', 1),
    ],
    faults: { silences: 2 },
  },
  {
    title: 'a seat is exchanged',
    needs: ['exchangeComparesBasket', 'exchangeInOne'],
    given: given('anna', orderOf([1])),
    wishes: [
      w.hold('A', 2),
      w.exchange('A', 'anna'),
      w.refundOne('B', 'anna'),
      w.sellAtOnce('B', 'bert', 2),
      w.sellAtOnce('B', 'bob', 1),
    ],
    faults: { silences: 1, leaseEnds: 1 },
  },
  {
    title: 'a group is held in steps',
    needs: ['groupInOne'],
    wishes: [
      w.hold('A', 1),
      w.hold('A', 2),
      w.hold('A', 3),
      w.commit('A', 'anna'),
      w.sellAtOnce('B', 'bert', 3),
    ],
    faults: { silences: 1, leaseEnds: 1 },
  },
]

/** Everything at once: too much to see all of it, so it is only walked through at random. */
export const wholeDay: Scenario = {
  title: 'a whole day',
  needs: [],
  given: { ...given('anna', orderOf([1], { voucher: true })), [key.voucher]: { is: 'voucher', uses: 1 } },
  wishes: [
    ...[w.hold('A', 2), w.hold('A', 3), w.drop('A', 3), w.commit('A', 'carl'), w.hold('A', 3)],
    ...[w.commit('A', 'cleo', { voucher: true }), w.sellAtOnce('A', 'dora', 1), w.sellAtOnce('A', 'dora', 2)],
    ...[w.refundOne('A', 'anna'), w.refundOne('B', 'anna'), w.exchange('A', 'anna'), w.exchange('B', 'anna')],
    ...[w.hold('B', 3), w.hold('B', 2), w.commit('B', 'emil', { status: 'paying' })],
    ...[w.settlePayment('B', 'emil'), w.settlePayment('A', 'emil'), w.takeOver('B', 'A1')],
    ...[w.commit('B', 'finn', { voucher: true }), w.freeOne('B', 'A1', 2), w.changePrice('B')],
    ...[w.block('B', 1), w.unblock('A', 1), w.unblock('B', 1), w.refundOne('A', 'carl')],
  ],
  faults: { silences: 1, resends: 1, leaseEnds: 1, crashes: 1 },
}
