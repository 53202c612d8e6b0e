import { create } from 'zustand'
import type { EventSummary } from '#shared/contract/events'
import { terminal } from '../transport'
import { followFeed } from './follow-feed'

/** Every event that has not ended. `ids` are in the order of their start, then of their names. */
export interface EventsState {
  /** False until the first snapshot came: then an empty list means that there is nothing on sale. */
  known: boolean
  byId: ReadonlyMap<string, EventSummary>
  ids: readonly string[]
}

export const noEvents: EventsState = { known: false, byId: new Map(), ids: [] }

export const useEvents = create<EventsState>(() => noEvents)

/** One event of the list, as a hook; undefined when it has ended or was never there. */
export const useEvent = (eventId: string | undefined): EventSummary | undefined =>
  useEvents(state => (eventId === undefined ? undefined : state.byId.get(eventId)))

/** What came so soon after the last picture of the list, in milliseconds, comes with the next: nobody reads faster. */
const pictureMs = 200

/** Follows the list. A row is told anew at every sale of its event; those of a moment are drawn together. */
export function followEvents(): () => void {
  let waiting: { changed: readonly EventSummary[]; removed: readonly string[] }[] = []
  let shownAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = () => {
    timer = undefined
    shownAt = performance.now()
    const taken = waiting
    waiting = []
    useEvents.setState(state =>
      taken.reduce((now, { changed, removed }) => withEvents(now, changed, removed), state),
    )
  }
  const stop = followFeed({
    open: (resume, signal) => terminal.events.feed({ resume }, { signal }),
    onSnapshot: ({ events }) => {
      waiting = []
      useEvents.setState(eventsOf(events))
    },
    onChange: change => {
      waiting.push(change)
      timer ??= setTimeout(show, Math.max(0, shownAt + pictureMs - performance.now()))
    },
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

/** The state after a snapshot. */
export function eventsOf(events: readonly EventSummary[]): EventsState {
  return withEvents({ ...noEvents, known: true }, events, [])
}

/** `state` with `changed` put in and `removed` taken out; the order is made anew only where it may have changed. */
export function withEvents(
  state: EventsState,
  changed: readonly EventSummary[],
  removed: readonly string[],
): EventsState {
  const byId = new Map(state.byId)
  let reordered = removed.length > 0
  for (const event of changed) {
    const before = byId.get(event.eventId)
    if (before?.start !== event.start || before.name !== event.name) reordered = true
    byId.set(event.eventId, event)
  }
  for (const eventId of removed) byId.delete(eventId)
  return { known: state.known, byId, ids: reordered ? sortedIds(byId) : state.ids }
}

function sortedIds(byId: ReadonlyMap<string, EventSummary>): string[] {
  return [...byId.values()]
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start) || a.name.localeCompare(b.name))
    .map(event => event.eventId)
}
