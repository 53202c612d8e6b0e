import { formatMoney } from '#shared/domain/money'
import { classes } from '../../../ui/classes'
import type { Choice } from '../choice'
import { useDesk } from '../desk'
import { placesStanding } from '../rules/availability'
import { type Offer, offerForZone, placesOf, priceFor } from '../rules/offers'
import { zoneColour } from '../seat-map/palette'
import { counterText } from '../text'

/** `zones` as their tickets are ordered on the screen; zones without a ticket come last. */
export function zonesInOrder(zones: readonly string[], offers: readonly Offer[]): string[] {
  const rankOf = (zone: string) => {
    const offer = offerForZone(offers, zone)
    return offer ? offers.indexOf(offer) : offers.length
  }
  return [...zones].sort((a, b) => rankOf(a) - rankOf(b) || a.localeCompare(b))
}

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

const none: Places = { capacity: 0, left: 0 }

export interface OfferChipsProps {
  choice: Choice
  /** In the order of their colours. */
  zones: readonly string[]
  placesIn: (zone: string) => Places | undefined
}

/** What a seated house sells: each zone with its colour, price and seats left. The pressed one is on the price keys. */
export function OfferChips({ choice, zones, placesIn }: OfferChipsProps) {
  const { house, offers } = choice
  const general = offers.flatMap(offer => {
    const places = placesOf(offer.type, house.areas)
    return places ? [{ offer, places }] : []
  })
  return (
    <fieldset
      className="flex min-h-11 min-w-0 shrink-0 flex-wrap items-center gap-1.5 px-3 py-2"
      aria-label={counterText.zones}
    >
      {zones.map((zone, order) => {
        const offer = offerForZone(offers, zone)
        if (!offer) return null
        const sellsMore = offer.type.sells.by === 'zones' && offer.type.sells.zones.length > 1
        return (
          <OfferChip
            key={zone}
            choice={choice}
            offer={offer}
            name={sellsMore ? counterText.zoneOf(offer.type.name, zone) : offer.type.name}
            swatch={swatches[zoneColour(order)]}
            places={placesIn(zone) ?? none}
          />
        )
      })}
      {general.map(({ offer, places }) => (
        <OfferChip
          key={offer.type.type}
          choice={choice}
          offer={offer}
          name={offer.type.name}
          places={places}
        />
      ))}
    </fieldset>
  )
}

function OfferChip({
  choice: { house, chosen },
  offer,
  name,
  swatch,
  places,
}: {
  choice: Choice
  offer: Offer
  name: string
  swatch?: string | undefined
  places: Places
}) {
  const priceType = useDesk(state => state.priceType)
  const price = priceFor(offer.type, priceType)
  const isPressed = chosen?.type.type === offer.type.type
  const isLow = placesStanding(places) === 'low'
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      onClick={() => useDesk.setState({ ticketType: offer.type.type })}
      className={classes(
        'inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-control border bg-surface px-2 text-meta transition-colors hover:bg-hover',
        isPressed ? 'border-ink outline outline-ink -outline-offset-2' : 'border-line-strong',
      )}
    >
      {swatch && <span aria-hidden className={classes('size-3 rounded-[3px] border', swatch)} />}
      <span className="font-[550]">
        {offer.whyNot
          ? name
          : counterText.nameAndPrice(name, formatMoney(price.priceMinor, house.event.currency, 'short'))}
      </span>
      <span className={isLow && !offer.whyNot ? 'font-semibold text-warn' : 'text-ink-faint'}>
        {offer.whyNot ? counterText.whyNot[offer.whyNot] : counterText.left(places.left)}
      </span>
    </button>
  )
}
