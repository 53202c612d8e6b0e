import { formatMoney } from '#shared/domain/money'
import { classes } from '../../../ui/classes'
import type { Choice } from '../choice'
import { useDesk } from '../desk'
import { placesStanding } from '../rules/availability'
import { type Offer, placesOf, priceFor } from '../rules/offers'
import type { SeatOffer } from '../rules/seat-offers'
import { toggleFilter } from '../seat-map/filter'
import { zoneColour } from '../seat-map/palette'
import { counterText } from '../text'
import { BestSeats } from './best-seats'

const swatches = [
  'bg-zone-a border-zone-a-line',
  'bg-zone-b border-zone-b-line',
  'bg-zone-c border-zone-c-line',
  'bg-zone-d border-zone-d-line',
]

interface Places {
  capacity: number
  left: number
}

export interface OfferChipsProps {
  choice: Choice
  /** In the order of their colours. */
  seatOffers: readonly SeatOffer[]
  placesIn: (zones: readonly string[]) => Places
}

/** What a seated house sells: each price with its colour and the seats left. The pressed one is on the price keys. */
export function OfferChips({ choice, seatOffers, placesIn }: OfferChipsProps) {
  const { house, offers } = choice
  return (
    <fieldset
      className="relative flex min-h-11 min-w-0 shrink-0 flex-wrap items-center gap-1.5 px-3 py-2"
      aria-label={counterText.zones}
    >
      {seatOffers.map(({ offer, zones }, order) => (
        <OfferChip
          key={offer.type.type}
          choice={choice}
          offer={offer}
          swatch={swatches[zoneColour(order)]}
          places={placesIn(zones)}
          zones={zones}
        />
      ))}
      {offers.map(offer => {
        const places = placesOf(offer.type, house.areas)
        return places && <OfferChip key={offer.type.type} choice={choice} offer={offer} places={places} />
      })}
      <BestSeats choice={choice} />
    </fieldset>
  )
}

function OfferChip({
  choice: { house, chosen },
  offer,
  swatch,
  places,
  zones,
}: {
  choice: Choice
  offer: Offer
  swatch?: string | undefined
  places: Places
  /** Of seats on the map, which a click brings out. */
  zones?: readonly string[]
}) {
  const price = priceFor(offer.type, undefined)
  const isPressed = chosen?.type.type === offer.type.type
  const isLow = placesStanding(places) === 'low'
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      onClick={() => {
        useDesk.setState({ ticketType: offer.type.type })
        if (zones) toggleFilter({ by: 'zones', zones })
      }}
      className={classes(
        'inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-control border bg-surface px-2 text-meta transition-colors hover:bg-hover',
        isPressed ? 'border-ink outline outline-ink -outline-offset-2' : 'border-line-strong',
      )}
    >
      {swatch && <span aria-hidden className={classes('size-3 rounded-[3px] border', swatch)} />}
      <span className="font-[550]">
        {offer.whyNot
          ? offer.type.name
          : counterText.nameAndPrice(
              offer.type.name,
              formatMoney(price.priceMinor, house.event.currency, 'short'),
            )}
      </span>
      <span className={isLow && !offer.whyNot ? 'font-semibold text-warn' : 'text-ink-faint'}>
        {offer.whyNot ? counterText.whyNot[offer.whyNot] : counterText.left(places.left)}
      </span>
    </button>
  )
}
