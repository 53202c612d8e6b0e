import { slotState } from '#shared/domain/occupancy'
import { areasNow, type HouseFacts, useHouse } from '../../../stores/house'
import { useTimeZone } from '../../../stores/terminal'
import { clockTime, dayAndTime, timeOfDay } from '../../../ui/dates'
import { LiveText } from '../../../ui/live-text'
import { useNow } from '../../../ui/use-now'
import { placesIn } from '../rules/area-counts'
import { counterText } from '../text'
import { useStaleSince } from '../use-selling'

const minuteMs = 60_000

/** Which event is being sold, when and where, and how its house stands. */
export function EventHead({ house: { event } }: { house: HouseFacts }) {
  const timeZone = useTimeZone()
  const now = useNow(minuteMs)
  const staleSince = useStaleSince()
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
          <p className="text-panel">
            <LiveText follow={useHouse.subscribe} text={left} />
          </p>
        ) : (
          <p className="text-danger text-panel">{counterText.eventStatus[event.status]}</p>
        )}
        <p className="text-ink-faint text-meta">
          {staleSince === undefined ? (
            <LiveText follow={useHouse.subscribe} text={sold} />
          ) : (
            counterText.asOf(clockTime(staleSince, timeZone))
          )}
        </p>
      </div>
    </header>
  )
}

const left = () => counterText.left(placesIn(areasNow(), slotState.free))

function sold(): string {
  const areas = areasNow()
  const capacity = areas.reduce((sum, { area }) => sum + area.capacity, 0)
  return counterText.sold(placesIn(areas, slotState.sold, slotState.reserved), capacity)
}
