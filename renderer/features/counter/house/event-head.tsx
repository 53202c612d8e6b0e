import type { House } from '#shared/contract/events'
import { slotState } from '#shared/domain/occupancy'
import { useTimeZone } from '../../../stores/terminal'
import { clockTime, dayAndTime, timeOfDay } from '../../../ui/dates'
import { useNow } from '../../../ui/use-now'
import { placesIn } from '../rules/area-counts'
import { counterText } from '../text'
import { useStaleSince } from '../use-selling'

const minuteMs = 60_000

/** Which event is being sold, when and where, and how its house stands. */
export function EventHead({ house: { event, areas } }: { house: House }) {
  const timeZone = useTimeZone()
  const now = useNow(minuteMs)
  const staleSince = useStaleSince()
  const capacity = areas.reduce((sum, { area }) => sum + area.capacity, 0)
  const sold = placesIn(areas, slotState.sold, slotState.reserved)
  const about = [
    event.presenter,
    event.location,
    dayAndTime(event.start, now, timeZone),
    event.doors && counterText.doors(timeOfDay(event.doors, timeZone)),
  ]
  return (
    <header className="flex h-15 shrink-0 items-center gap-4 border-line border-b bg-surface px-4">
      <div className="min-w-0 grow">
        <h1 className="truncate text-title">{event.name}</h1>
        <p className="truncate text-ink-faint text-meta">{about.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="shrink-0 text-right">
        {event.status === 'on-sale' ? (
          <p className="text-panel">{counterText.left(placesIn(areas, slotState.free))}</p>
        ) : (
          <p className="text-danger text-panel">{counterText.eventStatus[event.status]}</p>
        )}
        <p className="text-ink-faint text-meta">
          {staleSince === undefined
            ? counterText.sold(sold, capacity)
            : counterText.asOf(clockTime(staleSince, timeZone))}
        </p>
      </div>
    </header>
  )
}
