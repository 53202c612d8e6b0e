import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useEvents } from '../../../stores/events'
import { useTimeZone } from '../../../stores/terminal'
import { Chip } from '../../../ui/chip'
import { eventStanding } from '../rules/availability'
import { type ListRow, rowsByDay } from '../rules/days'
import { counterText } from '../text'
import { EventList } from './event-list'
import { SearchField } from './search-field'
import { useEventSearch } from './use-event-search'
import { useListCursor } from './use-list-cursor'

const listId = 'counter-events'

/** Every event that can still be sold, by day; search, chips and arrow keys narrow it down. */
export function EventsPanel({
  chosenId,
  onChoose,
}: {
  chosenId: string | undefined
  onChoose: (eventId: string) => void
}) {
  const [text, setText] = useState('')
  const [onlyWithSeats, setOnlyWithSeats] = useState(false)
  const { found, isSettled } = useEventSearch(text)
  const rows = useRows(found, onlyWithSeats)
  const known = useEvents(state => state.known)
  const choose = (eventId: string) => {
    onChoose(eventId)
    // The keyboard goes back to selling.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
  const cursor = useListCursor(rows, chosenId, choose)
  const first = useFirstFound(rows, isSettled, choose)

  return (
    <aside
      aria-label={counterText.events}
      className="flex min-h-0 flex-col overflow-hidden border-line border-r bg-surface"
    >
      <SearchField
        text={text}
        onText={next => {
          setText(next)
          first.forget()
        }}
        listId={listId}
        activeId={cursor.activeId}
        onKeyDown={event => {
          cursor.onKeyDown(event)
          if (event.key !== 'Enter' || event.defaultPrevented) return
          event.preventDefault()
          first.choose()
        }}
        onBlur={() => {
          cursor.reset()
          first.forget()
        }}
      />
      <div className="flex gap-1.5 px-3 pb-2">
        <Chip pressed={!onlyWithSeats} onClick={() => setOnlyWithSeats(false)}>
          {counterText.all}
        </Chip>
        <Chip pressed={onlyWithSeats} onClick={() => setOnlyWithSeats(true)}>
          {counterText.hasSeats}
        </Chip>
      </div>
      {rows.length > 0 ? (
        <EventList id={listId} rows={rows} chosenId={chosenId} cursor={cursor} onChoose={choose} />
      ) : (
        known && (
          <p role="status" className="px-4 py-6 text-ink-soft">
            {found
              ? counterText.noEventFound(text.trim())
              : onlyWithSeats
                ? counterText.noEventWithSeats
                : counterText.nothingOnSale}
          </p>
        )
      )}
    </aside>
  )
}

/**
 * Chooses the first event of the list, as Enter in the search field does. Typed faster than the terminal answers, it
 * waits for the answer: the first row of the list before would be another event.
 */
function useFirstFound(rows: readonly ListRow[], isSettled: boolean, onChoose: (eventId: string) => void) {
  const [isWanted, setIsWanted] = useState(false)
  const row = rows.find(own => own.kind === 'event')
  const isDue = isWanted && isSettled
  const chooseDue = useEffectEvent(() => {
    setIsWanted(false)
    if (row?.kind === 'event') onChoose(row.eventId)
  })
  useEffect(() => {
    if (isDue) chooseDue()
  }, [isDue])
  return { choose: () => setIsWanted(true), forget: () => setIsWanted(false) }
}

/** The rows that are to be seen. The order of days only changes when events come, go or move. */
function useRows(found: ReadonlySet<string> | undefined, onlyWithSeats: boolean): ListRow[] {
  const timeZone = useTimeZone()
  const ids = useEvents(state => state.ids)
  const withSeats = useIdsWithSeats(onlyWithSeats)
  return useMemo(() => {
    const { byId } = useEvents.getState()
    const shown = ids.flatMap(id => {
      const event = byId.get(id)
      const matches = event && (!found || found.has(id)) && (!withSeats || withSeats.has(id))
      return matches ? [event] : []
    })
    return rowsByDay(shown, timeZone)
  }, [ids, found, withSeats, timeZone])
}

/** The events with a place left, while they are asked for; the same set as long as its members are. */
function useIdsWithSeats(wanted: boolean): ReadonlySet<string> | undefined {
  const ids = useEvents(state => {
    if (!wanted) return undefined
    const open = state.ids.filter(id => {
      const event = state.byId.get(id)
      const standing = event && eventStanding(event)
      return standing === 'plenty' || standing === 'low'
    })
    return open.join(' ')
  })
  return useMemo(() => (ids === undefined ? undefined : new Set(ids.split(' '))), [ids])
}
