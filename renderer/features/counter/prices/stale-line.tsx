import { Clock } from 'lucide-react'
import { useTimeZone } from '../../../stores/terminal'
import { clockTime } from '../../../ui/dates'
import { useNow } from '../../../ui/use-now'
import { counterText } from '../text'

/** Up to here the age is told in seconds. */
const secondsUntilMs = 120_000

/** How old what is on the screen is. `since`: an instant, or epoch milliseconds. */
export function StaleLine({ since }: { since: string | number }) {
  const now = useNow(1_000)
  const timeZone = useTimeZone()
  const ageMs = Math.max(0, now - (typeof since === 'string' ? Date.parse(since) : since))
  return (
    <div
      role="status"
      className="flex h-9 shrink-0 items-center gap-2 border-warn-line border-t bg-warn-soft px-3 text-meta"
    >
      <Clock size={16} aria-hidden className="shrink-0 text-warn" />
      <p className="truncate">
        <strong aria-live="off" className="font-semibold text-warn">
          {ageMs < secondsUntilMs
            ? counterText.synced(Math.round(ageMs / 1_000))
            : counterText.syncedBefore(clockTime(since, timeZone))}
        </strong>{' '}
        {counterText.staleWhy}
      </p>
    </div>
  )
}
