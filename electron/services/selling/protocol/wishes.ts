import { toldAsItIs } from './answers'
import { grantLease } from './etcd'
import type { Keeps } from './rules'
import {
  type Basket,
  idOf,
  key,
  type Matter,
  type Message,
  type Order,
  read,
  type State,
  type TerminalName,
  type Txn,
  terminalNames,
  withTill,
} from './state'
import {
  blockTxn,
  changePriceTxn,
  closeSaleTxn,
  commitTxn,
  dropTxn,
  exchangeTxn,
  freeBasketsTxn,
  freeTxn,
  holdTxn,
  looseVoucherTxn,
  moveTxn,
  operationTxn,
  restOfGroupTxn,
  type Sale,
  sellAtOnceTxn,
  unblockTxn,
} from './transactions'

/** Something a person at a terminal wants once: it looks at the state and sends a message, if it can be done now. */
export interface Wish {
  says: string
  begin(state: State, keeps: Keeps): State | undefined
}

const seats = (slots: readonly number[]) =>
  slots.length === 1 ? `seat ${slots[0]}` : `seats ${slots.join(', ')}`

const send = (state: State, by: TerminalName, message: Message): State =>
  withTill(state, by, { waiting: message, unanswered: undefined })

const isIdle = (state: State, by: TerminalName) =>
  state.tills[by].status === 'running' && state.tills[by].waiting === undefined

/** The basket this terminal has and knows. */
const certainBasket = (state: State, by: TerminalName): Basket | undefined => {
  const { basket } = state.tills[by]
  return isIdle(state, by) && basket && !basket.inDoubt ? basket : undefined
}

const typeOf = (state: State) => read(state, 'type', key.type)

/** The lease for a basket that is about to be opened. */
function leaseForNewBasket(state: State, by: TerminalName): { state: State; lease: number } {
  const { lease } = state.tills[by]
  if (lease !== 0 && state.leases.includes(lease)) return { state, lease }
  const granted = grantLease(state)
  return { state: withTill(granted.state, by, { lease: granted.lease }), lease: granted.lease }
}

function newBasket(state: State, by: TerminalName, keeps: Keeps): { state: State; basket: Basket } {
  const leased = leaseForNewBasket(state, by)
  const opened = state.tills[by].opened + 1
  const id = `${by}${keeps('basketIdOnce') ? opened : 1}`
  return {
    state: withTill(leased.state, by, { opened }),
    basket: { id, lines: [], price: 0, revision: 0, lease: leased.lease, inDoubt: false },
  }
}

export function hold(by: TerminalName, ...slots: number[]): Wish {
  return {
    says: `${by} holds ${seats(slots)}`,
    begin(state, keeps) {
      const type = typeOf(state)
      const known = certainBasket(state, by)
      if (!isIdle(state, by) || (state.tills[by].basket && !known) || !type || type.cancelled)
        return undefined
      if (known && slots.some(slot => known.lines.includes(slot))) return undefined
      const blank = known ? { state, basket: known } : newBasket(state, by, keeps)
      const leased = known && !keeps('basketKeepsLease') ? grantLease(blank.state) : undefined
      const after: Basket = {
        ...blank.basket,
        ...(leased && { lease: leased.lease }),
        lines: [...blank.basket.lines, ...slots],
        price: type.price,
      }
      const from = leased?.state ?? blank.state
      return send(from, by, {
        says: this.says,
        txn: holdTxn(keeps, from, after, slots),
        purpose: { step: 'basket', after, opens: !known },
      })
    },
  }
}

/** Takes slots out of its basket; all of them lets it go. */
export function drop(by: TerminalName, ...slots: number[]): Wish {
  return {
    says: `${by} drops ${seats(slots)}`,
    begin(state, keeps) {
      const basket = certainBasket(state, by)
      if (!basket || !slots.every(slot => basket.lines.includes(slot))) return undefined
      const after = { ...basket, lines: basket.lines.filter(slot => !slots.includes(slot)) }
      return send(state, by, {
        says: this.says,
        txn: dropTxn(keeps, after, slots),
        purpose: { step: 'basket', after: after.lines.length > 0 ? after : undefined, opens: false },
      })
    },
  }
}

interface SaleWish {
  voucher?: boolean
  status?: Sale['status']
}

/** The id for a try of `customer`'s sale, or nothing if the customer has been served. */
function saleId(state: State, by: TerminalName, customer: string, keeps: Keeps): string | undefined {
  const { told } = state.tills[by]
  const tries = Object.keys(told).filter(id => id.split('#')[0] === customer)
  if (tries.some(id => told[id] === 'made')) return undefined
  return tries.length === 0 || keeps('oneIdForASale') ? customer : `${customer}#${tries.length + 1}`
}

/** The id goes to the journal before its first message; the cashier waits for a word. */
function begin(state: State, by: TerminalName, matter: Matter, keeps: Keeps): State {
  const till = state.tills[by]
  const isKnown = till.journal.some(other => idOf(other) === idOf(matter))
  return withTill(state, by, {
    journal: keeps('journalFirst') && !isKnown ? [...till.journal, matter] : till.journal,
    told: { ...till.told, [idOf(matter)]: 'asked' },
  })
}

/** Pays for the basket. */
export function commit(by: TerminalName, customer: string, wish: SaleWish = {}): Wish {
  const { voucher = false, status = 'sold' } = wish
  const how = { sold: 'sells', reserved: 'reserves', paying: 'asks the card device for' }[status]
  return {
    says: `${by} ${how} its basket to ${customer}${voucher ? ' with the voucher' : ''}`,
    begin(state, keeps) {
      const basket = certainBasket(state, by)
      const id = basket && saleId(state, by, customer, keeps)
      if (!basket || !id || (voucher && !voucherLeft(state))) return undefined
      if (status === 'paying' && !keeps('payingOffLease'))
        return state.device[id]
          ? undefined
          : {
              ...state,
              device: { ...state.device, [id]: 'asked' },
              charged: { ...state.charged, [id]: { keeper: key.basket(basket.id), lines: basket.lines } },
            }
      const loose = !keeps('groupInOne') && basket.lines.length > 2
      const sale: Sale = {
        ...{ id, terminal: by, status, price: basket.price, atOnce: false, voucher },
        lines: loose ? basket.lines.slice(0, 2) : basket.lines,
        tickets: basket.lines.length,
      }
      const matter = { order: id }
      const begun = begin(state, by, matter, keeps)
      const txn = commitTxn(keeps, state, sale, basket)
      const next = loose
        ? looseRest(sale, txn, basket)
        : voucher && !keeps('voucherInCommit')
          ? notice('… and spends the voucher', looseVoucherTxn(state, 1))
          : undefined
      return send(begun, by, {
        says: this.says,
        txn,
        purpose: {
          ...{ step: 'sale', matter, asked: basket.lines },
          ...(next && { next }),
          ...(status === 'paying' && { asksDevice: true }),
        },
      })
    },
  }
}

const voucherLeft = (state: State) => read(state, 'voucher', key.voucher)?.uses === 0

function looseRest(sale: Sale, first: Txn, basket: Basket): Message | undefined {
  const order = first.put.find(({ value }) => value.is === 'order')?.value
  return order?.is === 'order'
    ? notice('… and the rest of the group', restOfGroupTxn(sale, order, basket))
    : undefined
}

const notice = (says: string, txn: Txn, tells?: string): Message => ({
  says,
  txn,
  purpose: { step: 'notice', ...(tells && { tells }) },
})

export function sellAtOnce(by: TerminalName, customer: string, ...slots: number[]): Wish {
  return {
    says: `${by} sells ${seats(slots)} at once to ${customer}`,
    begin(state, keeps) {
      const type = typeOf(state)
      const id = isIdle(state, by) ? saleId(state, by, customer, keeps) : undefined
      if (!id || !type || type.cancelled) return undefined
      const matter = { order: id }
      const sale: Sale = {
        ...{ id, terminal: by, status: 'sold', lines: slots, price: type.price },
        ...{ atOnce: true, voucher: false },
      }
      return send(begin(state, by, matter, keeps), by, {
        says: this.says,
        txn: sellAtOnceTxn(keeps, state, sale),
        purpose: { step: 'sale', matter, asked: slots },
      })
    },
  }
}

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
      return send(begin(state, by, matter, keeps), by, {
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

/** A supervisor, or a recall, moves the other terminal's basket to this one. */
export function takeOver(by: TerminalName, from: string): Wish {
  return {
    says: `${by} takes basket ${from} over`,
    begin(state, keeps) {
      const entry = state.keys[key.basket(from)]
      if (!isIdle(state, by) || state.tills[by].basket || entry?.value.is !== 'basket') return undefined
      const fresh = newBasket(state, by, keeps)
      const { lines, price } = entry.value
      const lease = keeps('moveOnNewLease') ? fresh.basket.lease : entry.lease
      const after = { ...fresh.basket, lines, price, lease }
      return send(fresh.state, by, {
        says: this.says,
        txn: moveTxn(keeps, { id: from, entry }, after),
        purpose: { step: 'basket', after, opens: true },
      })
    },
  }
}

/** What only sends a transaction; nothing is told of it, or that it is done. */
function plain(
  by: TerminalName,
  says: string,
  txn: (state: State, keeps: Keeps) => Txn | undefined,
  tells?: (keeps: Keeps) => string | undefined,
): Wish {
  return {
    says: `${by} ${says}`,
    begin(state, keeps) {
      const made = isIdle(state, by) ? txn(state, keeps) : undefined
      return made && send(state, by, notice(this.says, made, tells?.(keeps)))
    },
  }
}

export const freeOne = (by: TerminalName, basket: string, slot: number): Wish =>
  plain(by, `frees seat ${slot} of basket ${basket}, as a supervisor`, (state, keeps) => {
    const entry = state.keys[key.basket(basket)]
    return entry?.value.is === 'basket' && entry.value.lines.includes(slot)
      ? freeTxn(keeps, basket, entry, entry.value.lines, slot)
      : undefined
  })

export const block = (by: TerminalName, slot: number): Wish =>
  plain(by, `blocks seat ${slot}`, state => (isBlocked(state, slot) ? undefined : blockTxn(slot)))

export const unblock = (by: TerminalName, slot: number): Wish =>
  plain(by, `lifts the block of seat ${slot}`, (state, keeps) =>
    isBlocked(state, slot) ? unblockTxn(keeps, state, slot) : undefined,
  )

/** Lifts a block whose time is over. */
export const releaseBlock = (by: TerminalName, slot: number): Wish =>
  plain(by, `lifts the block of seat ${slot}: its time is over`, (state, keeps) =>
    isBlocked(state, slot) && timeIsOver(state, by, keeps) ? unblockTxn(keeps, state, slot) : undefined,
  )

const isBlocked = (state: State, slot: number) =>
  /^house/.test(read(state, 'claim', key.claim(slot))?.owner ?? '')

const timeIsOver = (state: State, by: TerminalName, keeps: Keeps) =>
  keeps('releaseOnAllClocks')
    ? terminalNames.every(name => state.past.includes(name))
    : state.past.includes(by)

export const changePrice = (by: TerminalName): Wish =>
  plain(by, 'raises the price from 1 to 2', state =>
    typeOf(state)?.price === 1 ? changePriceTxn(state) : undefined,
  )

export const closeSale = (by: TerminalName): Wish =>
  plain(
    by,
    'cancels the event: nothing more is sold',
    state => (typeOf(state)?.cancelled ? undefined : closeSaleTxn(state)),
    keeps => (keeps('cancelDeletesBaskets') ? undefined : 'cancellation'),
  )

export const freeBaskets = (by: TerminalName): Wish =>
  plain(
    by,
    'frees the baskets of the cancelled event',
    (state, keeps) =>
      typeOf(state)?.cancelled && keeps('cancelDeletesBaskets') ? freeBasketsTxn(state) : undefined,
    () => 'cancellation',
  )
