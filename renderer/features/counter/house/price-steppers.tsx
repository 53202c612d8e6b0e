import { Minus, Plus } from 'lucide-react'
import { formatMoney } from '#shared/domain/money'
import type { HouseFacts } from '../../../stores/house'
import { addTickets, takeAway } from '../acts'
import type { Offer } from '../rules/offers'
import { sameKind } from '../rules/picks'
import { counterText } from '../text'
import { useCurrentBasket, useTill } from '../till'
import { useSelling } from '../use-selling'

const buttonLook =
  'grid size-11 place-items-center text-ink-soft transition-colors enabled:hover:bg-hover disabled:cursor-not-allowed disabled:text-ink-off -outline-offset-2'

/** How many of each price, with a button more and less for fingers. */
export function PriceSteppers({ house, offer, left }: { house: HouseFacts; offer: Offer; left: number }) {
  const { eventId, currency } = house.event
  const { type } = offer
  const picks = useTill(state => state.picks)
  const isOpen = useTill(state => state.sale.step === 'open')
  const canSell = useSelling().is === 'possible' && isOpen
  const held = useCurrentBasket()?.lines ?? []
  const picked = picks.reduce(
    (sum, own) => (own.eventId === eventId && own.ticketType === type.type ? sum + own.count : sum),
    0,
  )
  return (
    <div className="grid grid-cols-4 min-[1840px]:grid-cols-8 gap-x-3 gap-y-2 pr-4 pb-3 pl-5">
      {type.prices.map(({ priceType, name, priceMinor }) => {
        const kind = { eventId, ticketType: type.type, priceType }
        const count =
          picks.reduce((sum, own) => (sameKind(own, kind) ? sum + own.count : sum), 0) +
          held.filter(line => sameKind(line, kind)).length
        return (
          <fieldset key={priceType} aria-label={name} className="min-w-0">
            <p className="flex justify-between gap-2 pb-1 text-meta">
              <span className="truncate font-[550]">{name}</span>
              <span className="text-ink-soft">{formatMoney(priceMinor, currency)}</span>
            </p>
            <div className="flex items-center justify-between overflow-hidden rounded-control border border-line-strong bg-surface">
              <button
                type="button"
                aria-label={counterText.oneLess(name)}
                disabled={count === 0 || !isOpen}
                onClick={() => takeAway(type, priceType)}
                className={buttonLook}
              >
                <Minus size={16} aria-hidden />
              </button>
              <output className="text-title tabular-nums">{count}</output>
              <button
                type="button"
                aria-label={counterText.oneMore(name)}
                disabled={picked >= left || !canSell}
                onClick={() => addTickets(offer, priceType)}
                className={buttonLook}
              >
                <Plus size={16} aria-hidden />
              </button>
            </div>
          </fieldset>
        )
      })}
    </div>
  )
}
