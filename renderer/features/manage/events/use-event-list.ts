import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ManagedEvent } from '#shared/contract/make-events'
import { useEvents } from '../../../stores/events'
import { terminal } from '../../../transport'
import { useAction } from '../../../ui/use-action'

export type Which = 'coming' | 'drafts' | 'over'

const partOf = 50

/** The events of one kind: those that are coming live, the others as they were when they were asked for. */
export function useEventList(which: Which) {
  const { ids, byId, known } = useEvents()
  const [asked, setAsked] = useState<{ which: Which; events: ManagedEvent[]; more: boolean }>()
  const { state, run } = useAction(
    useCallback(async (kind: 'drafts' | 'over', before: readonly ManagedEvent[]) => {
      const part = await terminal.events.list({ which: kind, offset: before.length, limit: partOf })
      setAsked({ which: kind, events: [...before, ...part.events], more: part.more })
    }, []),
  )
  useEffect(() => {
    if (which !== 'coming') void run(which, [])
  }, [which, run])
  const coming = useMemo(() => ids.flatMap(id => byId.get(id) ?? []), [ids, byId])
  const found = asked?.which === which ? asked : undefined
  return {
    events: which === 'coming' ? (known ? coming : undefined) : found?.events,
    more: which !== 'coming' && found?.more === true,
    showMore: () => {
      if (found && which !== 'coming') void run(which, found.events)
    },
    state,
  }
}
