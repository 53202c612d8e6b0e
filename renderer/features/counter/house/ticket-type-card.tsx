import type { TicketType } from '#shared/domain/event'
import type { HouseFacts } from '../../../stores/house'
import { useTimeZone } from '../../../stores/terminal'
import { classes } from '../../../ui/classes'
import { shortDay, timeOfDay } from '../../../ui/dates'
import { Meter } from '../../../ui/meter'
import { Money } from '../../../ui/money'
import { count } from '../../../ui/text/common'
import { useDesk } from '../desk'
import { fullness, placesStanding } from '../rules/availability'
import type { Offer } from '../rules/offers'
import { counterText } from '../text'
import { PriceSteppers } from './price-steppers'
import { usePlacesOf } from './use-places-of'

/** Prices a closed card shows; the chosen one shows them all, each with its stepper. */
const pricesShown = 3

export interface TicketTypeCardProps {
  house: HouseFacts
  offer: Offer
  isChosen: boolean
}

/** One ticket type: its prices, what is left, and when it is chosen a stepper for each price. */
export function TicketTypeCard({ house, offer, isChosen }: TicketTypeCardProps) {
  const { type, whyNot } = offer
  const places = usePlacesOf(type)
  const standing = places && placesStanding(places)
  if (whyNot) return <ClosedCard offer={offer} isChosen={isChosen} />
  return (
    <li
      className={classes(
        'relative overflow-hidden rounded-card border bg-surface shadow-raised',
        isChosen ? 'border-accent-fill outline outline-accent-fill -outline-offset-2' : 'border-line',
      )}
    >
      <Stripe type={type} />
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={() => useDesk.setState({ ticketType: type.type })}
        className={classes(
          'grid min-h-[72px] w-full grid-cols-[minmax(0,1fr)_150px_104px] items-center gap-x-4 py-2 pr-4 pl-5 text-left -outline-offset-2',
          !isChosen && 'hover:bg-hover',
        )}
      >
        <span className="min-w-0">
          <span className="block truncate text-tender">{type.name}</span>
          <span className="block truncate text-ink-faint text-meta">{notes(type)}</span>
        </span>
        {isChosen ? <span /> : <Prices type={type} currency={house.event.currency} />}
        {places && (
          <span className="text-right">
            {standing === 'sold-out' ? (
              <span className="block text-ink-soft text-panel">{counterText.standing['sold-out']}</span>
            ) : (
              <span className={classes('block text-figure', standing === 'low' && 'text-warn')}>
                {count(places.left)}
              </span>
            )}
            <span className="block text-ink-faint text-meta">
              {standing === 'sold-out'
                ? counterText.placesInAll(places.capacity)
                : counterText.ofLeft(places.capacity)}
            </span>
            <Meter
              share={fullness(places)}
              tone={standing === 'low' ? 'warn' : isChosen ? 'accent' : 'calm'}
              className="mt-1"
            />
          </span>
        )}
      </button>
      {isChosen && <PriceSteppers house={house} offer={offer} left={places?.left ?? 0} />}
    </li>
  )
}

function notes(type: TicketType): string {
  const { perOrder } = type.limits
  return [type.note, perOrder && counterText.perOrder(perOrder)].filter(Boolean).join(' · ')
}

function Prices({ type, currency }: { type: TicketType; currency: string }) {
  const more = type.prices.length - pricesShown
  return (
    <span className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 text-meta">
      {type.prices.slice(0, pricesShown).map(({ priceType, name, priceMinor }) => (
        <span key={priceType} className="contents">
          <span className="truncate text-ink-soft">{name}</span>
          <span className="text-right font-semibold tabular-nums">
            <Money minor={priceMinor} currency={currency} />
          </span>
        </span>
      ))}
      {more > 0 && <span className="text-ink-faint">{counterText.morePrices(more)}</span>}
    </span>
  )
}

/** A ticket type that is not on sale: why, and what it was. */
function ClosedCard({ offer: { type, whyNot }, isChosen }: { offer: Offer; isChosen: boolean }) {
  const timeZone = useTimeZone()
  const at = (instant: string) => [shortDay(instant, timeZone), timeOfDay(instant, timeZone)] as const
  return (
    <li
      aria-current={isChosen || undefined}
      className={classes(
        'flex min-h-14 items-center justify-between gap-4 rounded-card border px-5 py-2',
        isChosen ? 'border-accent-fill outline outline-accent-fill -outline-offset-2' : 'border-line',
      )}
    >
      <span className="min-w-0">
        <span className="block truncate text-ink-soft text-panel">{type.name}</span>
        <span className="block truncate text-ink-faint text-meta">
          {whyNot === 'ended' && type.salesUntil
            ? counterText.saleEnded(...at(type.salesUntil))
            : whyNot === 'not-yet' && type.salesFrom
              ? counterText.saleBegins(...at(type.salesFrom))
              : notes(type)}
        </span>
      </span>
      {whyNot && <span className="shrink-0 text-ink-soft text-panel">{counterText.whyNot[whyNot]}</span>}
    </li>
  )
}

const stripes: Record<string, string> = { pink: 'bg-type-pink', blue: 'bg-type-blue', green: 'bg-type-green' }

/** The colour a ticket type carries in its name; its name always stands beside it. */
function Stripe({ type }: { type: TicketType }) {
  return (
    <span
      aria-hidden
      className={classes('absolute inset-y-0 left-0 w-1.5', stripes[type.type] ?? 'bg-line-strong')}
    />
  )
}
