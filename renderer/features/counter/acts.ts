import type { TicketType } from '#shared/domain/event'
import { Refusal } from '#shared/errors/refusals'
import { type Choice, currentChoice } from './choice'
import { notify, useDesk } from './desk'
import { accountOf } from './rules/account'
import { typedNext, typedTender } from './rules/cash'
import { noticeOf, type Remedy } from './rules/notices'
import { type Offer, offerForZone, priceFor } from './rules/offers'
import { mostAtOnce, pickedCount, pickedOf } from './rules/picks'
import type { PlaceId } from './rules/places'
import { counterText } from './text'
import { currentBasket, payments, places, useTill } from './till'
import { sellingNow } from './use-selling'

/*
 * What the cashier does, by key or by pointer. Everything reads the stores as they are at that moment, so that two
 * quick keys never act on an old picture.
 */

const canChange = () => sellingNow().is === 'possible' && useTill.getState().sale.step === 'open'

/** A price key, such as F1: one ticket more or less, or the price of the next seat in a house with numbered seats. */
export function pressPrice(index: number, away: boolean): void {
  const choice = currentChoice()
  const key = choice?.keys[index]
  if (!choice?.chosen || !key || !canChange()) return
  if (choice.chosen.type.sells.by === 'zones') pressSeatPrice(choice, key.priceType, away)
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

function pressSeatPrice({ house }: Choice, priceType: string, away: boolean) {
  if (away) {
    const held = currentBasket()?.lines ?? []
    const last = held.findLast(line => line.eventId === house.event.eventId && line.priceType === priceType)
    if (last) void places.drop([last])
  } else useDesk.setState({ priceType, notice: undefined })
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

/** A click on a seat: holds it at the price that is chosen, or drops it. */
export function toggleSeat(place: PlaceId, zone: string): void {
  const choice = currentChoice()
  const offer = choice && offerForZone(choice.offers, zone)
  if (!choice || !offer || !canChange()) return
  if (offer.whyNot) {
    refuseToSell(choice, offer.type, offer.whyNot)
    return
  }
  const { priceType } = priceFor(offer.type, useDesk.getState().priceType)
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

function currentAccount() {
  return accountOf(currentBasket(), useTill.getState().picks)
}

/** Enter: gives the money back, follows the notice, or sells for what was typed; nothing when there is nothing to sell. */
export function confirm(): void {
  const { notice, typed } = useDesk.getState()
  if (useTill.getState().sale.step === 'not-sold') payments.moneyReturned()
  else if (notice?.remedy) remedy(notice.remedy)
  else {
    const { totalMinor, currency } = currentAccount()
    const tender = currency && typedTender(typed, totalMinor, currency)
    if (tender && tender.says === 'enough') payCash(tender.tenderedMinor)
  }
}

/** Sells what is in the basket for cash. */
export function payCash(tenderedMinor: number): void {
  if (!canChange()) return
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
  const { totalMinor, tenderedMinor } = offered
  const { typed } = useDesk.getState()
  const tender = typedTender(typed, totalMinor, offered.currency)
  // What was typed since the notice came counts; else what had been handed over.
  const given = typed !== '' && tender.says === 'enough' ? tender.tenderedMinor : tenderedMinor
  useDesk.setState({ typed: '' })
  void payments.pay(given, totalMinor)
}

/** Escape: takes back the last thing first: what was typed, the notice, the focus, and then the basket. */
export function back(): void {
  const { typed, notice } = useDesk.getState()
  const focused = document.activeElement
  if (typed !== '') useDesk.setState({ typed: '' })
  else if (notice) notify(undefined)
  else if (focused instanceof HTMLElement && focused !== document.body) focused.blur()
  else void places.releaseAll()
}
