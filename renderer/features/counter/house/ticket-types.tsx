import type { HouseFacts } from '../../../stores/house'
import { Kbd } from '../../../ui/kbd'
import { useChoice } from '../choice'
import { counterText } from '../text'
import { TicketTypeCard } from './ticket-type-card'

/** A house of general admission: its ticket types, with what is left of each. */
export function TicketTypes({ house }: { house: HouseFacts }) {
  const { offers, chosen } = useChoice(house)
  return (
    <>
      <div className="mx-auto flex h-11 w-full max-w-[1224px] shrink-0 items-center justify-between px-4">
        <h2 className="text-ink-soft text-label">{counterText.ticketTypes}</h2>
        <p className="flex items-center gap-1 text-ink-faint text-meta">
          <Kbd>{counterText.keys.up}</Kbd>
          <Kbd>{counterText.keys.down}</Kbd>
          {counterText.chooseRow}
        </p>
      </div>
      <div className="min-h-0 grow overflow-y-auto px-3 pb-3">
        <ul className="mx-auto grid max-w-[1200px] gap-2">
          {offers.map(offer => (
            <TicketTypeCard
              key={offer.type.type}
              house={house}
              offer={offer}
              isChosen={offer.type.type === chosen?.type.type}
            />
          ))}
        </ul>
      </div>
    </>
  )
}
