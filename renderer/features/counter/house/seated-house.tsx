import { useCallback, useMemo } from 'react'
import type { House } from '#shared/contract/events'
import { useTerminal } from '../../../stores/terminal'
import { toggleSeat } from '../acts'
import { useChoice } from '../choice'
import { useDesk } from '../desk'
import { seatOffersOf } from '../rules/seat-offers'
import type { Chosen } from '../seat-map/choosing'
import { describeSeat } from '../seat-map/describe'
import { zoneColour } from '../seat-map/palette'
import { areaOf } from '../seat-map/plan'
import { SeatMap } from '../seat-map/seat-map'
import { takeSeats } from '../seat-map/take-seats'
import { useTill } from '../till'
import { OfferChips } from './offer-chips'
import { usePlan, useSeatLooks } from './use-seat-looks'

/** A house with numbered seats: its zones, its map, and what the marks on it mean. */
export function SeatedHouse({ house }: { house: House }) {
  const choice = useChoice(house)
  const { plan, grid, board } = usePlan(house)
  const version = useSeatLooks(board, choice)
  const priceType = useDesk(state => state.priceType)
  const terminalId = useTerminal(state => state.welcome?.terminalId)
  const isChecking = useTill(state => state.sale.step === 'checking')

  const { offers } = choice
  const seatOffers = useMemo(() => seatOffersOf(plan.zones, offers), [plan, offers])
  const zoneColours = useMemo(
    () => plan.zones.map(zone => zoneColour(seatOffers.findIndex(own => own.zones.includes(zone)))),
    [plan, seatOffers],
  )
  const { areas, event } = house
  const describe = useCallback(
    (index: number) =>
      describeSeat(
        { plan, looks: board.looks, areas, offers, priceType, currency: event.currency, terminalId },
        index,
      ),
    [plan, board, areas, offers, priceType, event.currency, terminalId],
  )
  const toggle = (index: number) => {
    const place = { eventId: event.eventId, areaId: areaOf(plan, index).areaId, slot: plan.slot[index] ?? 0 }
    toggleSeat(place, plan.zones[plan.zone[index] ?? 0] ?? '')
  }
  const placesIn = (zones: readonly string[]) => {
    const own = zones.flatMap(zone => board.zones[plan.zones.indexOf(zone)] ?? [])
    const sum = (of: 'capacity' | 'left') => own.reduce((total, places) => total + places[of], 0)
    return { capacity: sum('capacity'), left: sum('left') }
  }
  return (
    <>
      <OfferChips choice={choice} seatOffers={seatOffers} placesIn={placesIn} />
      <SeatMap
        plan={plan}
        grid={grid}
        board={board}
        version={version}
        zoneColours={zoneColours}
        describe={describe}
        onToggle={toggle}
        onTake={(chosen: Chosen) => takeSeats(house.event.eventId, plan, chosen)}
        hasUnknown={isChecking}
      />
    </>
  )
}
