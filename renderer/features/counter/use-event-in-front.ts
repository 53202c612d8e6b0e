import { useEffect } from 'react'
import { useEvents } from '../../stores/events'
import { useHouse } from '../../stores/house'
import { eventInFront } from './rules/event-in-front'

/**
 * Opens an event where the address names none, so that the price keys sell from the first moment: the one that was in
 * front before another screen was opened, else the next one that can be sold.
 */
export function useEventInFront(eventId: string | undefined, onOpen: (eventId: string) => void): void {
  const known = useEvents(state => state.known)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once an address, not again when the list changes
  useEffect(() => {
    if (eventId !== undefined || !known) return
    const inFront = before() ?? next()
    if (inFront !== undefined) onOpen(inFront)
  }, [eventId, known])
}

function before(): string | undefined {
  const state = useHouse.getState()
  return state.status !== 'none' && useEvents.getState().byId.has(state.eventId) ? state.eventId : undefined
}

function next(): string | undefined {
  const { ids, byId } = useEvents.getState()
  const events = ids.flatMap(id => byId.get(id) ?? [])
  return eventInFront(events, Date.now())?.eventId
}
