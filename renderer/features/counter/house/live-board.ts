import { useLayoutEffect, useMemo } from 'react'
import type { HouseArea } from '#shared/contract/events'
import { useBaskets } from '../../../stores/baskets'
import { useHouse } from '../../../stores/house'
import { useTerminal } from '../../../stores/terminal'
import { type Offer, offerForZone } from '../rules/offers'
import { type PlaceId, samePlace } from '../rules/places'
import type { Board } from '../seat-map/board'
import type { MapView } from '../seat-map/looks'
import { currentBasket, useTill } from '../till'

/**
 * Keeps `board` as the house is now, and above that as this page has it, asks for it and waits for it. It follows the
 * stores by itself: a change goes from the feed to the picture without React.
 */
export function useLiveBoard(board: Board, eventId: string, offers: readonly Offer[]): void {
  const { plan } = board
  const zonesOnSale = useMemo(
    () => new Set(plan.zones.filter(zone => offerForZone(offers, zone)?.whyNot === undefined)),
    [plan, offers],
  )
  useLayoutEffect(() => follow(board, eventId, zonesOnSale), [board, eventId, zonesOnSale])
}

function follow(board: Board, eventId: string, zonesOnSale: ReadonlySet<string>): () => void {
  const look = () => {
    const view = viewOf(eventId, zonesOnSale)
    if (view) board.update(view)
  }
  look()
  const stops = [
    useHouse.subscribe(look),
    useBaskets.subscribe(look),
    useTerminal.subscribe((now, before) => now.welcome !== before.welcome && look()),
    useTill.subscribe((now, before) => {
      if (now.basketId !== before.basketId || now.asked !== before.asked || now.sale !== before.sale) look()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** What the board is to show now; undefined when another house is on the screen already. */
function viewOf(eventId: string, zonesOnSale: ReadonlySet<string>): MapView | undefined {
  const state = useHouse.getState()
  if (state.status !== 'shown' || state.eventId !== eventId) return undefined
  const { areas } = state.house
  const { asked, sale } = useTill.getState()
  const here = (places: readonly PlaceId[]) => places.filter(place => place.eventId === eventId)
  return {
    areas,
    ours: here(currentBasket()?.lines ?? []),
    asked: [...here(asked), ...betweenBaskets(eventId, areas)],
    unknown: sale.step === 'checking' ? here(sale.attempt.places) : [],
    zonesOnSale,
  }
}

/**
 * Places that are held by this terminal and stand in none of its baskets: their basket is just coming or going. Said
 * to be another till's, they would flicker at every click.
 */
function betweenBaskets(eventId: string, areas: readonly HouseArea[]): PlaceId[] {
  const terminalId = useTerminal.getState().welcome?.terminalId
  const known = [...useBaskets.getState().byId.values()].flatMap(basket => basket.lines)
  const between: PlaceId[] = []
  for (const area of areas) {
    for (const slot of heldBy(area, terminalId)) {
      const place = { eventId, areaId: area.area.areaId, slot }
      if (!known.some(line => samePlace(line, place))) between.push(place)
    }
  }
  return between
}

const heldSlots = new WeakMap<HouseArea, readonly number[]>()

/** The slots of an area that `terminalId` holds; looked for once in what did not change. */
function heldBy(area: HouseArea, terminalId: string | undefined): readonly number[] {
  const known = heldSlots.get(area)
  if (known) return known
  const slots: number[] = []
  for (const slot in area.holders) if (area.holders[slot] === terminalId) slots.push(Number(slot))
  // Before the terminal has said who it is, nothing is known.
  if (terminalId !== undefined) heldSlots.set(area, slots)
  return slots
}
