import type { UnreadableValue } from '#shared/contract/admin'
import type { UserSummary } from '#shared/contract/users'
import type { Area, Event, TicketType } from '#shared/domain/event'
import type { Section, Venue } from '#shared/domain/venue'
import type { StoredBasket, StoredTerminal } from '../keyspace'
import type { BasketEndDetail } from './basket-ends'
import type { PackedClaims } from './packed-claims'

/** A value and the revision that wrote it: what a transaction compares. */
export interface Versioned<T> {
  value: T
  modRevision: number
}

export interface AreaState {
  area: Versioned<Area> | undefined
  claims: PackedClaims
}

/** One event with all that is sold for it. `event` may be missing while its areas or claims are already there. */
export interface HouseState {
  event: Versioned<Event> | undefined
  areas: Map<string, AreaState>
  ticketTypes: Map<string, Versioned<TicketType>>
}

/** A block that frees itself at `releaseAt` (instant). */
export interface TimedBlock {
  releaseAt: string
  modRevision: number
}

/** A reservation that ends at `until` (instant). */
export interface Reservation {
  until: string
  modRevision: number
}

/** Everything this terminal shows, as of `revision`. Only `apply` (projections.ts) writes it. */
export interface ReplicaState {
  revision: number
  houses: Map<string, HouseState>
  venues: Map<string, Versioned<Venue>>
  /** By key. */
  sections: Map<string, Versioned<Section>>
  /** Staff, without their hashes. Customers are looked up one at a time. */
  staff: Map<string, UserSummary>
  /** By key. */
  baskets: Map<string, Versioned<StoredBasket>>
  /** Who moved or freed a basket since this terminal started to watch, by the basket's key. */
  basketEnds: Map<string, BasketEndDetail>
  /** Blocks that free themselves, by the claim's key. */
  timedBlocks: Map<string, TimedBlock>
  /**
   * Orders whose places are reserved, by key; without a value when all that is known of one is its claims, or when it is
   * on an invoice and has no end.
   */
  reservations: Map<string, Reservation | undefined>
  /** `config:*` by key, as parsed JSON. */
  settings: Map<string, unknown>
  /** When each running terminal last said it is there: its own clock, and its count. */
  presences: Map<string, { clock: string; beat: number }>
  /** What is kept of every terminal that was ever enrolled, by its id. */
  terminals: Map<string, StoredTerminal>
  unreadable: Map<string, UnreadableValue>
}

export function emptyState(): ReplicaState {
  return {
    revision: 0,
    houses: new Map(),
    venues: new Map(),
    sections: new Map(),
    staff: new Map(),
    baskets: new Map(),
    basketEnds: new Map(),
    timedBlocks: new Map(),
    reservations: new Map(),
    settings: new Map(),
    presences: new Map(),
    terminals: new Map(),
    unreadable: new Map(),
  }
}

/** What one batch of changes touched, so that feeds send that and nothing else. */
export interface Touched {
  /** Events whose row in the list is different now. */
  events: Set<string>
  /** Slots by event and area. */
  slots: Map<string, Map<string, Set<number>>>
  /** Events whose own record, or whose ticket types, were edited. */
  edited: Set<string>
  /** Events whose areas or sections are others now: a new picture is needed. */
  rebuilt: Set<string>
  /** Terminals whose baskets changed. */
  baskets: Set<string>
  presences: Set<string>
  /** What a page is told before anybody signed in: people, venue, settings, terminals. */
  welcome: boolean
  unreadable: boolean
}

export function nothingTouched(): Touched {
  return {
    events: new Set(),
    slots: new Map(),
    edited: new Set(),
    rebuilt: new Set(),
    baskets: new Set(),
    presences: new Set(),
    welcome: false,
    unreadable: false,
  }
}
