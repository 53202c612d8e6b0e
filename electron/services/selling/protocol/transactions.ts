import type { Keeps } from './rules'
import {
  type Basket,
  type Compare,
  type Entry,
  key,
  type Order,
  type Put,
  read,
  revisionOf,
  type State,
  type TerminalName,
  type Txn,
} from './state'

/*
 * The transactions of the protocol, as in ../transactions.ts but for names and prices. A rule that is switched off
 * leaves out its compare, its write, or puts it elsewhere.
 */

const unchanged = (state: State, name: string): Compare => ({ key: name, revision: revisionOf(state, name) })
const absent = (name: string): Compare => ({ key: name, revision: 0 })
const when = <T>(condition: boolean, ...items: T[]): T[] => (condition ? items : [])

const basketUnchanged = (keeps: Keeps, { id, revision }: Basket): Compare => ({
  key: key.basket(id),
  revision: keeps('ownerCompared') || revision === 0 ? revision : 'present',
})
const orderUnchanged = (keeps: Keeps, state: State, id: string): Compare =>
  keeps('orderCompared') ? unchanged(state, key.order(id)) : { key: key.order(id), revision: 'present' }

const putBasket = ({ id, lines, price, lease }: Basket): Put => ({
  key: key.basket(id),
  value: { is: 'basket', lines, price },
  lease,
})
const putOrder = (id: string, value: Order): Put => ({ key: key.order(id), value, lease: 0 })
const putClaims = (slots: readonly number[], owner: string, lease: number): Put[] =>
  slots.map(slot => ({ key: key.claim(slot), value: { is: 'claim', owner }, lease }))

/** Adds slots to a basket. `lease` is the basket's own, or another one where `basketKeepsLease` is off. */
export function holdTxn(keeps: Keeps, state: State, after: Basket, added: readonly number[]): Txn {
  return {
    compare: [
      basketUnchanged(keeps, after),
      ...when(keeps('holdComparesType'), unchanged(state, key.type)),
      ...when(keeps('claimAbsent'), ...added.map(slot => absent(key.claim(slot)))),
    ],
    put: [...putClaims(added, key.basket(after.id), after.lease), putBasket(after)],
    remove: [],
  }
}

/** Takes slots out of a basket; without lines left it goes too. */
export function dropTxn(keeps: Keeps, after: Basket, dropped: readonly number[]): Txn {
  const emptied = after.lines.length === 0
  return {
    compare: [basketUnchanged(keeps, after)],
    put: when(keeps('ownerWritten') && !emptied, putBasket(after)),
    remove: [...dropped.map(key.claim), ...when(keeps('ownerWritten') && emptied, key.basket(after.id))],
  }
}

/** Rewrites a basket unchanged: every earlier message about it is dead. */
export const fenceBasketTxn = (keeps: Keeps, basket: Basket): Txn => ({
  compare: [basketUnchanged(keeps, basket)],
  put: [putBasket(basket)],
  remove: [],
})

/** What a sale is, whichever way it is made. */
export interface Sale {
  id: string
  terminal: TerminalName
  status: 'sold' | 'paying' | 'reserved'
  lines: readonly number[]
  price: number
  atOnce: boolean
  voucher: boolean
  /** Where a group is committed in loose steps: how many tickets it will have. */
  tickets?: number
  /** Where a sale leaves its claims on the basket's lease. */
  lease?: number
}

function saleTxn(keeps: Keeps, state: State, sale: Sale): Txn {
  const { id, terminal, status, lines, price, atOnce, voucher, tickets = lines.length, lease = 0 } = sale
  const last = (read(state, 'ledger', key.ledger(terminal))?.last ?? 0) + 1
  const spendsNow = voucher && keeps('voucherInCommit')
  return {
    compare: [
      ...when(keeps('orderAbsent'), absent(key.order(id))),
      ...when(keeps('ledgerCompared'), unchanged(state, key.ledger(terminal))),
      ...when(spendsNow && keeps('voucherCompared'), unchanged(state, key.voucher)),
    ],
    put: [
      ...putClaims(lines, key.order(id), lease),
      putOrder(id, {
        is: 'order',
        status,
        ...{ lines, tickets, price, atOnce, voucher },
        refunded: [],
        operations: [],
        number: `${terminal}${last}`,
      }),
      { key: key.ledger(terminal), value: { is: 'ledger', last }, lease: 0 },
      ...when(spendsNow, voucherUsed(state, 1)),
    ],
    remove: [],
  }
}

export function commitTxn(keeps: Keeps, state: State, sale: Sale, basket: Basket): Txn {
  const made = saleTxn(keeps, state, keeps('saleOffLease') ? sale : { ...sale, lease: basket.lease })
  const rest = basket.lines.filter(slot => !sale.lines.includes(slot))
  return {
    compare: [...made.compare, basketUnchanged(keeps, basket)],
    put: [...made.put, ...when(rest.length > 0, putBasket({ ...basket, lines: rest }))],
    remove: when(rest.length === 0, key.basket(basket.id)),
  }
}

export function sellAtOnceTxn(keeps: Keeps, state: State, sale: Sale): Txn {
  const made = saleTxn(keeps, state, sale)
  return {
    ...made,
    compare: [
      ...made.compare,
      ...when(keeps('saleComparesType'), unchanged(state, key.type)),
      ...when(keeps('claimAbsent'), ...sale.lines.map(slot => absent(key.claim(slot)))),
    ],
  }
}

/** The voucher with one use more, or one given back. */
const voucherUsed = (state: State, by: 1 | -1): Put => ({
  key: key.voucher,
  value: { is: 'voucher', uses: (read(state, 'voucher', key.voucher)?.uses ?? 0) + by },
  lease: 0,
})

/** Only where a voucher is spent, or given back, beside the sale's or the refund's own transaction. */
export const looseVoucherTxn = (state: State, by: 1 | -1): Txn => ({
  compare: [],
  put: [voucherUsed(state, by)],
  remove: [],
})

/** Only where a group is committed in loose steps: the rest of the basket goes to the order that is there. */
export const restOfGroupTxn = (sale: Sale, order: Order, basket: Basket): Txn => ({
  compare: [
    { key: key.order(sale.id), revision: 'present' },
    { key: key.basket(basket.id), revision: 'present' },
  ],
  put: [
    ...putClaims(basket.lines, key.order(sale.id), 0),
    putOrder(sale.id, { ...order, lines: basket.lines }),
  ],
  remove: [key.basket(basket.id)],
})

/** Gives an order up: no copy of its sale can make it any more. */
export const tombstoneTxn = (id: string): Txn => ({
  compare: [absent(key.order(id))],
  put: [
    putOrder(id, {
      is: 'order',
      status: 'abandoned',
      ...{ lines: [], tickets: 0, refunded: [], operations: [] },
      ...{ number: '', price: 0, atOnce: false, voucher: false },
    }),
  ],
  remove: [],
})

/** Rewrites an order unchanged: no earlier copy of an operation on it can be carried out any more. */
export const fenceOrderTxn = (state: State, id: string, order: Order): Txn => ({
  compare: [unchanged(state, key.order(id))],
  put: [putOrder(id, order)],
  remove: [],
})

/** Changes an order; `freed` are the seats it lets go. */
export const operationTxn = (
  keeps: Keeps,
  state: State,
  change: { id: string; after: Order; freed?: readonly number[]; voucherBack?: boolean },
): Txn => ({
  compare: [
    orderUnchanged(keeps, state, change.id),
    ...when(change.voucherBack === true, unchanged(state, key.voucher)),
  ],
  put: [putOrder(change.id, change.after), ...when(change.voucherBack === true, voucherUsed(state, -1))],
  remove: (change.freed ?? []).map(key.claim),
})

/** Gives an order the seats of `basket` for those it has. */
export function exchangeTxn(keeps: Keeps, state: State, id: string, after: Order, basket: Basket): Txn {
  const taken = { compare: orderUnchanged(keeps, state, id), put: putOrder(id, after) }
  return {
    compare: [taken.compare, ...when(keeps('exchangeComparesBasket'), basketUnchanged(keeps, basket))],
    put: [...putClaims(basket.lines, key.order(id), 0), taken.put],
    remove: [...(read(state, 'order', key.order(id))?.lines ?? []).map(key.claim), key.basket(basket.id)],
  }
}

/** Moves a basket with its claims to a new key. */
export function moveTxn(keeps: Keeps, from: { id: string; entry: Entry }, after: Basket): Txn {
  const old = key.basket(from.id)
  return {
    compare: [
      { key: old, revision: keeps('ownerCompared') ? from.entry.revision : 'present' },
      absent(key.basket(after.id)),
    ],
    put: [...putClaims(after.lines, key.basket(after.id), after.lease), putBasket(after)],
    remove: when(keeps('moveDeletesOldBasket'), old),
  }
}

/** A supervisor frees one slot of somebody's basket. */
export function freeTxn(keeps: Keeps, id: string, entry: Entry, lines: readonly number[], slot: number): Txn {
  const name = key.basket(id)
  const price = entry.value.is === 'basket' ? entry.value.price : 0
  const rest = lines.filter(line => line !== slot)
  const lease = keeps('supervisorKeepsLease') ? entry.lease : 0
  return {
    compare: [{ key: name, revision: entry.revision }],
    put: when(rest.length > 0, putBasket({ id, lines: rest, price, lease, revision: 0, inDoubt: false })),
    remove: [key.claim(slot), ...when(rest.length === 0, name)],
  }
}

export const blockTxn = (slot: number): Txn => ({
  compare: [absent(key.claim(slot))],
  put: putClaims([slot], 'house', 0),
  remove: [],
})

export const unblockTxn = (keeps: Keeps, state: State, slot: number): Txn => {
  const name = key.claim(slot)
  return {
    compare: [keeps('blockCompared') ? unchanged(state, name) : { key: name, revision: 'present' }],
    put: [],
    remove: [name],
  }
}

export const changePriceTxn = (state: State): Txn => ({
  compare: [unchanged(state, key.type)],
  put: [{ key: key.type, value: { is: 'type', price: 2, cancelled: false }, lease: 0 }],
  remove: [],
})

export const closeSaleTxn = (state: State): Txn => ({
  compare: [unchanged(state, key.type)],
  put: [{ key: key.type, value: { is: 'type', price: 1, cancelled: true }, lease: 0 }],
  remove: [],
})

/** Deletes the baskets that are open once the sale is closed: from then on no new one can be. */
export function freeBasketsTxn(state: State): Txn {
  const baskets = Object.entries(state.keys).filter(([, { value }]) => value.is === 'basket')
  return {
    compare: baskets.map(([name, { revision }]): Compare => ({ key: name, revision })),
    put: [],
    remove: baskets.flatMap(([name, { value }]) => [
      name,
      ...(value.is === 'basket' ? value.lines.map(key.claim) : []),
    ]),
  }
}
