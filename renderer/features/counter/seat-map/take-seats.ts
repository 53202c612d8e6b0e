import { canChange } from '../acts'
import { currentChoice } from '../choice'
import { notify } from '../desk'
import { stillWantedNow } from '../exchange'
import { offerForZone, priceFor } from '../rules/offers'
import { mostAtOnce } from '../rules/picks'
import { samePlace } from '../rules/places'
import { counterText } from '../text'
import { currentBasket, places } from '../till'
import type { SeatChoice } from '../till/places'
import { type Chosen, seatsInWords } from './choosing'
import { areaOf, type Plan, seatAt } from './plan'
import { mapText } from './text'

/**
 * Holds all of the chosen seats that are free, in one step, each at its first price. Those that somebody else
 * has, or takes meanwhile, are named.
 */
export function takeSeats(eventId: string, plan: Plan, { free, notFree }: Chosen): void {
  const choice = currentChoice()
  if (!choice || !canChange()) return
  const instead = stillWantedNow()
  const wanted = free.flatMap((index, n): (SeatChoice & { index: number })[] => {
    const offer = offerForZone(choice.offers, plan.zones[plan.zone[index] ?? -1] ?? '')
    if (!offer || offer.whyNot) return []
    const { priceType } = priceFor(offer.type, instead[n])
    const { areaId } = areaOf(plan, index)
    return [{ index, eventId, areaId, slot: plan.slot[index] ?? 0, ticketType: offer.type.type, priceType }]
  })
  const held = currentBasket()?.lines.length ?? 0
  if (wanted.length + held > mostAtOnce) {
    notify({ tone: 'warn', ...counterText.atMost(mostAtOnce) })
    return
  }
  if (wanted.length === 0) {
    tell(plan, 0, notFree)
    return
  }
  void places.holdFree(wanted, taken => {
    const lost = taken.flatMap(place => seatAt(plan, place) ?? [])
    const got = wanted.filter(seat => !taken.some(place => samePlace(place, seat)))
    tell(plan, got.length, [...notFree, ...lost])
  })
}

/** Says which were not free; that the others are held is seen. */
function tell(plan: Plan, count: number, notFree: readonly number[]) {
  if (notFree.length === 0) return
  notify({ tone: 'warn', what: mapText.held(count), next: mapText.notFree(seatsInWords(plan, notFree)) })
}
