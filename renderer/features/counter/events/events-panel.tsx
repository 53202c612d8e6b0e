import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { isListed } from '#shared/domain/event'
import { useEvents } from '../../../stores/events'
import { useTimeZone } from '../../../stores/terminal'
import { Chip } from '../../../ui/chip'
import { useNow } from '../../../ui/use-now'
import { eventStanding } from '../rules/availability'
import { bestMatch } from '../rules/best-match'
import { type ListRow, rowsByDay } from '../rules/days'
import { counterText } from '../text'
import { EventList } from './event-list'
import { SearchField } from './search-field'
import { useEventSearch } from './use-event-search'
import { useListCursor } from './use-list-cursor'

const listId = 'counter-events'
/** Events go by the clock; this often (milliseconds) the list looks at it. */
const lookEveryMs = 15 * 60_000

/** Every event that can still be sold, by day; search, chips and arrow keys narrow it down. */
export function EventsPanel({
  chosenId,
  onChoose,
}: {
  chosenId: string | undefined
  onChoose: (eventId: string) => void
}) {
  const [text, setText] = useState('')
  const [isTyping, setIsTyping] = useState(false)
  const [onlyWithSeats, setOnlyWithSeats] = useState(false)
  const { found, isSettled } = useEventSearch(text)
  const rows = useRows(found, onlyWithSeats)
  const known = useEvents(state => state.known)
  const choose = (eventId: string) => {
    onChoose(eventId)
    // The keyboard goes back to selling.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
  const nameOf = (eventId: string) => useEvents.getState().byId.get(eventId)?.name
  const suggestedId = isTyping && found ? bestMatch(rows, found, nameOf) : undefined
  const cursor = useListCursor(rows, { chosenId, suggestedId }, choose)
  const early = useEarlyEnter(isSettled, suggestedId, choose)

  return (
    <aside
      aria-label={counterText.events}
      className="flex min-h-0 flex-col overflow-hidden border-line border-r bg-surface"
    >
      <SearchField
        text={text}
        onText={next => {
          setText(next)
          cursor.reset()
          early.forget()
        }}
        listId={listId}
        activeId={cursor.activeId}
        onKeyDown={event => {
          if (event.key === 'Enter' && !isSettled) {
            event.preventDefault()
            early.wait()
          } else cursor.onKeyDown(event)
        }}
        onFocus={() => setIsTyping(true)}
        onBlur={() => {
          setIsTyping(false)
          cursor.reset()
          early.forget()
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
 * Enter that was pressed before the terminal answered the search waits for the answer: what the list shows until then
 * is another event.
 */
function useEarlyEnter(
  isSettled: boolean,
  suggestedId: string | undefined,
  onChoose: (eventId: string) => void,
) {
  const [isWaiting, setIsWaiting] = useState(false)
  const isDue = isWaiting && isSettled
  const chooseDue = useEffectEvent(() => {
    setIsWaiting(false)
    if (suggestedId !== undefined) onChoose(suggestedId)
  })
  useEffect(() => {
    if (isDue) chooseDue()
  }, [isDue])
  return { wait: () => setIsWaiting(true), forget: () => setIsWaiting(false) }
}

/** The rows that are to be seen. The order of days only changes when events come, go, move or are long over. */
function useRows(found: readonly string[] | undefined, onlyWithSeats: boolean): ListRow[] {
  const timeZone = useTimeZone()
  const ids = useEvents(state => state.ids)
  const withSeats = useIdsWithSeats(onlyWithSeats)
  const now = useNow(lookEveryMs)
  return useMemo(() => {
    const { byId } = useEvents.getState()
    const matching = found && new Set(found)
    const shown = ids.flatMap(id => {
      const event = byId.get(id)
      const matches = (!matching || matching.has(id)) && (!withSeats || withSeats.has(id))
      return event && matches && isListed(event, now) ? [event] : []
    })
    return rowsByDay(shown, timeZone)
  }, [ids, found, withSeats, timeZone, now])
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
