import { type SlotState, slotState } from '#shared/domain/occupancy'
import type { Change, KeyValue } from '../cluster/model'
import { type Claim, keyspace, kindAndParts, type StoredBasket, type StoredTerminal } from '../keyspace'
import { noteBasketEnd, noteMovedFrom } from './basket-ends'
import { noteClaim, noteOrder } from './ends'
import { emptyClaims, growTo, setSlot } from './packed-claims'
import type { AreaState, HouseState, ReplicaState, Touched } from './state'

/**
 * How each kind of key is shown. `put` gets the parsed value, or undefined when the stored text could not be read;
 * `remove` the parts of a key that is gone. Depends on nothing but its arguments: the same changes always give the
 * same state.
 */
interface Projection {
  put(state: ReplicaState, parts: string[], value: unknown, kv: KeyValue, touched: Touched): void
  remove(state: ReplicaState, parts: string[], key: string, touched: Touched): void
}

/** The kinds the replica keeps; the snapshot reads only these. */
export const keptKinds = [
  keyspace.venue,
  keyspace.section,
  keyspace.event,
  keyspace.area,
  keyspace.ticketType,
  keyspace.claim,
  keyspace.basket,
  keyspace.user,
  keyspace.presence,
  keyspace.terminal,
].map(kind => kind.prefix())
keptKinds.push('config:')

/** Takes one change into `state` and notes in `touched` what it touched. */
export function apply(state: ReplicaState, change: Change, touched: Touched): void {
  state.revision = Math.max(state.revision, change.revision)
  const { kind, parts } = kindAndParts(change.key) ?? { parts: [] }
  const projection = kind && projections[kind.name]
  if (state.unreadable.size > 0 && state.unreadable.delete(change.key)) touched.unreadable = true
  if (change.type === 'delete') {
    if (kind === keyspace.order) state.reservations.delete(change.key)
    projection?.remove(state, parts, change.key, touched)
    return
  }
  if (kind === keyspace.order) noteOrder(state, change.kv)
  if (kind === keyspace.audit) noteBasketEnd(state.basketEnds, change.kv.value)
  if (kind && !projection && kind.isWhole(change.kv.value)) return
  const decoded = kind?.decode(change.kv.value) ?? {
    ok: false as const,
    problem: 'unknown-key' as const,
    detail: 'no kind of key has this name',
  }
  if (!decoded.ok) {
    const { problem, detail } = decoded
    state.unreadable.set(change.key, { key: change.key, revision: change.revision, problem, detail })
    touched.unreadable = true
  }
  if (kind === keyspace.basket && decoded.ok) noteMovedFrom(state.basketEnds, decoded.value as StoredBasket)
  projection?.put(state, parts, decoded.ok ? decoded.value : undefined, change.kv, touched)
}

/** A record kept as it is under a map: present when readable, absent otherwise. */
function record<T>(
  into: (state: ReplicaState, parts: string[], key: string) => { map: Map<string, T>; at: string },
  keep: (value: never, kv: KeyValue) => T,
  touch: (state: ReplicaState, parts: string[], touched: Touched) => void,
): Projection {
  return {
    put(state, parts, value, kv, touched) {
      const { map, at } = into(state, parts, kv.key)
      if (value === undefined) map.delete(at)
      else map.set(at, keep(value as never, kv))
      touch(state, parts, touched)
    },
    remove(state, parts, key, touched) {
      const { map, at } = into(state, parts, key)
      map.delete(at)
      touch(state, parts, touched)
    },
  }
}

const versioned = <T>(value: T, kv: KeyValue) => ({ value, modRevision: kv.modRevision })
const touchWelcome = (_state: ReplicaState, _parts: string[], touched: Touched) => {
  touched.welcome = true
}

const projections: Partial<Record<string, Projection>> = {
  [keyspace.venue.name]: record(
    (s, [venueId = '']) => ({ map: s.venues, at: venueId }),
    versioned,
    touchWelcome,
  ),
  [keyspace.section.name]: record(
    (s, _, key) => ({ map: s.sections, at: key }),
    versioned,
    (state, [venueId, sectionId], touched) => {
      for (const [eventId, house] of state.houses)
        for (const { area } of house.areas.values())
          if (
            area?.value.kind === 'seated' &&
            area.value.venueId === venueId &&
            area.value.sectionId === sectionId
          )
            touched.rebuilt.add(eventId)
    },
  ),
  [keyspace.event.name]: {
    put(state, [eventId = ''], value, kv, touched) {
      houseOf(state, eventId).event = value === undefined ? undefined : versioned(value as never, kv)
      touchEdited(touched, eventId)
    },
    remove(state, [eventId = ''], _key, touched) {
      houseOf(state, eventId).event = undefined
      forgetWhenEmpty(state, eventId)
      touchEdited(touched, eventId)
    },
  },
  [keyspace.ticketType.name]: {
    put(state, [eventId = '', type = ''], value, kv, touched) {
      const { ticketTypes } = houseOf(state, eventId)
      if (value === undefined) ticketTypes.delete(type)
      else ticketTypes.set(type, versioned(value as never, kv))
      touchEdited(touched, eventId)
    },
    remove(state, [eventId = '', type = ''], _key, touched) {
      houseOf(state, eventId).ticketTypes.delete(type)
      forgetWhenEmpty(state, eventId)
      touchRebuilt(touched, eventId)
    },
  },
  [keyspace.area.name]: {
    put(state, [eventId = '', areaId = ''], value, kv, touched) {
      const kept = areaOf(state, eventId, areaId)
      kept.area = value === undefined ? undefined : versioned(value as never, kv)
      growTo(kept.claims, kept.area?.value.capacity ?? 0)
      touchRebuilt(touched, eventId)
    },
    remove(state, [eventId = '', areaId = ''], _key, touched) {
      houseOf(state, eventId).areas.delete(areaId)
      forgetWhenEmpty(state, eventId)
      touchRebuilt(touched, eventId)
    },
  },
  [keyspace.claim.name]: {
    put(state, [eventId = '', areaId = '', slot = ''], value, kv, touched) {
      const claim = value as Claim | undefined
      noteClaim(state, kv, claim)
      // A claim nobody can read is still a claim: the slot is not free.
      const shown = claim ? shownAs[claim.state] : slotState.blocked
      const by = claim?.state === 'hold' ? claim.terminalId : claim?.state === 'block' ? claim : undefined
      setSlot(areaOf(state, eventId, areaId).claims, Number(slot), shown, by)
      touchSlot(touched, eventId, areaId, Number(slot))
    },
    remove(state, [eventId = '', areaId = '', slot = ''], key, touched) {
      if (state.timedBlocks.size > 0) state.timedBlocks.delete(key)
      setSlot(areaOf(state, eventId, areaId).claims, Number(slot), slotState.free)
      touchSlot(touched, eventId, areaId, Number(slot))
    },
  },
  [keyspace.basket.name]: record(
    (s, _, key) => ({ map: s.baskets, at: key }),
    versioned,
    (_, [terminalId = ''], touched) => touched.baskets.add(terminalId),
  ),
  [keyspace.user.name]: {
    put(state, [username = ''], value, _kv, touched) {
      const { name, email, role, state: userState } = (value ?? {}) as ReturnType<typeof keyspace.user.read>
      if (value === undefined || role === 'customer') state.staff.delete(username)
      else state.staff.set(username, { username, name, email, role, state: userState })
      touched.welcome = true
    },
    remove(state, [username = ''], _key, touched) {
      state.staff.delete(username)
      touched.welcome = true
    },
  },
  [keyspace.presence.name]: record(
    (s, [terminalId = '']) => ({ map: s.presences, at: terminalId }),
    ({ clock, beat }: { clock: string; beat: number }) => ({ clock, beat }),
    (_, [terminalId = ''], touched) => touched.presences.add(terminalId),
  ),
  [keyspace.terminal.name]: record(
    (s, [terminalId = '']) => ({ map: s.terminals, at: terminalId }),
    value => value as StoredTerminal,
    touchWelcome,
  ),
  config: record(
    (s, _, key) => ({ map: s.settings, at: key }),
    value => value as unknown,
    touchWelcome,
  ),
}

const shownAs: Record<Claim['state'], SlotState> = {
  hold: slotState.held,
  reservation: slotState.reserved,
  sale: slotState.sold,
  block: slotState.blocked,
}

function houseOf(state: ReplicaState, eventId: string): HouseState {
  let house = state.houses.get(eventId)
  if (!house) {
    house = { event: undefined, areas: new Map(), ticketTypes: new Map() }
    state.houses.set(eventId, house)
  }
  return house
}

function areaOf(state: ReplicaState, eventId: string, areaId: string): AreaState {
  const { areas } = houseOf(state, eventId)
  let kept = areas.get(areaId)
  if (!kept) {
    kept = { area: undefined, claims: emptyClaims() }
    areas.set(areaId, kept)
  }
  return kept
}

function forgetWhenEmpty(state: ReplicaState, eventId: string): void {
  const house = state.houses.get(eventId)
  if (house && !house.event && house.areas.size === 0 && house.ticketTypes.size === 0)
    state.houses.delete(eventId)
}

function touchEdited(touched: Touched, eventId: string): void {
  touched.events.add(eventId)
  touched.edited.add(eventId)
}

function touchRebuilt(touched: Touched, eventId: string): void {
  touched.events.add(eventId)
  touched.rebuilt.add(eventId)
}

function touchSlot(touched: Touched, eventId: string, areaId: string, slot: number): void {
  touched.events.add(eventId)
  const areas = touched.slots.get(eventId) ?? new Map<string, Set<number>>()
  touched.slots.set(eventId, areas)
  const slots = areas.get(areaId) ?? new Set()
  areas.set(areaId, slots.add(slot))
}
