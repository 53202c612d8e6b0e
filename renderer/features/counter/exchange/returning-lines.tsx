import { CornerUpLeft } from 'lucide-react'
import { formatMoney } from '#shared/domain/money'
import type { TicketLine } from '#shared/domain/order'
import { useHouse } from '../../../stores/house'
import { useTimeZone } from '../../../stores/terminal'
import { dayAndTime } from '../../../ui/dates'
import { useNow } from '../../../ui/use-now'
import type { Account } from '../rules/account'
import { exchangeText } from './text'

const minuteMs = 60_000

/** The old tickets, as the credit that they are. */
export function ReturningLines({ account }: { account: Account }) {
  const { given = [] } = account.exchange ?? {}
  const [first] = given
  const timeZone = useTimeZone()
  const now = useNow(minuteMs)
  if (!first) return null
  const isOneEvent = given.every(({ eventId }) => eventId === first.eventId)
  return (
    <section aria-label={exchangeText.comesBack}>
      <h3 className="flex justify-between gap-2 border-line border-t bg-sunken px-4 py-1.5 font-[550] text-ink-soft text-meta">
        <span className="truncate">
          {exchangeText.comesBack}
          {isOneEvent && ` · ${first.eventName}`}
        </span>
        {isOneEvent && <span className="shrink-0">{dayAndTime(first.eventStart, now, timeZone)}</span>}
      </h3>
      <ul>
        {given.map(line => (
          <Returning
            key={`${line.eventId} ${line.areaId} ${line.slot}`}
            line={line}
            currency={account.currency ?? ''}
          />
        ))}
      </ul>
    </section>
  )
}

function Returning({ line, currency }: { line: TicketLine; currency: string }) {
  const { placeLabel, areaName, ticketName, priceName, priceMinor } = line
  const title = placeLabel === areaName ? ticketName : placeLabel
  return (
    <li className="grid h-8 grid-cols-[auto_minmax(0,1fr)_auto_36px] items-center gap-x-1.5 border-line border-t pl-4">
      <span className="grid h-6 min-w-[26px] place-items-center rounded-key border border-line-strong text-ink-soft">
        <CornerUpLeft size={14} aria-hidden />
      </span>
      <span className="truncate text-ink-soft">
        {title}
        <span className="text-ink-faint text-meta">
          {title === ticketName ? ` · ${priceName}` : ` · ${areaName} · ${priceName}`}
        </span>
      </span>
      <span className="min-w-[58px] text-right text-ink-soft text-label tabular-nums">
        −{formatMoney(priceMinor, currency)}
      </span>
    </li>
  )
}

/** In the place of the new tickets, while there are none. */
export function NoneTakenYet({ account }: { account: Account }) {
  const hasSeats = useHouse(
    state => state.status === 'shown' && state.house.areas.some(({ section }) => section !== undefined),
  )
  const { given = [] } = account.exchange ?? {}
  return (
    <div className="grid justify-items-center gap-0.5 px-6 py-7 text-center">
      <p className="text-label">{exchangeText.noneYet}</p>
      <p className="text-ink-faint text-meta">
        {hasSeats ? exchangeText.noneYetHint(given.length) : exchangeText.noneStandingHint}
      </p>
    </div>
  )
}
