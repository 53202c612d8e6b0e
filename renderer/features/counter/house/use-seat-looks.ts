import { useMemo } from 'react'
import { useShallow } from 'zustand/shallow'
import type { House, HouseArea } from '#shared/contract/events'
import { useBaskets } from '../../../stores/baskets'
import { packOf, sectionOf } from '../../../stores/packed-section'
import { useTerminal } from '../../../stores/terminal'
import type { Choice } from '../choice'
import { offerForZone } from '../rules/offers'
import { type PlaceId, samePlace } from '../rules/places'
import { type Board, createBoard } from '../seat-map/board'
import { gridIndexOf } from '../seat-map/grid-index'
import { planOf, type SeatedArea } from '../seat-map/plan'
import { useCurrentBasket, useTill } from '../till'

/** The plan of a house; the same object as long as its geometry is the same, whatever is sold. */
export function usePlan(house: House) {
  const { stages } = house
  // [area id, seats, area id, seats, …]: compared one by one, and a sale changes none of them.
  const flat = useShallow((own: House) => own.areas.flatMap(area => [area.area.areaId, packOf(area)]))(house)
  return useMemo(() => {
    const areas: SeatedArea[] = []
    for (let at = 0; at < flat.length; at += 2) {
      const [areaId, seats] = [flat[at], flat[at + 1]]
      if (typeof areaId === 'string' && typeof seats === 'object')
        areas.push({ areaId, section: sectionOf(seats) })
    }
    const plan = planOf(areas, stages)
    return { plan, grid: gridIndexOf(plan), board: createBoard(plan) }
  }, [flat, stages])
}

/**
 * Keeps `board` as the house is now, and above that as this page has it, asks for it and waits for it.
 * @returns the board's version: another one when anything looks different
 */
export function useSeatLooks(board: Board, { house, offers }: Choice): number {
  const { areas, event } = house
  const { plan } = board
  const basket = useCurrentBasket()
  const asked = useTill(state => state.asked)
  const sale = useTill(state => state.sale)
  const unsettled = useBetweenBaskets(house)
  const zonesOnSale = useMemo(
    () => new Set(plan.zones.filter(zone => offerForZone(offers, zone)?.whyNot === undefined)),
    [plan, offers],
  )
  return useMemo(() => {
    const here = (places: readonly PlaceId[]) => places.filter(place => place.eventId === event.eventId)
    const isChecking = sale.step === 'checking'
    board.update({
      areas,
      ours: here(basket?.lines ?? []),
      asked: here([...asked, ...unsettled]),
      unknown: isChecking ? here(sale.attempt.places) : [],
      zonesOnSale,
    })
    return board.version
  }, [board, areas, event.eventId, basket, asked, unsettled, sale, zonesOnSale])
}

/**
 * Places that are held by this terminal and stand in none of its baskets: their basket is just coming or going. Said
 * to be another till's, they would flicker at every click.
 */
function useBetweenBaskets({ areas, event: { eventId } }: House): readonly PlaceId[] {
  const terminalId = useTerminal(state => state.welcome?.terminalId)
  const baskets = useBaskets(state => state.byId)
  return useMemo(() => {
    const known = [...baskets.values()].flatMap(basket => basket.lines)
    return areas.flatMap(area =>
      heldBy(area, terminalId).flatMap(slot => {
        const place = { eventId, areaId: area.area.areaId, slot }
        return known.some(line => samePlace(line, place)) ? [] : [place]
      }),
    )
  }, [areas, eventId, terminalId, baskets])
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
