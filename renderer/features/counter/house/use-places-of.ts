import { useShallow } from 'zustand/shallow'
import type { TicketType } from '#shared/domain/event'
import { areasNow, useHouse } from '../../../stores/house'
import { placesOf } from '../rules/offers'

/** How many places a ticket type of general admission has and how many are left, as a hook; undefined for seats. */
export function usePlacesOf(type: TicketType): ReturnType<typeof placesOf> {
  return useHouse(useShallow(() => placesOf(type, areasNow())))
}
