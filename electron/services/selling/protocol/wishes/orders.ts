import { toldAsItIs } from '../answers'
import type { Keeps } from '../rules'
import { type Basket, key, type Matter, type Order, read, type State, type TerminalName } from '../state'
import { exchangeTxn, looseVoucherTxn, operationTxn } from '../transactions'
import { commit } from './sales'
import { begun, certainBasket, isIdle, notice, send, timeIsOver, type Wish } from './wish'

/** What an operation makes of an order as it is now; nothing if it cannot be done to it. */
type Change = (
  order: Order,
  state: State,
  keeps: Keeps,
) => { after: Order; freed?: readonly number[]; basket?: Basket; voucherBack?: boolean } | undefined

/** A wish that changes an order. The same wish again carries the same operation id. */
function operation(by: TerminalName, name: string, order: string, says: string, change: Change): Wish {
  const matter: Matter = { order, operation: `${name} of ${order} by ${by}` }
  const { operation: id = '' } = matter
  return {
    says,
    begin(state, keeps) {
      const stored = read(state, 'order', key.order(order))
      const before = state.tills[by].told[id]
      if (!stored || !isIdle(state, by) || before === 'done') return undefined
      if (keeps('operationOnce') && stored.operations.includes(id))
        return toldAsItIs(state, by, matter, keeps)
      const changed = change(stored, state, keeps)
      if (!changed) return undefined
      const after = { ...changed.after, operations: [...stored.operations, id] }
      const { freed = [], basket, voucherBack = false } = changed
      const loose = voucherBack && !keeps('voucherBackInRefund')
      const txn = basket
        ? exchangeTxn(keeps, state, order, after, basket)
        : operationTxn(keeps, state, { id: order, after, freed, voucherBack: voucherBack && !loose })
      const next = loose ? notice('… and gives the voucher back', looseVoucherTxn(state, -1)) : undefined
      return send(begun(state, by, matter, keeps), by, {
        says,
        txn,
        purpose: { ...{ step: 'operation', matter, refunds: name === 'refund' }, ...(next && { next }) },
      })
    },
  }
}

/** Gives the money of one ticket back, and frees its seat. */
export const refundOne = (by: TerminalName, order: string): Wish =>
  operation(by, 'refund', order, `${by} refunds one ticket of ${order}`, before => {
    const [slot, ...lines] = before.lines
    if (slot === undefined || before.status !== 'sold') return undefined
    const refunded = [...before.refunded, `refund of ${order} by ${by}`]
    return { after: { ...before, lines, refunded }, freed: [slot], voucherBack: before.voucher }
  })

export const collect = (by: TerminalName, order: string): Wish =>
  operation(by, 'collect', order, `${by} collects the reservation ${order}`, before =>
    before.status === 'reserved' ? { after: { ...before, status: 'sold' } } : undefined,
  )

/** Lets a reservation go whose time is over. */
export const expire = (by: TerminalName, order: string): Wish =>
  operation(
    by,
    'expiry',
    order,
    `${by} lets the reservation ${order} go: its time is over`,
    (before, state, keeps) =>
      before.status === 'reserved' && timeIsOver(state, by, keeps)
        ? { after: { ...before, status: 'released', lines: [] }, freed: before.lines }
        : undefined,
  )

/** What becomes of an order whose money moves outside the drawer: the device's word decides. */
export function settlePayment(by: TerminalName, order: string): Wish {
  const says = `${by} settles the payment of ${order}`
  const onOrder = operation(by, 'settlement', order, says, (before, state, keeps) => {
    if (before.status !== 'paying') return undefined
    const word = state.device[order]
    if (word === 'paid') return { after: { ...before, status: 'sold' } }
    if (word === 'declined' || !keeps('payingWaits'))
      return { after: { ...before, status: 'released', lines: [] }, freed: before.lines }
    return undefined
  })
  return {
    says,
    begin: (state, keeps) =>
      keeps('payingOffLease') || state.device[order] !== 'paid'
        ? onOrder.begin(state, keeps)
        : commit(by, order).begin(state, keeps),
  }
}

/** Gives an order the seats of the basket for those it has. */
export const exchange = (by: TerminalName, order: string): Wish =>
  operation(
    by,
    'exchange',
    order,
    `${by} exchanges the seats of ${order} for its basket`,
    (before, state, keeps) => {
      const basket = certainBasket(state, by)
      if (before.status !== 'sold' || !basket || basket.lines.length !== before.lines.length) return undefined
      return keeps('exchangeInOne')
        ? { after: { ...before, lines: basket.lines }, basket }
        : { after: { ...before, lines: [] }, freed: before.lines }
    },
  )
