import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useEvents } from '../../../stores/events'
import { useTimeZone } from '../../../stores/terminal'
import { Chip } from '../../../ui/chip'
import { Kbd } from '../../../ui/kbd'
import { eventStanding } from '../rules/availability'
import { type ListRow, rowsByDay } from '../rules/days'
import { counterText } from '../text'
import { EventList } from './event-list'
import { optionId } from './event-row'
import { useEventSearch } from './use-event-search'
import { useListCursor } from './use-list-cursor'

/** Where `/` puts the focus. */
export const searchFieldId = 'counter-search'
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
  const found = useEventSearch(text)
  const rows = useRows(found, onlyWithSeats)
  const known = useEvents(state => state.known)
  const choose = (eventId: string) => {
    onChoose(eventId)
    // The keyboard goes back to selling.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
  const cursor = useListCursor(rows, chosenId, choose)

  return (
    <aside
      aria-label={counterText.events}
      className="flex min-h-0 flex-col overflow-hidden border-line border-r bg-surface"
    >
      <div className="relative m-3 mb-2">
        <Search
          size={16}
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint"
        />
        <input
          id={searchFieldId}
          type="text"
          role="combobox"
          aria-label={counterText.searchEvents}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={cursor.activeId && optionId(cursor.activeId)}
          placeholder={counterText.searchEvents}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Escape' && text !== '') {
              setText('')
              event.preventDefault()
            } else cursor.onKeyDown(event)
          }}
          onBlur={cursor.reset}
          className="peer h-8 w-full rounded-control border border-line-control bg-surface pr-9 pl-8.5 placeholder:text-ink-faint hover:border-ink-faint focus-visible:outline-offset-0"
        />
        <span className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-1.5 peer-focus:hidden">
          <Kbd>{counterText.keys.slash}</Kbd>
        </span>
      </div>
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
