import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { formatMoney } from '#shared/domain/money'
import type { TicketLine } from '#shared/domain/order'
import { useHouse } from '../../../stores/house'
import { useTimeZone } from '../../../stores/terminal'
import { IconButton } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { dayAndTime } from '../../../ui/dates'
import { Money } from '../../../ui/money'
import { useNow } from '../../../ui/use-now'
import { useDesk } from '../desk'
import { PricePicker } from '../prices/price-picker'
import { type Account, type AccountLine, seatNumber } from '../rules/account'
import { listedMinor } from '../rules/picks'
import { samePlace } from '../rules/places'
import { counterText } from '../text'
import { places, useTill } from '../till'
import { basketText } from './text'

const minuteMs = 60_000

/** What is in the basket, each event under its name. */
export function AccountLines({ account }: { account: Account }) {
  const timeZone = useTimeZone()
  const now = useNow(minuteMs)
  return account.groups.map(({ eventId, eventName, eventStart, lines }) => (
    <div key={eventId}>
      <h3 className="flex justify-between gap-2 border-line border-t bg-sunken px-4 py-1.5 font-[550] text-ink-soft text-meta">
        <span className="truncate">{eventName}</span>
        <span className="shrink-0">{dayAndTime(eventStart, now, timeZone)}</span>
      </h3>
      <ul>
        {lines.map(line =>
          line.kind === 'seat' ? (
            <SeatLine
              key={`${line.seat.areaId} ${line.seat.slot}`}
              seat={line.seat}
              currency={account.currency ?? ''}
            />
          ) : (
            <PlacesLine
              key={`${line.of.ticketType} ${line.of.priceType} ${line.held.length > 0}`}
              line={line}
              currency={account.currency ?? ''}
            />
          ),
        )}
      </ul>
    </div>
  ))
}

function SeatLine({ seat, currency }: { seat: TicketLine; currency: string }) {
  const isGoing = useTill(state => state.asked.some(own => own.doing === 'drop' && samePlace(own, seat)))
  const isChosen = useDesk(({ line }) => line !== undefined && samePlace(line, seat))
  return (
    <Line
      tile={seatNumber(seat)}
      tileLook="bg-seat-ours text-on-seat-ours"
      title={seat.placeLabel}
      detail={whyRepriced(seat, currency) ?? `${seat.areaName} · ${seat.ticketName}`}
      price={<PricePicker seat={seat} disabled={isGoing} />}
      name={`${seat.placeLabel}, ${seat.priceName}`}
      totalMinor={seat.priceMinor}
      currency={currency}
      isGoing={isGoing}
      isChosen={isChosen}
      onRemove={() => void places.drop([seat])}
    />
  )
}

function PlacesLine({ line, currency }: { line: AccountLine & { kind: 'places' }; currency: string }) {
  const { of, count, held } = line
  const nowMinor = useListedMinor(of)
  // What is held keeps its price. What is only picked keeps the one the customer was told until they agree to another.
  const isOld = held.length === 0 && nowMinor !== undefined && nowMinor !== of.priceMinor
  const money = (minor: number) => formatMoney(minor, currency)
  return (
    <Line
      tile={`${count}×`}
      tileLook="bg-accent-soft text-accent"
      title={of.ticketName}
      detail={
        isOld
          ? counterText.priceIsNow(money(nowMinor), money(of.priceMinor), of.priceName)
          : (whyRepriced(held[0], currency) ?? counterText.pricedEach(of.priceName, money(of.priceMinor)))
      }
      isWarning={isOld}
      name={`${of.ticketName}, ${of.priceName}`}
      totalMinor={of.priceMinor * count}
      currency={currency}
      isGoing={false}
      onRemove={() => void places.takeAway(of, count)}
    />
  )
}

/** What a ticket is listed at now, where its event is on the screen. */
function useListedMinor(kind: Parameters<typeof listedMinor>[0]): number | undefined {
  return useHouse(state =>
    state.status === 'shown' ? listedMinor(kind, state.house.ticketTypes) : undefined,
  )
}

/** Why it costs something else than what it is listed at, where it does. */
function whyRepriced(line: TicketLine | undefined, currency: string): string | undefined {
  if (!line?.repriced) return undefined
  const { listedMinor, reason } = line.repriced
  const { why, whyReduced } = basketText.price
  return line.priceMinor === 0 ? why(reason) : whyReduced(formatMoney(listedMinor, currency), reason)
}

function Line(props: {
  tile: ReactNode
  tileLook: string
  title: string
  detail: string
  isWarning?: boolean
  price?: ReactNode
  /** The whole line in words. */
  name: string
  totalMinor: number
  currency: string
  isGoing: boolean
  /** The next price key makes another ticket of it. */
  isChosen?: boolean
  onRemove: () => void
}) {
  const { tile, tileLook, title, detail, price, name, totalMinor, currency } = props
  const { isWarning = false, isGoing, isChosen = false, onRemove } = props
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <li
      ref={row}
      aria-label={name}
      aria-current={isChosen || undefined}
      aria-busy={isGoing || undefined}
      className={classes(
        isChosen && 'bg-accent-soft shadow-[inset_3px_0_0_var(--color-accent-fill)]',
        'grid h-11 grid-cols-[auto_minmax(0,1fr)_auto_auto_36px] items-center gap-x-1.5 border-line border-t pl-4',
        isGoing && 'text-ink-off',
      )}
    >
      <span
        aria-hidden
        className={classes(
          'grid h-6 min-w-[26px] place-items-center rounded-key px-1 font-[650] text-meta tabular-nums',
          tileLook,
        )}
      >
        {tile}
      </span>
      <span className="min-w-0">
        <span className="block truncate text-label leading-[17px]">{title}</span>
        <span
          title={detail}
          className={classes(
            'block truncate text-meta leading-[15px]',
            isWarning ? 'font-semibold text-warn' : 'text-ink-faint',
          )}
        >
          {detail}
        </span>
      </span>
      <span>{price}</span>
      <span className="min-w-[54px] text-right text-label tabular-nums">
        <Money minor={totalMinor} currency={currency} />
      </span>
      <IconButton
        label={counterText.remove(name)}
        size="touch"
        className="justify-self-end"
        disabled={isGoing}
        onClick={onRemove}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </li>
  )
}
