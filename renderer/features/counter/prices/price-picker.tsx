import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown } from 'lucide-react'
import { formatMoney } from '#shared/domain/money'
import type { TicketLine } from '#shared/domain/order'
import { useHouse } from '../../../stores/house'
import { MenuPanel, menuItemLook } from '../../../ui/menu'
import { retypeLine } from '../acts'
import { counterText } from '../text'
import { useTill } from '../till'

/** What a seat in the basket is sold as, to be made another ticket; of an event that is not on the screen just its name. */
export function PricePicker({ seat, disabled }: { seat: TicketLine; disabled: boolean }) {
  const { prices, currency } = usePrices(seat)
  const isOpen = useTill(state => state.sale.step === 'open')
  if (prices.length < 2 || !isOpen) return <span className="text-ink-soft text-meta">{seat.priceName}</span>
  return (
    <Menu.Root>
      <Menu.Trigger
        disabled={disabled}
        aria-label={counterText.retype(seat.placeLabel, seat.priceName)}
        className="inline-flex h-7 max-w-28 items-center gap-0.5 rounded-control border border-line-strong pr-1 pl-1.5 text-meta transition-colors hover:bg-hover"
      >
        <span className="truncate">{seat.priceName}</span>
        <ChevronDown size={13} aria-hidden className="shrink-0 text-ink-faint" />
      </Menu.Trigger>
      <MenuPanel>
        <Menu.RadioGroup value={seat.priceType}>
          {prices.map(({ priceType, name, priceMinor }) => (
            <Menu.RadioItem
              key={priceType}
              value={priceType}
              closeOnClick
              className={menuItemLook}
              onClick={() => retypeLine(seat, priceType)}
            >
              <Menu.RadioItemIndicator className="absolute left-2">
                <Check size={15} aria-hidden />
              </Menu.RadioItemIndicator>
              <span className="grow">{name}</span>
              <span className="pl-4 text-ink-soft tabular-nums">
                {formatMoney(priceMinor, currency, 'short')}
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </MenuPanel>
    </Menu.Root>
  )
}

function usePrices({ eventId, ticketType }: TicketLine) {
  const house = useHouse(state =>
    state.status === 'shown' && state.eventId === eventId ? state.house : undefined,
  )
  const prices = house?.ticketTypes.find(({ type }) => type === ticketType)?.prices ?? []
  return { prices, currency: house?.event.currency ?? '' }
}
