import { useCallback, useMemo } from 'react'
import type { HouseFacts } from '../../../stores/house'
import { useTerminal } from '../../../stores/terminal'
import { toggleSeat } from '../acts'
import { useChoice } from '../choice'
import { seatOffersOf } from '../rules/seat-offers'
import type { Chosen } from '../seat-map/choosing'
import { describeSeat } from '../seat-map/describe'
import { zoneColour } from '../seat-map/palette'
import { areaOf } from '../seat-map/plan'
import { SeatMap } from '../seat-map/seat-map'
import { takeSeats } from '../seat-map/take-seats'
import { useTill } from '../till'
import { useLiveBoard } from './live-board'
import { OfferChips } from './offer-chips'
import { usePlan } from './use-plan'

/**
 * A house with numbered seats: its zones, its map, and what the marks on it mean. Whose the seats are is not looked at
 * here, so that a change of one draws that seat and the figures it is counted in, and nothing else.
 */
export function SeatedHouse({ house }: { house: HouseFacts }) {
  const { event } = house
  const choice = useChoice(house)
  const { plan, grid, board } = usePlan(house.stages)
  const { offers } = choice
  useLiveBoard(board, event.eventId, offers)
  const terminalId = useTerminal(state => state.welcome?.terminalId)
  const isChecking = useTill(state => state.sale.step === 'checking')

  const seatOffers = useMemo(() => seatOffersOf(plan.zones, offers), [plan, offers])
  const zoneColours = useMemo(
    () => plan.zones.map(zone => zoneColour(seatOffers.findIndex(own => own.zones.includes(zone)))),
    [plan, seatOffers],
  )
  const describe = useCallback(
    (index: number) => describeSeat({ board, offers, currency: event.currency, terminalId }, index),
    [board, offers, event.currency, terminalId],
  )
  const toggle = (index: number) => {
    const place = { eventId: event.eventId, areaId: areaOf(plan, index).areaId, slot: plan.slot[index] ?? 0 }
    toggleSeat(place, plan.zones[plan.zone[index] ?? 0] ?? '')
  }
  return (
    <>
      <OfferChips choice={choice} board={board} seatOffers={seatOffers} />
      <SeatMap
        plan={plan}
        grid={grid}
        board={board}
        zoneColours={zoneColours}
        describe={describe}
        onToggle={toggle}
        onTake={(chosen: Chosen) => takeSeats(event.eventId, plan, chosen)}
        hasUnknown={isChecking}
      />
    </>
  )
}
