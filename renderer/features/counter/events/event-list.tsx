import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTimeZone } from '../../../stores/terminal'
import { classes } from '../../../ui/classes'
import { dayKey, dayName, shortDay } from '../../../ui/dates'
import { useNow } from '../../../ui/use-now'
import type { ListRow } from '../rules/days'
import { counterText } from '../text'
import { EventRow, optionId } from './event-row'
import type { ListCursor } from './use-list-cursor'

export interface EventListProps {
  id: string
  rows: readonly ListRow[]
  chosenId: string | undefined
  cursor: ListCursor
  onChoose: (eventId: string) => void
}

/** Heights in pixels; the virtual list counts on them. */
const dayHeight = 32
const eventHeight = 48
const minuteMs = 60_000

/** The days and their events. Only what is to be seen is in the document: a busy house has thousands. */
export function EventList({ id, rows, chosenId, cursor, onChoose }: EventListProps) {
  const scrollRef = useRef<HTMLDivElement>(null)
  const timeZone = useTimeZone()
  const today = dayKey(useNow(minuteMs), timeZone)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: index => (rows[index]?.kind === 'day' ? dayHeight : eventHeight),
    getItemKey: index => keyOf(rows[index]),
    overscan: 8,
  })
  const { scrollToIndex } = virtual
  const shownId = cursor.activeId ?? chosenId
  const shownIndex = rows.findIndex(row => row.kind === 'event' && row.eventId === shownId)
  useEffect(() => {
    if (shownIndex >= 0) scrollToIndex(shownIndex)
  }, [shownIndex, scrollToIndex])

  return (
    <div ref={scrollRef} className="min-h-0 grow overflow-y-auto">
      <div
        id={id}
        role="listbox"
        tabIndex={0}
        aria-label={counterText.events}
        aria-activedescendant={shownId && optionId(shownId)}
        onKeyDown={cursor.onKeyDown}
        onBlur={cursor.reset}
        className="relative -outline-offset-2"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ key, index, start, size }) => {
          const row = rows[index]
          if (!row) return null
          const isToday = row.day === today
          const isLast = rows[index + 1]?.day !== row.day
          return (
            <div
              key={key}
              role="presentation"
              className={classes(
                'absolute inset-x-0 top-0',
                isToday && 'bg-accent-soft',
                isToday && row.kind === 'day' && 'border-accent-line border-t',
                isToday && isLast && 'border-accent-line border-b',
              )}
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              {row.kind === 'day' ? (
                <DayHeading start={row.start} isToday={isToday} />
              ) : (
                <EventRow
                  eventId={row.eventId}
                  isChosen={row.eventId === chosenId}
                  isActive={row.eventId === cursor.activeId}
                  onChoose={onChoose}
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function keyOf(row: ListRow | undefined): string {
  if (!row) return ''
  return row.kind === 'day' ? row.day : row.eventId
}

function DayHeading({ start, isToday }: { start: string; isToday: boolean }) {
  const timeZone = useTimeZone()
  const day = shortDay(start, timeZone)
  const name = dayName(start, Date.now(), timeZone)
  return (
    <div
      role="presentation"
      className={classes(
        'flex h-full items-end justify-between px-4 pb-1 text-meta',
        isToday ? 'text-accent' : 'text-ink-soft',
      )}
    >
      <span className="font-semibold">{name}</span>
      {name !== day && <span className={classes(!isToday && 'text-ink-faint')}>{day}</span>}
    </div>
  )
}
