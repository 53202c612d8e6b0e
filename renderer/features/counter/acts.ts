import type { TicketType } from '#shared/domain/event'
import { Refusal } from '#shared/errors/refusals'
import { type Choice, currentChoice } from './choice'
import { notify, useDesk } from './desk'
import {
  exchangeAndGiveBack,
  exchangeForCash,
  exchangeNow,
  leaveExchange,
  stillWantedNow,
  wantedNext,
} from './exchange'
import { isNumbered } from './rules/account'
import { typedNext, typedTender } from './rules/cash'
import { noticeOf, type Remedy } from './rules/notices'
import { type Offer, offerForZone, priceFor } from './rules/offers'
import { mostAtOnce, pickedCount, pickedOf } from './rules/picks'
import { type PlaceId, placeOf, samePlace } from './rules/places'
import { addSeats, areSeatsUnderWay, groupSize, moveGroup, seatsHeld, takeSeatAway } from './seat-keys'
import { counterText } from './text'
import { currentAccount, currentBasket, payments, places, useTill } from './till'
import { sellingNow } from './use-selling'

/*
 * What the cashier does, by key or by pointer. Everything reads the stores as they are at that moment, so that two
 * quick keys never act on an old picture.
 */

export const canChange = () => sellingNow().is === 'possible' && useTill.getState().sale.step === 'open'

/** A price key, such as F1: one ticket more or less, or the price of the next seat in a house with numbered seats. */
export function pressPrice(index: number, away: boolean): void {
  const choice = currentChoice()
  const key = choice?.keys[index]
  if (!choice?.chosen || !key || !canChange()) return
  const { line } = useDesk.getState()
  if (line && !away) retypeLine(line, key.priceType)
  else if (choice.chosen.type.sells.by === 'zones') pressSeatPrice(choice, choice.chosen, key.priceType, away)
  else if (away) takeAway(choice.chosen.type, key.priceType)
  else addTickets(choice.chosen, key.priceType, countTyped())
}

/** Digits typed before a price key say how many: `43` and F2 add 43. */
function countTyped(): number {
  const { typed } = useDesk.getState()
  if (!/^\d{1,3}$/.test(typed)) return 1
  useDesk.setState({ typed: '' })
  return Number(typed)
}

function pressSeatPrice(choice: Choice, { type, whyNot }: Offer, priceType: string, away: boolean) {
  const count = away ? 1 : countTyped()
  if (away) takeSeatAway(choice, priceType)
  else if (whyNot) refuseToSell(choice, type, whyNot)
  else if (!type.prices.some(price => price.priceType === priceType)) return
  else if (groupSize() + count > mostAtOnce) notify({ tone: 'warn', ...counterText.atMost(mostAtOnce) })
  else if (count > 0) addSeats(choice, priceType, count)
}

/** Makes another ticket of a seat in the basket. */
export function retypeLine(place: PlaceId, priceType: string): void {
  const line = currentBasket()?.lines.find(own => samePlace(own, place))
  useDesk.setState({ line: undefined })
  if (line && canChange()) void places.retype([place], line.ticketType, priceType)
}

/** Chooses the seat `by` further down the basket for the next price key; past either end none is chosen. */
export function moveLine(by: 1 | -1): void {
  const seats = (currentBasket()?.lines ?? []).filter(isNumbered)
  const { line } = useDesk.getState()
  const at = line ? seats.findIndex(own => samePlace(own, line)) : by > 0 ? -1 : seats.length
  const next = seats[at + by]
  useDesk.setState({ line: next && placeOf(next) })
}

/** Gives the seat that is chosen in the basket back. */
export function dropLine(): void {
  const { line } = useDesk.getState()
  useDesk.setState({ line: undefined })
  if (line && canChange()) void places.drop([line])
}

/** The best seats of the zone that is chosen: as many as were typed, else where the group would be in it. */
export function bestSeats(accessible: 0 | 1): void {
  const choice = currentChoice()
  const { chosen } = choice ?? {}
  if (!choice || !chosen || !canChange()) return
  const { typed } = useDesk.getState()
  const [first] = chosen.type.prices
  if (chosen.type.sells.by !== 'zones' || !first) return
  if (chosen.whyNot) refuseToSell(choice, chosen.type, chosen.whyNot)
  else if (typed === '' && accessible === 0 && groupSize() > 0) moveGroup(choice)
  else if (typed === '' && accessible === 0 && exchangeNow()) bestInstead(choice, first.priceType)
  else if (groupSize() + 1 > mostAtOnce) notify({ tone: 'warn', ...counterText.atMost(mostAtOnce) })
  else addSeats(choice, first.priceType, Math.min(mostAtOnce, countTyped()), accessible)
}

/** As many of the best seats as tickets of the order are still to be exchanged, as the tickets that they were. */
function bestInstead(choice: Choice, otherwise: string) {
  const [wanted = otherwise, ...others] = stillWantedNow()
  for (const priceType of [wanted, ...others]) addSeats(choice, priceType, 1)
}

/** Adds tickets of general admission. */
export function addTickets({ type, whyNot }: Offer, priceType: string, count = 1): void {
  const choice = currentChoice()
  const price = type.prices.find(own => own.priceType === priceType)
  const { sells } = type
  const area = sells.by === 'area' && choice?.house.areas.find(own => own.area.areaId === sells.areaId)?.area
  if (!choice || !price || !area || count < 1 || !canChange()) return
  if (whyNot) refuseToSell(choice, type, whyNot)
  else if (pickedCount(useTill.getState().picks) + count > mostAtOnce)
    notify({ tone: 'warn', ...counterText.atMost(mostAtOnce) })
  else void places.add(pickedOf(choice.house.event, area.name, type, price, count))
}

/** Takes one ticket of general admission away. */
export function takeAway(type: TicketType, priceType: string): void {
  void places.takeAway({ eventId: type.eventId, ticketType: type.type, priceType })
}

/** A click on a seat: holds it at its first price, or drops it. */
export function toggleSeat(place: PlaceId, zone: string): void {
  const choice = currentChoice()
  const offer = choice && offerForZone(choice.offers, zone)
  if (!choice || !offer || !canChange()) return
  if (offer.whyNot) {
    refuseToSell(choice, offer.type, offer.whyNot)
    return
  }
  const { priceType } = priceFor(offer.type, wantedNext())
  useDesk.setState({ ticketType: offer.type.type })
  void places.toggleSeat({ ...place, ticketType: offer.type.type, priceType })
}

function refuseToSell({ house }: Choice, type: TicketType, reason: NonNullable<Offer['whyNot']>) {
  const failure = new Refusal('NOT_ON_SALE', { name: `${house.event.name}, ${type.name}`, reason })
  notify(noticeOf({ failure, lines: [] }))
}

/** Chooses the ticket type `by` steps further down the list; in general admission the arrow keys do it. */
export function moveOffer(by: 1 | -1): void {
  const choice = currentChoice()
  const at = choice?.offers.findIndex(({ type }) => type === choice.chosen?.type) ?? -1
  const next = choice?.offers[at + by]
  if (next) useDesk.setState({ ticketType: next.type.type })
}

export function typeKey(key: string): void {
  const currency = currentAccount().currency ?? currentChoice()?.house.event.currency
  if (currency) useDesk.setState(({ typed }) => ({ typed: typedNext(typed, key, currency) }))
}

export function erase(): void {
  useDesk.setState(({ typed }) => ({ typed: typed.slice(0, -1) }))
}

/** Enter: gives the money back, follows the notice, or sells for what was typed; nothing when there is nothing to sell. */
export function confirm(): void {
  const { notice, typed } = useDesk.getState()
  // Pressed behind quick keys: it means what they hold, once that is held.
  if (!notice && areSeatsUnderWay()) {
    void seatsHeld().then(wentWell => wentWell && !areSeatsUnderWay() && confirm())
    return
  }
  if (useTill.getState().sale.step === 'not-sold') payments.moneyReturned()
  else if (notice?.remedy) remedy(notice.remedy)
  else {
    const { totalMinor, currency, exchange } = currentAccount()
    if (exchange && totalMinor <= 0) {
      if (canChange()) exchangeAndGiveBack()
      return
    }
    const tender = currency && typedTender(typed, totalMinor, currency)
    if (tender && tender.says === 'enough') payCash(tender.tenderedMinor)
  }
}

/** Sells what is in the basket for cash. */
export function payCash(tenderedMinor: number): void {
  if (!canChange()) return
  if (exchangeNow()) {
    exchangeForCash(tenderedMinor)
    return
  }
  useDesk.setState({ typed: '' })
  void payments.pay(tenderedMinor)
}

/** After a sale that was not made: the customer's money is still here, and so is the basket. */
export function sellAgain(tenderedMinor: number): void {
  payments.moneyReturned()
  payCash(tenderedMinor)
}

/** Does what a notice offers. */
export function remedy(offered: Remedy): void {
  if (!canChange()) return
  notify(undefined)
  if (offered.does === 'hold-again') {
    void places.holdAgain(offered.lines)
    return
  }
  if (offered.does === 'settle-exchange') {
    offered.settle()
    return
  }
  if (offered.does === 'hold-seat') {
    void places.toggleSeat(offered.seat)
    return
  }
  const { totalMinor, tenderedMinor } = offered
  const { typed } = useDesk.getState()
  const tender = typedTender(typed, totalMinor, offered.currency)
  // What was typed since the notice came counts; else what had been handed over.
  const given = typed !== '' && tender.says === 'enough' ? tender.tenderedMinor : tenderedMinor
  useDesk.setState({ typed: '' })
  void payments.pay(given, totalMinor)
}

/** Escape: takes back the last thing first: what was typed, the notice, the focus, and then the exchange or the basket. */
export function back(): void {
  const { typed, notice, line } = useDesk.getState()
  const focused = document.activeElement
  if (typed !== '') useDesk.setState({ typed: '' })
  else if (notice) notify(undefined)
  else if (line) useDesk.setState({ line: undefined })
  else if (focused instanceof HTMLElement && focused !== document.body) focused.blur()
  else if (exchangeNow()) leaveExchange()
  else void places.releaseAll()
}
