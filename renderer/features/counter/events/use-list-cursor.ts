import { type KeyboardEvent, useState } from 'react'
import type { ListRow } from '../rules/days'

/** Where the arrow keys are in the list of events, apart from which event is chosen. */
export interface ListCursor {
  activeId: string | undefined
  onKeyDown: (event: KeyboardEvent) => void
  reset: () => void
}

const pageOfRows = 10

/**
 * Arrow keys move from event to event, past the headings; Enter chooses the one they are on. They start at what is
 * suggested, else at the chosen event.
 */
export function useListCursor(
  rows: readonly ListRow[],
  from: { chosenId: string | undefined; suggestedId: string | undefined },
  onChoose: (eventId: string) => void,
): ListCursor {
  const [movedTo, setMovedTo] = useState<string>()
  const ids = rows.flatMap(row => (row.kind === 'event' ? [row.eventId] : []))
  const activeId = movedTo !== undefined && ids.includes(movedTo) ? movedTo : from.suggestedId

  const move = (by: number) => {
    const at = ids.indexOf(activeId ?? from.chosenId ?? '')
    const to = at < 0 && by > 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))
    setMovedTo(ids[to])
  }
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageOfRows,
    PageUp: -pageOfRows,
  }
  return {
    activeId,
    reset: () => setMovedTo(undefined),
    onKeyDown(event) {
      const by = steps[event.key]
      if (by !== undefined) move(by)
      else if (event.key === 'Enter' && activeId !== undefined) onChoose(activeId)
      else return
      event.preventDefault()
    },
  }
}
