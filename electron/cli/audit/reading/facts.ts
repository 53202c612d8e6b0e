import { keyspace, slotPart } from '../../../keyspace'

/** What a line says of the place it is for. */
export interface Line {
  eventId: string
  areaId: string
  slot: number
  ticketType: string
  priceType: string
}

type Place = Pick<Line, 'eventId' | 'areaId' | 'slot'>

/** A slot that somebody has. A block owns itself; any other claim names the key of its owner. */
export type Claim = Place & { leaseId: string | undefined } & (
    | { state: 'block' }
    | { state: 'hold' | 'reservation' | 'sale'; owner: string; ticketType: string; priceType: string }
  )

/** A basket or an order. `keeps` are the lines whose places are its own now; their claims are in `claimState`. */
export interface Owner {
  key: string
  /** Of each line whose price was changed by hand: who said yes, and why. */
  byHand: readonly ByHand[]
  claimState: 'hold' | 'reservation' | 'sale'
  keeps: readonly Line[]
  currency: string
}

export interface ByHand {
  approvedBy: string
  reason: string
}

export interface Basket extends Owner {
  leaseId: string | undefined
}

export interface Order extends Owner {
  orderId: string
  number: string
  status: string
  terminalId: string
  buyer: string | undefined
  startedAt: string
  totalMinor: number
  /** The terminal that took the money, and what it took: the total before any exchange. */
  soldBy: string
  soldForMinor: number
  /** Every line it was made with, also those whose places it does not keep. */
  lines: readonly Line[]
  /** Each receipt number once for the payments and once for each refund that gives it. */
  receipts: readonly string[]
  /** The number of the invoice that it is on, paid or not. */
  invoice: string | undefined
  /** What was carried out on it, as its records must tell. */
  steps: readonly Step[]
  operations: readonly string[]
  /** Vouchers that it used. */
  vouchers: readonly string[]
  /** Below zero where a card was credited. */
  giftPayments: readonly { code: string; amountMinor: number }[]
}

export type Area = { key: string; eventId: string; areaId: string; capacity: number } & (
  | { kind: 'general-admission' }
  | { kind: 'seated'; sectionKey: string; sectionVersion: number }
)

/** A step on an order: the audit record that tells of it. */
export interface Step {
  recordKey: string
  action: string
  operationId: string
}

/** What somebody's own key says that other keys must agree with. */
export interface User {
  email: string | undefined
  hasPin: boolean
  wrongPins: number
}

/** The last numbers that a terminal had given by a record. */
export interface Given {
  order: number
  receipt: number
  invoice: number
}

/** An `audit` record of a sale. `total` is as found: the record's detail has no schema. */
export interface SaleRecord {
  terminalId: string
  n: number
  total: unknown
}

/**
 * What the rules need to know of a keyspace at one revision, and no more, so that a million keys fit in memory. Maps
 * without another word are by key.
 */
export interface Facts {
  /** The currency of each event, by its id. */
  events: Map<string, string>
  areas: Map<string, Area>
  /** The zone of each seat, by its slot. */
  sections: Map<string, { version: number; zones: Map<number, string> }>
  ticketTypes: Map<
    string,
    { eventId: string; areaId: string | undefined; zones: string[]; priceTypes: string[] }
  >
  claims: Map<string, Claim>
  baskets: Map<string, Basket>
  orders: Map<string, Order>
  /** The keys of orders that were given up. */
  tombstones: Set<string>
  /** By terminal. */
  ledgers: Map<
    string,
    { lastOrder: number; lastReceipt: number; lastInvoice: number; lastAudit: number; auditHash: string }
  >
  /** Where each terminal's chain of audit records ends. */
  chains: Map<string, ChainEnd>
  /** By the key of the order that was sold. */
  sales: Map<string, SaleRecord[]>
  /** The record that first has a number, and the key it is about; by the number as it is said, such as `T01-R000003`. */
  numberRecords: Map<string, { key: string; subject: string }>
  /** Records of steps on orders, by key. */
  steps: Map<string, { subject: string; action: string; operationId: string }>
  /** What records tell of: prices that were changed by hand, in one text; the keys of users. */
  pricedByHand: Set<string>
  pinsSet: Set<string>
  pinsLastTried: Set<string>
  customersMade: Set<string>
  /** Price types that a ticket type had once, by its key. */
  pricesRemoved: Map<string, string[]>
  /** By key; only those of whom something is said here. */
  users: Map<string, User>
  /** Whose an address is. */
  addresses: Map<string, string>
  /** What each purchase says, as `purchaseText` puts it. */
  purchases: Map<string, string>
  /** By code. */
  vouchers: Map<string, { uses: number; maxUses: number | undefined }>
  gifts: Map<string, { balanceMinor: number; issuedMinor: number }>
  /** Leases that are over although keys still hang on them. */
  leasesOver: Set<string>
}

/** The last record of a chain so far. */
export interface ChainEnd {
  key: string
  n: number
  hash: string
  given: Given
}

export const nothingGiven: Given = { order: 0, receipt: 0, invoice: 0 }

/** A price that was changed by hand, as a line and the record of it have it in common. */
export const byHandText = ({ approvedBy, reason }: ByHand) => JSON.stringify([approvedBy, reason])

export function noFacts(): Facts {
  return {
    events: new Map(),
    areas: new Map(),
    sections: new Map(),
    ticketTypes: new Map(),
    claims: new Map(),
    baskets: new Map(),
    orders: new Map(),
    tombstones: new Set(),
    ledgers: new Map(),
    chains: new Map(),
    sales: new Map(),
    numberRecords: new Map(),
    steps: new Map(),
    pricedByHand: new Set(),
    pinsSet: new Set(),
    pinsLastTried: new Set(),
    customersMade: new Set(),
    pricesRemoved: new Map(),
    users: new Map(),
    addresses: new Map(),
    purchases: new Map(),
    vouchers: new Map(),
    gifts: new Map(),
    leasesOver: new Set(),
  }
}

export function claimKeyOf({ eventId, areaId, slot }: Place): string {
  return keyspace.claim.key(eventId, areaId, slotPart(slot))
}

export function ownerAt(facts: Facts, key: string): Owner | undefined {
  return facts.baskets.get(key) ?? facts.orders.get(key)
}

export function* ownersOf(facts: Facts): Generator<Owner> {
  yield* facts.baskets.values()
  yield* facts.orders.values()
}

/** The zone of the seat at a place of a seated area; undefined when there is no such seat, or no such section. */
export function zoneAt(facts: Facts, area: Area, slot: number): string | undefined {
  return area.kind === 'seated' ? facts.sections.get(area.sectionKey)?.zones.get(slot) : undefined
}

/** What a purchase must say of its order, in a form that can be compared. */
export function purchaseText(summary: {
  number: string
  status: string
  at: string
  totalMinor: number
  currency: string
  tickets: readonly { ticketType: string; priceType: string; quantity: number }[]
}): string {
  const { number, status, at, totalMinor, currency } = summary
  const tickets = summary.tickets.map(
    ({ ticketType, priceType, quantity }) => `${quantity} ${ticketType} ${priceType}`,
  )
  return [number, status, at, totalMinor, currency, ...tickets.sort()].join(', ')
}
