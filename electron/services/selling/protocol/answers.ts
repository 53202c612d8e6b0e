import { carryOut, endLease } from './etcd'
import type { Keeps } from './rules'
import {
  type Basket,
  idOf,
  key,
  type Matter,
  type Message,
  type Order,
  type Purpose,
  read,
  revisionOf,
  type State,
  type TerminalName,
  type Till,
  type Word,
  withTill,
} from './state'

/*
 * What a terminal does when its message is answered, and when it is not. As ../make-order.ts, ../holding.ts and
 * ../open-baskets.ts do.
 */

/** The message is carried out or refused, and the answer arrives. */
export function answered(state: State, by: TerminalName, keeps: Keeps): State | undefined {
  const message = state.tills[by].waiting
  if (!message) return undefined
  const result = carryOut(state, message.txn)
  const after = withTill(result.state, by, { waiting: undefined })
  const { purpose } = message
  switch (purpose.step) {
    case 'basket':
      return basketAnswered(after, by, { purpose, succeeded: result.succeeded, keeps })
    case 'sale':
      return saleAnswered(after, by, { message, purpose, succeeded: result.succeeded, keeps })
    case 'operation':
      return operationAnswered(after, by, { purpose, succeeded: result.succeeded, keeps })
    case 'settle':
      return toldAsItIs(after, by, purpose.matter, keeps)
    case 'notice':
      return result.succeeded && purpose.tells ? told(after, by, purpose.tells, 'done') : after
  }
}

type For<S extends Purpose['step']> = Extract<Purpose, { step: S }>

function basketAnswered(
  state: State,
  by: TerminalName,
  how: { purpose: For<'basket'>; succeeded: boolean; keeps: Keeps },
): State {
  const { after, opens } = how.purpose
  if (how.succeeded) {
    if (!after) return letGo(state, by, how.keeps)
    return withTill(state, by, { basket: { ...after, revision: state.revision, inDoubt: false } })
  }
  const mine = state.tills[by].basket ?? (opens ? after : undefined)
  return withTill(state, by, { basket: mine && asStored(state, mine) })
}

/**
 * Its places are free, and the cashier is told so. A doubtful lease is revoked before: what happens between the two is
 * undone by the second, and nothing was told yet, so they are one step here.
 */
function letGo(state: State, by: TerminalName, keeps: Keeps): State {
  const { basket, dropped } = state.tills[by]
  if (!basket) return state
  const isDoubtful = dropped.includes(basket.lease) && state.leases.includes(basket.lease)
  const free = isDoubtful && keeps('letGoEndsLease') ? endLease(state, basket.lease) : state
  return told(withTill(free, by, { basket: undefined }), by, key.basket(basket.id), 'let go')
}

/** A basket's change was refused: what the cluster says is taken as the truth, on the lease we remember. */
function asStored(state: State, basket: Basket): Basket | undefined {
  const name = key.basket(basket.id)
  const stored = read(state, 'basket', name)
  if (!stored) return undefined
  const { lines, price } = stored
  return { ...basket, lines, price, revision: revisionOf(state, name), inDoubt: false }
}

function saleAnswered(
  state: State,
  by: TerminalName,
  how: { message: Message; purpose: For<'sale'>; succeeded: boolean; keeps: Keeps },
): State {
  const { message, purpose, succeeded, keeps } = how
  const { matter, asked, asksDevice, next } = purpose
  const till = state.tills[by]
  const order = read(state, 'order', key.order(matter.order))
  if (order && order.status !== 'abandoned') {
    const seats = keeps('tellsTheOrder') ? order.lines : asked
    const ended = withoutBasketOf(made(state, by, matter, seats), by)
    const going = succeeded && next ? withTill(ended, by, { waiting: next }) : ended
    return succeeded && asksDevice ? withDeviceAsked(going, matter.order, order.lines) : going
  }
  const isInDoubt = till.unsettled.some(other => idOf(other) === idOf(matter))
  // Every copy of every try compares the ledger; a basket only those that sell it.
  const says = keeps('deadByOwnCompare') ? /^ledger:/ : /^(ledger|basket):/
  const copiesAreDead =
    order !== undefined ||
    message.txn.compare.some(
      ({ key: name, revision }) => says.test(name) && revisionOf(state, name) !== revision,
    )
  const basket = till.basket && asStored(state, till.basket)
  const seen = withTill(state, by, { basket })
  if (isInDoubt && !copiesAreDead && keeps('resendClearsNothing')) return seen
  return told(seen, by, idOf(matter), 'not made')
}

function operationAnswered(
  state: State,
  by: TerminalName,
  how: { purpose: For<'operation'>; succeeded: boolean; keeps: Keeps },
): State {
  const { purpose, succeeded, keeps } = how
  const { matter, refunds, next } = purpose
  if (!succeeded) return toldAsItIs(state, by, matter, keeps)
  const basket = state.tills[by].basket
  // An exchange took its basket along.
  const after = withTill(done(state, by, matter, refunds), by, { basket: basket && asStored(state, basket) })
  return next ? withTill(after, by, { waiting: next }) : after
}

/** Tells what the order says, once no copy of the message can be carried out any more. */
export function toldAsItIs(state: State, by: TerminalName, matter: Matter, keeps: Keeps): State {
  const order = read(state, 'order', key.order(matter.order))
  if (!matter.operation) {
    return order && order.status !== 'abandoned'
      ? withoutBasketOf(made(state, by, matter, order.lines), by)
      : told(state, by, idOf(matter), 'not made')
  }
  return isDone(order, matter.operation, keeps)
    ? done(state, by, matter, matter.operation.includes('refund'))
    : told(state, by, matter.operation, 'not done')
}

const isDone = (order: Order | undefined, operation: string, keeps: Keeps) =>
  keeps('doneById')
    ? order?.operations.includes(operation)
    : order?.status === (operation.includes('collect') ? 'sold' : 'released')

const withDeviceAsked = (state: State, order: string, lines: readonly number[]): State => ({
  ...state,
  device: { ...state.device, [order]: 'asked' },
  charged: { ...state.charged, [order]: { keeper: key.order(order), lines } },
})

function made(state: State, by: TerminalName, matter: Matter, seats: readonly number[]): State {
  const { toldSeats } = state.tills[by]
  return withTill(told(state, by, idOf(matter), 'made'), by, {
    toldSeats: { ...toldSeats, [matter.order]: seats },
  })
}

function done(state: State, by: TerminalName, matter: Matter, refunds: boolean): State {
  const after = told(state, by, idOf(matter), 'done')
  if (!refunds || state.tills[by].told[idOf(matter)] === 'done') return after
  const back = (state.handedBack[matter.order] ?? 0) + 1
  return { ...after, handedBack: { ...state.handedBack, [matter.order]: back } }
}

/** The cashier is told how it ended; it is no longer open, in memory or in the journal. */
export function told(state: State, by: TerminalName, id: string, word: Word): State {
  const till = state.tills[by]
  const others = (matters: readonly Matter[]) => matters.filter(matter => idOf(matter) !== id)
  return withTill(state, by, {
    told: { ...till.told, [id]: word },
    unsettled: others(till.unsettled),
    journal: others(till.journal),
    unanswered: undefined,
  })
}

/** A basket that became an order is not remembered. */
function withoutBasketOf(state: State, by: TerminalName): State {
  const { basket } = state.tills[by]
  return withTill(state, by, { basket: basket && asStored(state, basket) })
}

/** The wait is over without an answer. The copy may still be carried out, at any time. */
export function unanswered(state: State, by: TerminalName, keeps: Keeps): State | undefined {
  const till = state.tills[by]
  const message = till.waiting
  if (!message) return undefined
  const lost: State = {
    ...withTill(state, by, { waiting: undefined, unanswered: message }),
    late: [...state.late, message],
  }
  const { purpose } = message
  if (purpose.step === 'basket') return basketUnanswered(lost, by, purpose, keeps)
  if (purpose.step === 'notice' || till.unsettled.some(other => idOf(other) === idOf(purpose.matter)))
    return lost
  return withTill(lost, by, { unsettled: [...till.unsettled, purpose.matter] })
}

function basketUnanswered(
  state: State,
  by: TerminalName,
  { after, opens }: For<'basket'>,
  keeps: Keeps,
): State {
  const { basket, lease, dropped } = state.tills[by]
  const doubtful = (opens ? after : basket)?.lease ?? 0
  // Only an opening is sent again; any other change is fenced.
  const change: Partial<Till> = opens ? {} : { unanswered: undefined }
  // The id of a basket whose opening is in doubt is not used again; its lease takes along what may still come.
  if (basket && !opens) change.basket = { ...basket, inDoubt: true }
  if (keeps('doubtfulLeaseDropped')) {
    change.dropped = dropped.includes(doubtful) ? dropped : [...dropped, doubtful]
    change.lease = lease === doubtful ? 0 : lease
  }
  return withTill(state, by, change)
}
