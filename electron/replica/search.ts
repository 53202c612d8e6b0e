import MiniSearch from 'minisearch'
import type { HouseState, ReplicaState } from './state'

export interface EventQuery {
  text: string
  type?: string | undefined
  location?: string | undefined
  withTicketsLeft: boolean
  limit: number
}

/**
 * Finds events by the beginnings of words. The index lives here and not in the cluster, so an edited event is simply
 * indexed again.
 */
export function createEventSearch() {
  const index = new MiniSearch<{ id: string } & Record<string, string>>({
    fields: ['name', 'presenter', 'type', 'location', 'description'],
    searchOptions: {
      prefix: true,
      combineWith: 'AND',
      boost: { name: 4, presenter: 2 },
      fuzzy: term => (term.length > 5 ? 0.15 : 0),
    },
  })
  return {
    /** Indexes the event as it is now, or forgets it when it is gone. */
    update(eventId: string, house: HouseState | undefined): void {
      if (index.has(eventId)) index.discard(eventId)
      const event = house?.event?.value
      if (!event) return
      const { name, presenter = '', type, location, description } = event
      index.add({ id: eventId, name, presenter, type, location, description })
    },
    clear: () => index.removeAll(),
    /** Ids, best match first; without text, by start. `left` tells how many tickets of an event are left. */
    find(state: ReplicaState, query: EventQuery, left: (eventId: string) => number): string[] {
      const starts = (eventId: string) => state.houses.get(eventId)?.event?.value.start ?? ''
      const candidates = query.text.trim()
        ? index.search(query.text).map(hit => hit.id as string)
        : [...state.houses.keys()].sort((a, b) => (starts(a) < starts(b) ? -1 : 1))
      const same = (a: string | undefined, b: string) =>
        a !== undefined && a.toLowerCase() === b.toLowerCase()
      const found: string[] = []
      for (const eventId of candidates) {
        const event = state.houses.get(eventId)?.event?.value
        if (!event || (query.type && !same(query.type, event.type))) continue
        if (query.location && !same(query.location, event.location)) continue
        if (query.withTicketsLeft && left(eventId) === 0) continue
        found.push(eventId)
        if (found.length === query.limit) break
      }
      return found
    },
  }
}
