import { type ReactNode, useCallback } from 'react'
import { formatMoney } from '#shared/domain/money'
import type { HouseFacts } from '../../../stores/house'
import { classes } from '../../../ui/classes'
import { LiveText } from '../../../ui/live-text'
import type { Choice } from '../choice'
import { useDesk } from '../desk'
import { placesStanding } from '../rules/availability'
import { type Offer, priceFor } from '../rules/offers'
import type { SeatOffer } from '../rules/seat-offers'
import type { Board } from '../seat-map/board'
import { toggleFilter } from '../seat-map/filter'
import { zoneColour } from '../seat-map/palette'
import { useBoard } from '../seat-map/use-board'
import { counterText } from '../text'
import { BestSeats } from './best-seats'
import { usePlacesOf } from './use-places-of'

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
  choice: Choice<HouseFacts>
  board: Board
  /** In the order of their colours. */
  seatOffers: readonly SeatOffer[]
}

/** What a seated house sells: each price with its colour and the seats left. The pressed one is on the price keys. */
export function OfferChips({ choice, board, seatOffers }: OfferChipsProps) {
  return (
    <fieldset
      className="relative flex min-h-11 min-w-0 shrink-0 flex-wrap items-center gap-1.5 px-3 py-2"
      aria-label={counterText.zones}
    >
      {seatOffers.map(({ offer, zones }, order) => (
        <SeatsChip
          key={offer.type.type}
          choice={choice}
          board={board}
          offer={offer}
          swatch={swatches[zoneColour(order)]}
          zones={zones}
        />
      ))}
      {choice.offers.map(offer => (
        <PlacesChip key={offer.type.type} choice={choice} offer={offer} />
      ))}
      <BestSeats choice={choice} />
    </fieldset>
  )
}

/** Of seats on the map. */
function SeatsChip(props: {
  choice: Choice<HouseFacts>
  board: Board
  offer: Offer
  swatch: string | undefined
  zones: readonly string[]
}) {
  const { board, zones, ...own } = props
  const now = useCallback((): Places => {
    const all = zones.flatMap(zone => board.zones[board.plan.zones.indexOf(zone)] ?? [])
    const sum = (of: 'capacity' | 'left') => all.reduce((total, places) => total + places[of], 0)
    return { capacity: sum('capacity'), left: sum('left') }
  }, [board, zones])
  const standing = useBoard(board, () => placesStanding(now()))
  const text = useCallback(() => counterText.left(now().left), [now])
  return (
    <OfferChip
      {...own}
      zones={zones}
      standing={standing}
      left={<LiveText follow={board.onChange} text={text} />}
    />
  )
}

/** Of places without a number, beside the seats. */
function PlacesChip({ choice, offer }: { choice: Choice<HouseFacts>; offer: Offer }) {
  const places = usePlacesOf(offer.type)
  if (!places) return null
  const left = counterText.left(places.left)
  return <OfferChip choice={choice} offer={offer} standing={placesStanding(places)} left={left} />
}

function OfferChip({
  choice: { house, chosen },
  offer,
  swatch,
  standing,
  left,
  zones,
}: {
  choice: Choice<HouseFacts>
  offer: Offer
  swatch?: string | undefined
  standing: ReturnType<typeof placesStanding>
  /** How many places are left, in words. */
  left: ReactNode
  /** Of seats on the map, which a click brings out. */
  zones?: readonly string[]
}) {
  const price = priceFor(offer.type)
  const isPressed = chosen?.type.type === offer.type.type
  const isLow = standing === 'low'
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      onClick={() => {
        useDesk.setState({ ticketType: offer.type.type })
        if (zones) toggleFilter({ by: 'zones', zones })
      }}
      className={classes(
        'inline-flex h-7 any-pointer-coarse:h-11 items-center gap-1.5 whitespace-nowrap rounded-control border bg-surface px-2 text-meta transition-colors hover:bg-hover',
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
        {offer.whyNot ? counterText.whyNot[offer.whyNot] : left}
      </span>
    </button>
  )
}
