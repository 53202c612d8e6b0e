/*
 * What the model knows of the world at one moment, as plain values. A step makes a new state and leaves the old one.
 */

export const terminalNames = ['A', 'B'] as const
export type TerminalName = (typeof terminalNames)[number]

/** Who has a slot: a basket's or an order's key, the house, or the house until a time. */
export interface Claim {
  is: 'claim'
  owner: string
}
export interface StoredBasket {
  is: 'basket'
  lines: readonly number[]
  price: number
}
export interface Order {
  is: 'order'
  status: 'paying' | 'reserved' | 'sold' | 'released' | 'abandoned'
  lines: readonly number[]
  /** How many tickets it was made for. Each has a line, or was refunded. */
  tickets: number
  /** The operation that refunded, once for each ticket. */
  refunded: readonly string[]
  operations: readonly string[]
  number: string
  price: number
  /** Nothing was held before: its price is right only if it is today's. */
  atOnce: boolean
  voucher: boolean
}
export interface Ledger {
  is: 'ledger'
  last: number
}
export interface TicketType {
  is: 'type'
  price: number
  cancelled: boolean
}
/** It may be used once. */
export interface Voucher {
  is: 'voucher'
  uses: number
}
export type Value = Claim | StoredBasket | Order | Ledger | TicketType | Voucher

/** A key of etcd. `lease` 0: on none. */
export interface Entry {
  value: Value
  revision: number
  lease: number
}

/** An etcd transaction: every compare holds, or nothing happens. Revision 0: the key is absent. */
export interface Txn {
  compare: readonly Compare[]
  put: readonly Put[]
  remove: readonly string[]
}
export interface Compare {
  key: string
  revision: number | 'present'
}
export interface Put {
  key: string
  value: Value
  lease: number
}

/** Something begun whose end the cashier must be told: the making of an order, or an operation on it. */
export interface Matter {
  order: string
  operation?: string
}
export const idOf = ({ order, operation }: Matter) => operation ?? order

/** What a terminal learns from the answer to a message. */
export type Purpose =
  | { step: 'basket'; after: Basket | undefined; opens: boolean }
  | { step: 'sale'; matter: Matter; asked: readonly number[]; next?: Message; asksDevice?: true }
  | { step: 'operation'; matter: Matter; refunds: boolean; next?: Message }
  | { step: 'settle'; matter: Matter }
  | { step: 'notice'; tells?: string }

export interface Message {
  /** What it does, for the trace. */
  says: string
  txn: Txn
  purpose: Purpose
}

/** A basket as its terminal remembers it. */
export interface Basket {
  id: string
  lines: readonly number[]
  price: number
  revision: number
  lease: number
  /** A message about it had no answer. */
  inDoubt: boolean
}

export type Word = 'asked' | 'made' | 'not made' | 'done' | 'not done' | 'let go'

export interface Till {
  status: 'running' | 'crashed' | 'recovering'
  basket: Basket | undefined
  /** How many baskets it opened; its ids come from that. */
  opened: number
  /** The lease of the next basket; 0: it asks for a new one. */
  lease: number
  /** Leases it wants to be rid of. */
  dropped: readonly number[]
  /** Sent, and not answered yet. A terminal waits for one message at a time. */
  waiting: Message | undefined
  /** The last message, if it had no answer: it may be sent again. */
  unanswered: Message | undefined
  /** What had no answer and no settlement since. */
  unsettled: readonly Matter[]
  /** On its disk: begun, and without an end. */
  journal: readonly Matter[]
  /** What its cashier was told, by order or operation id, or by a basket's key. */
  told: Readonly<Record<string, Word>>
  /** The seats named to the cashier with `made`. */
  toldSeats: Readonly<Record<string, readonly number[]>>
}

export interface State {
  keys: Readonly<Record<string, Entry>>
  revision: number
  /** The leases that live. */
  leases: readonly number[]
  lastLease: number
  /** Copies of messages nobody waits for any more: each may be carried out at any time, or never. */
  late: readonly Message[]
  tills: Readonly<Record<TerminalName, Till>>
  /** The card device's word on a sale. */
  device: Readonly<Record<string, 'asked' | 'paid' | 'declined'>>
  /** The seats the device was asked money for, and who keeps them meanwhile: the key of a basket or order. */
  charged: Readonly<Record<string, { keeper: string; lines: readonly number[] }>>
  /** Money handed back, in tickets, by order. */
  handedBack: Readonly<Record<string, number>>
  /** Whose clock is past the end of the timed block or reservation. */
  past: readonly TerminalName[]
  /** A till ended a lease that another till's basket was on. */
  promiseBroken: boolean
  /** How often each wish and each fault may still occur. */
  left: Left
}

export interface Left {
  wishes: readonly number[]
  silences: number
  resends: number
  leaseEnds: number
  crashes: number
}

export const key = {
  claim: (slot: number) => `claim:${slot}`,
  basket: (id: string) => `basket:${id}`,
  order: (id: string) => `order:${id}`,
  ledger: (terminal: TerminalName) => `ledger:${terminal}`,
  type: 'type',
  voucher: 'voucher',
}

/** The owner of a block that stands until a time. */
export const timedBlock = 'house, until a time'

export const revisionOf = (state: State, name: string) => state.keys[name]?.revision ?? 0

/** The value of a key, if it is there and of that kind. */
export function read<K extends Value['is']>(
  state: State,
  kind: K,
  name: string,
): Extract<Value, { is: K }> | undefined {
  const value = state.keys[name]?.value
  return value?.is === kind ? (value as Extract<Value, { is: K }>) : undefined
}

export function withTill(state: State, terminal: TerminalName, change: Partial<Till>): State {
  return { ...state, tills: { ...state.tills, [terminal]: { ...state.tills[terminal], ...change } } }
}

/** The orders that are there and have seats or money, with their ids. */
export function liveOrders(state: State): [string, Order][] {
  const orders: [string, Order][] = []
  for (const name in state.keys) {
    const value = state.keys[name]?.value
    if (value?.is === 'order' && value.status !== 'abandoned' && value.status !== 'released')
      orders.push([name.slice('order:'.length), value])
  }
  return orders
}

const newTill: Till = {
  status: 'running',
  basket: undefined,
  opened: 0,
  lease: 0,
  dropped: [],
  waiting: undefined,
  unanswered: undefined,
  unsettled: [],
  journal: [],
  told: {},
  toldSeats: {},
}

/** Two terminals, nothing sold; a ticket type at price 1, a voucher nobody used. `more` is there from the beginning. */
export function firstState(left: Left, more: Readonly<Record<string, Value>> = {}): State {
  const values: Record<string, Value> = {
    [key.type]: { is: 'type', price: 1, cancelled: false },
    [key.voucher]: { is: 'voucher', uses: 0 },
    ...more,
  }
  return {
    keys: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value, revision: 1, lease: 0 }]),
    ),
    revision: 1,
    leases: [],
    lastLease: 0,
    late: [],
    tills: { A: newTill, B: newTill },
    device: {},
    charged: {},
    handedBack: {},
    past: [],
    promiseBroken: false,
    left,
  }
}
