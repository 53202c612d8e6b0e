import { useEffect, useMemo } from 'react'
import type { ManagedEvent } from '#shared/contract/make-events'
import { useEvents } from '../../../stores/events'
import { terminal } from '../../../transport'
import { useLatest } from '../../../ui/use-latest'

export type Which = 'coming' | 'drafts' | 'over'

const partOf = 50

async function readPart(which: 'drafts' | 'over', before: readonly ManagedEvent[]) {
  const { events, more } = await terminal.events.list({ which, offset: before.length, limit: partOf })
  return { which, events: [...before, ...events], more }
}

/** The events of one kind: those that are coming live, the others as they were when they were asked for. */
export function useEventList(which: Which) {
  const { ids, byId, known } = useEvents()
  const { state, answer, run } = useLatest(readPart)
  useEffect(() => {
    if (which !== 'coming') void run(which, [])
  }, [which, run])
  const coming = useMemo(() => ids.flatMap(id => byId.get(id) ?? []), [ids, byId])
  const found = answer?.which === which ? answer : undefined
  return {
    events: which === 'coming' ? (known ? coming : undefined) : found?.events,
    more: which !== 'coming' && found?.more === true,
    showMore: () => {
      if (found && which !== 'coming') void run(which, found.events)
    },
    state,
  }
}
