import { useMemo } from 'react'
import { useShallow } from 'zustand/shallow'
import type { House } from '#shared/contract/events'
import { useBaskets } from '../../../stores/baskets'
import { useTerminal } from '../../../stores/terminal'
import type { Choice } from '../choice'
import { offerForZone } from '../rules/offers'
import { type PlaceId, samePlace } from '../rules/places'
import { gridIndexOf } from '../seat-map/grid-index'
import { looksOf } from '../seat-map/looks'
import { planOf, type SeatedArea } from '../seat-map/plan'
import { useCurrentBasket, useTill } from '../till'

/** The plan of a house; the same object as long as its geometry is the same, whatever is sold. */
export function usePlan(house: House) {
  const { stages } = house
  // [area id, section, area id, section, …]: compared one by one, and a sale changes none of them.
  const flat = useShallow((own: House) =>
    own.areas.flatMap(({ area, section }) => (section ? [area.areaId, section] : [])),
  )(house)
  return useMemo(() => {
    const areas: SeatedArea[] = []
    for (let at = 0; at < flat.length; at += 2) {
      const [areaId, section] = [flat[at], flat[at + 1]]
      if (typeof areaId === 'string' && section && typeof section !== 'string')
        areas.push({ areaId, section })
    }
    const plan = planOf(areas, stages)
    return { plan, grid: gridIndexOf(plan) }
  }, [flat, stages])
}

/** How every seat looks now: what the house says, and above it what this page has, asks for and waits for. */
export function useSeatLooks(
  plan: ReturnType<typeof usePlan>['plan'],
  { house, offers }: Choice,
): Uint8Array {
  const { areas, event } = house
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
    return looksOf(plan, {
      areas,
      ours: here(basket?.lines ?? []),
      asked: here([...asked, ...unsettled]),
      unknown: isChecking ? here(sale.attempt.places) : [],
      zonesOnSale,
    })
  }, [plan, areas, event.eventId, basket, asked, unsettled, sale, zonesOnSale])
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
    return areas.flatMap(({ area: { areaId }, holders }) =>
      Object.entries(holders).flatMap(([slot, holder]) => {
        const place = { eventId, areaId, slot: Number(slot) }
        return holder === terminalId && !known.some(line => samePlace(line, place)) ? [place] : []
      }),
    )
  }, [areas, eventId, terminalId, baskets])
}
