import { formatMoney } from '#shared/domain/money'
import type { HouseFacts } from '../../../stores/house'
import { classes } from '../../../ui/classes'
import { Kbd } from '../../../ui/kbd'
import { pressPrice } from '../acts'
import { type Choice, useChoice } from '../choice'
import { type Gathering, useDesk } from '../desk'
import { countByPriceType } from '../rules/account'
import { counterText } from '../text'
import { useCurrentBasket, useTill } from '../till'
import { useSelling } from '../use-selling'

/** F1 to F8 with their prices. A count stands on the ones in use. */
export function PriceKeys({ house }: { house: HouseFacts }) {
  const choice = useChoice(house)
  const counts = useCounts(choice)
  const isOpen = useTill(state => state.sale.step === 'open')
  const canSell = useSelling().is === 'possible'
  return (
    <div
      role="toolbar"
      aria-label={counterText.priceTypes}
      className="flex h-[66px] shrink-0 gap-1.5 bg-surface px-3 pt-2"
    >
      {choice.keys.map(({ priceType, name }, index) => {
        const price = choice.chosen?.type.prices.find(own => own.priceType === priceType)
        const count = counts.get(priceType) ?? 0
        const isMarked = isOpen && canSell && count > 0
        return (
          <button
            key={priceType}
            type="button"
            aria-keyshortcuts={`F${index + 1}`}
            disabled={!price || !canSell || !isOpen || choice.chosen?.whyNot !== undefined}
            onClick={event => pressPrice(index, event.shiftKey)}
            className={classes(
              'relative flex h-[50px] min-w-16 max-w-32 flex-auto flex-col justify-between rounded-control border bg-surface px-1.5 py-1.5 text-left transition-colors',
              'enabled:hover:bg-hover disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-off disabled:outline-none',
              isMarked
                ? 'border-accent-fill outline outline-accent-fill -outline-offset-2'
                : 'border-line-strong',
              // As on the keyboard: a gap after F4.
              index === 4 && 'ml-1.5',
            )}
          >
            <span className="truncate font-semibold text-meta">{name}</span>
            <span className="flex items-end justify-between gap-1 text-meta">
              <KeyCap name={`F${index + 1}`} isMarked={isMarked} />
              <span className="tabular-nums">{priceText(price?.priceMinor, house.event.currency)}</span>
            </span>
            {count > 0 && (
              <span className="-top-2 -right-1 absolute grid h-[18px] min-w-[22px] place-items-center rounded-full bg-accent-fill px-1 font-[650] text-meta text-on-accent">
                ×{count}
              </span>
            )}
          </button>
        )
      })}
    </div>
  )
}

function KeyCap({ name, isMarked }: { name: string; isMarked: boolean }) {
  if (!isMarked) return <Kbd>{name}</Kbd>
  return (
    <kbd className="inline-flex h-[18px] min-w-5 items-center justify-center rounded-key border border-accent-fill bg-accent-fill px-1 font-sans text-key text-on-accent">
      {name}
    </kbd>
  )
}

function priceText(priceMinor: number | undefined, currency: string): string {
  if (priceMinor === undefined) return counterText.noPrice
  return priceMinor === 0 ? counterText.free : formatMoney(priceMinor, currency, 'short')
}

/** How many of each price are in the basket: of the chosen ticket type, or of all seats of the event. */
function useCounts({ house, chosen }: Choice<HouseFacts>): ReadonlyMap<string, number> {
  const { picks, sale } = useTill()
  const basket = useCurrentBasket()
  const gathering = useDesk(state => state.gathering)
  const asking = useDesk(state => state.asking)
  if (!chosen || sale.step === 'checking') return new Map()
  const { type, sells } = chosen.type
  return countByPriceType(
    basket?.lines ?? [],
    [...picks, ...[gathering, ...asking].flatMap(typedTickets)],
    ticket => ticket.eventId === house.event.eventId && (sells.by === 'zones' || ticket.ticketType === type),
  )
}

/** Seats that were typed and are not held yet, as tickets. */
function typedTickets(gathering: Gathering | undefined) {
  return (gathering?.priceTypes ?? []).map(priceType => {
    const { eventId = '', ticketType = '' } = gathering ?? {}
    return { eventId, ticketType, priceType, count: 1 }
  })
}
