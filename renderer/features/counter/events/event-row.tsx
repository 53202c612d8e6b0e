import { memo } from 'react'
import type { EventSummary } from '#shared/contract/events'
import { useEvent } from '../../../stores/events'
import { useTimeZone } from '../../../stores/terminal'
import { classes } from '../../../ui/classes'
import { shortDay, timeOfDay } from '../../../ui/dates'
import { Meter } from '../../../ui/meter'
import { eventStanding, fullness, type Standing } from '../rules/availability'
import { counterText } from '../text'

export interface EventRowProps {
  eventId: string
  isChosen: boolean
  isActive: boolean
  onChoose: (eventId: string) => void
}

/** The id of an event's row in the document. */
export const optionId = (eventId: string) => `event-${eventId}`

/** One event of the list: when, what, how full. Follows its own event only, so that one sale redraws one row. */
export const EventRow = memo(function EventRow({ eventId, isChosen, isActive, onChoose }: EventRowProps) {
  const event = useEvent(eventId)
  const timeZone = useTimeZone()
  if (!event) return null
  const standing = eventStanding(event)
  const time = timeOfDay(event.start, timeZone)
  const left = leftText(event, standing)
  const isOver = standing === 'sold-out' || standing === 'closed' || standing === 'cancelled'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list, which has the focus, takes the keys for its options.
    <div
      id={optionId(eventId)}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-label={[shortDay(event.start, timeZone), time, event.name, event.type, left].join(', ')}
      onClick={() => onChoose(eventId)}
      className={classes(
        'relative mx-2 grid h-full cursor-pointer grid-cols-[42px_minmax(0,1fr)] gap-x-2 rounded-control px-2 py-1.5',
        isChosen ? 'bg-surface shadow-raised outline outline-accent-line' : 'hover:bg-hover',
        isActive && 'outline-2 outline-accent-fill -outline-offset-2',
      )}
    >
      {isChosen && <span className="absolute inset-y-2 left-0 w-[3px] rounded-full bg-accent-fill" />}
      <time dateTime={event.start} className={classes('text-label', isOver && 'text-ink-faint')}>
        {time}
      </time>
      <div className="min-w-0">
        <div className={classes('truncate text-label', isOver && 'text-ink-faint')}>{event.name}</div>
        <div className="flex items-center gap-2 text-meta">
          <span className="min-w-0 grow truncate text-ink-faint">{event.type}</span>
          <Meter
            share={fullness(event)}
            tone={standing === 'low' ? 'warn' : isChosen ? 'accent' : 'calm'}
            className="w-14 shrink-0"
          />
          <span
            className={classes(
              'min-w-14 shrink-0 whitespace-nowrap text-right',
              standing === 'low' ? 'font-semibold text-warn' : isOver ? 'text-ink-faint' : 'text-ink-soft',
            )}
          >
            {left}
          </span>
        </div>
      </div>
    </div>
  )
})

function leftText(event: EventSummary, standing: Standing): string {
  return standing === 'plenty' || standing === 'low'
    ? counterText.left(event.left)
    : counterText.standing[standing]
}
