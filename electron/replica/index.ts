import type { UnreadableValue } from '#shared/contract/admin'
import type { EventSummary, House, HouseChange } from '#shared/contract/events'
import { type Change, ClusterFailure, type Connection } from '../cluster/model'
import { type Mirror, type MirrorState, mirror, type Picture } from '../cluster/watch'
import type { Log } from '../logging/log'
import { keepBasketEnds } from './basket-ends'
import { Feed } from './feed'
import { apply, keptKinds } from './projections'
import { createEventSearch, type EventQuery } from './search'
import { emptyState, nothingTouched, type ReplicaState, type Touched } from './state'
import { houseChange, houseView, summarise } from './views'

export type { BasketEndDetail } from './basket-ends'
export { countsOf } from './counts'
export { Feed, type FeedItem, type Resume } from './feed'
export { houseCharges } from './house-charges'
export { freeSlots, stateOf } from './packed-claims'
export type { AreaState, HouseState, ReplicaState, Versioned } from './state'
export { eventRow, venueOf } from './views'

/** How long a house nobody looks at is kept up to date, so that a page coming back resumes. */
const quietHouseMs = 60_000
/** A watch brings a revision in milliseconds, and a lost one is open again within seconds. */
const reachedWithinMs = 10_000

/** This terminal's live picture of the cluster. Everything on a screen comes from here; no decision does. */
export interface Replica {
  readonly state: Readonly<ReplicaState>
  readonly epoch: string
  /** Settles with the first whole picture. */
  readonly ready: Promise<void>
  readonly events: Feed<{ events: EventSummary[] }, { changed: EventSummary[]; removed: string[] }>
  readonly unreadable: Feed<{ values: UnreadableValue[] }, { values: UnreadableValue[] }>
  /** The live house of an event, or undefined when there is no such event. */
  house(eventId: string): Feed<House, HouseChange> | undefined
  search(query: EventQuery): string[]
  /** Called after every batch of changes, and after every new picture. @returns how to stop it. */
  onChange(listener: (touched: Touched, revision: number) => void): () => void
  /**
   * Resolves once the picture holds `revision`.
   * @throws ClusterFailure `unavailable` when the watch has not brought it within a few seconds: a till waits for its
   * picture between two tries of a sale, and nothing else is sold there meanwhile
   */
  reached(revision: number): Promise<void>
  readonly watching: MirrorState
  close(): void
}

/** Starts mirroring at once; the picture is empty until `ready`. */
export function createReplica(options: { connection: Connection; log: Log; now: () => number }): Replica {
  const { connection, log, now } = options
  let state = emptyState()
  let epoch = ''
  let watching: MirrorState | undefined
  const listeners = new Set<(touched: Touched, revision: number) => void>()
  const search = createEventSearch()
  const houses = new Map<string, Feed<House, HouseChange>>()
  const askedAt = new Map<string, number>()
  let firstPicture = () => {}
  const ready = new Promise<void>(resolve => {
    firstPicture = resolve
  })

  const at = <T>(value: T) => ({ epoch, revision: state.revision, value })
  const rows = () => [...state.houses.values()].flatMap(house => summarise(house, now()) ?? [])
  const events = new Feed<{ events: EventSummary[] }, { changed: EventSummary[]; removed: string[] }>(() =>
    at({ events: rows() }),
  )
  const problems = () => ({ values: [...state.unreadable.values()] })
  const unreadable = new Feed<{ values: UnreadableValue[] }, { values: UnreadableValue[] }>(() =>
    at(problems()),
  )

  /** Made beside the old picture, which is shown until the new one is whole; of the keys nothing else is kept. */
  const beginPicture = (): Picture => {
    const next = emptyState()
    const touched = nothingTouched()
    return {
      take(kvs) {
        for (const kv of kvs) apply(next, { type: 'put', key: kv.key, kv, revision: kv.modRevision }, touched)
        // Everything is new: nobody asks which slots are.
        touched.slots.clear()
      },
      done(snapshot) {
        next.revision = snapshot.revision
        showPicture(next, snapshot.clusterId, touched)
      },
    }
  }

  const showPicture = (next: ReplicaState, clusterId: string, touched: Touched) => {
    // A till whose last basket went meanwhile has none in the new picture.
    for (const { value } of state.baskets.values()) touched.baskets.add(value.terminalId)
    if (clusterId === epoch) keepBasketEnds(next.basketEnds, state.basketEnds)
    state = next
    epoch = clusterId
    search.clear()
    for (const [eventId, house] of state.houses) search.update(eventId, house)
    events.startOver()
    unreadable.startOver()
    for (const [eventId, feed] of houses) restartHouse(eventId, feed)
    firstPicture()
    for (const listener of listeners) listener(touched, state.revision)
  }

  const takeChanges = (revision: number, changes: readonly Change[]) => {
    const touched = nothingTouched()
    for (const change of changes) apply(state, change, touched)
    state.revision = revision
    publishRows(touched, revision)
    for (const [eventId, feed] of houses) {
      if (touched.rebuilt.has(eventId)) restartHouse(eventId, feed)
      else {
        const change = houseChange(state, eventId, touched)
        if (change) feed.publish(revision, change)
      }
    }
    if (touched.unreadable) unreadable.publish(revision, problems())
    for (const listener of listeners) listener(touched, revision)
  }

  const publishRows = (touched: Touched, revision: number) => {
    if (touched.events.size === 0) return
    const changed: EventSummary[] = []
    const removed: string[] = []
    for (const eventId of touched.events) {
      const house = state.houses.get(eventId)
      if (touched.edited.has(eventId)) search.update(eventId, house)
      const row = summarise(house, now())
      if (row) changed.push(row)
      else removed.push(eventId)
    }
    events.publish(revision, { changed, removed })
  }

  /** An event that is gone has no house to show; its feed goes quiet and the list says that it was removed. */
  const restartHouse = (eventId: string, feed: Feed<House, HouseChange>) => {
    if (houseView(state, eventId)) feed.startOver()
  }

  const forgetQuietHouses = () => {
    for (const [eventId, feed] of houses) {
      if (feed.readerCount > 0 || now() - (askedAt.get(eventId) ?? 0) < quietHouseMs) continue
      houses.delete(eventId)
      askedAt.delete(eventId)
    }
  }

  const mirrored: Mirror = mirror({
    connection,
    prefix: '',
    snapshotPrefixes: keptKinds,
    log,
    onSnapshot: beginPicture,
    onChanges: takeChanges,
    onState: next => {
      watching = next
    },
  })

  return {
    get state() {
      return state
    },
    get epoch() {
      return epoch
    },
    get watching() {
      return watching ?? mirrored.state
    },
    ready,
    events,
    unreadable,
    house(eventId) {
      askedAt.set(eventId, now())
      const known = houses.get(eventId)
      if (known) return known
      const first = houseView(state, eventId)
      if (!first) return undefined
      forgetQuietHouses()
      const feed = new Feed<House, HouseChange>(() => at(houseView(state, eventId) ?? first))
      houses.set(eventId, feed)
      return feed
    },
    search: query =>
      search.find(state, query, eventId => summarise(state.houses.get(eventId), now())?.left ?? 0),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    reached(revision) {
      if (state.revision >= revision) return Promise.resolve()
      return new Promise<void>((resolve, reject) => {
        const end = (settle: () => void) => {
          stop()
          clearTimeout(limit)
          settle()
        }
        const stop = this.onChange((_, current) => {
          if (current >= revision) end(resolve)
        })
        const limit = setTimeout(() => {
          const behind = `The watch has not brought revision ${revision} in ${reachedWithinMs} ms`
          end(() => reject(new ClusterFailure('unavailable', behind)))
        }, reachedWithinMs)
      })
    },
    close: () => mirrored.close(),
  }
}
