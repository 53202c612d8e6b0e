import { useMemo } from 'react'
import type { House } from '#shared/contract/events'
import type { Price } from '#shared/domain/event'
import { type HouseFacts, useHouse } from '../../stores/house'
import { useNow } from '../../ui/use-now'
import { useDesk } from './desk'
import { chosenOffer, type Offer, offersOf, priceKeys } from './rules/offers'

/**
 * What can be sold of the event on the screen, and what of it the price keys are for. Acts get the whole house; what
 * is drawn of tickets and keys does without its places, which change many times a second.
 */
export interface Choice<H extends HouseFacts = House> {
  house: H
  offers: readonly Offer[]
  chosen: Offer | undefined
  /** F1, F2 and so on. */
  keys: readonly Pick<Price, 'priceType' | 'name'>[]
}

/** Sales begin and end by the clock; this often (milliseconds) the screen looks at it. */
const lookEveryMs = 10_000

function choiceOf(house: House, ticketType: string | undefined, nowMs: number): Choice {
  const offers = offersOf(house, nowMs)
  const chosen = chosenOffer(offers, ticketType)
  return { house, offers, chosen, keys: priceKeys(offers, chosen?.type) }
}

/** The choice now; undefined while no house is on the screen. */
export function currentChoice(): Choice | undefined {
  const state = useHouse.getState()
  return state.status === 'shown'
    ? choiceOf(state.house, useDesk.getState().ticketType, Date.now())
    : undefined
}

/** The same as a hook. `offers` stays the same object while nothing about the tickets changes. */
export function useChoice(house: HouseFacts): Choice<HouseFacts> {
  const ticketType = useDesk(state => state.ticketType)
  const now = useNow(lookEveryMs)
  const { event, ticketTypes } = house
  const offers = useMemo(() => offersOf({ event, ticketTypes }, now), [event, ticketTypes, now])
  const chosen = chosenOffer(offers, ticketType)
  return { house, offers, chosen, keys: priceKeys(offers, chosen?.type) }
}
