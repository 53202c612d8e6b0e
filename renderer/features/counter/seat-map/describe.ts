import { formatMoney } from '#shared/domain/money'
import { slotState } from '#shared/domain/occupancy'
import { type Offer, offerForZone, priceFor } from '../rules/offers'
import { counterText } from '../text'
import type { Board } from './board'
import { type AreaView, look } from './looks'
import { areaOf, labelOf, rowOf, seatKinds } from './plan'

/** A seat in words: which one, what it is, and who has it or what it costs. */
export interface SeatWords {
  title: string
  state: string
  /** The till in `state`, which stands out in it. */
  till?: string
  note?: string
}

export interface SeatFacts {
  board: Board
  offers: readonly Offer[]
  currency: string
  /** This till. */
  terminalId: string | undefined
}

export function describeSeat(facts: SeatFacts, index: number): SeatWords {
  const { plan } = facts.board
  const note = counterText.seatKind[seatKinds[plan.kind[index] ?? 0] ?? 'seat']
  return {
    title: counterText.seat(areaOf(plan, index).name, rowOf(plan, index).label, labelOf(plan, index)),
    ...stateWords(facts, index),
    ...(note && { note }),
  }
}

/** `words` in one breath, for a screen reader. */
export function spoken({ title, state, note }: SeatWords): string {
  return [title, note, state].filter(Boolean).join(', ')
}

function stateWords(facts: SeatFacts, index: number): Pick<SeatWords, 'state' | 'till'> {
  const text = counterText.seatLook
  switch (facts.board.looks[index]) {
    case look.free:
      return { state: offerWords(facts, index) }
    case look.ours:
      return { state: text.ours }
    case look.asked:
      return { state: text.asked }
    case look.other:
      return holderWords(facts, index)
    case look.blocked:
      return { state: blockWords(facts, index) }
    case look.unknown:
      return { state: text.unknown }
    case look.notOnSale:
      return { state: whyNotOnSale(facts, index) }
    default:
      return { state: stateOf(facts, index) === slotState.reserved ? text.reserved : text.sold }
  }
}

function zoneOf({ board: { plan } }: SeatFacts, index: number): string {
  return plan.zones[plan.zone[index] ?? 0] ?? ''
}

function offerWords(facts: SeatFacts, index: number): string {
  const offer = offerForZone(facts.offers, zoneOf(facts, index))
  if (!offer) return counterText.seatLook.free
  const price = priceFor(offer.type)
  return counterText.offer(offer.type.name, price.name, formatMoney(price.priceMinor, facts.currency))
}

function whyNotOnSale(facts: SeatFacts, index: number): string {
  const whyNot = offerForZone(facts.offers, zoneOf(facts, index))?.whyNot
  return whyNot ? counterText.whyNot[whyNot] : counterText.seatLook.notOnSale
}

function viewOf({ board }: SeatFacts, index: number): AreaView | undefined {
  return board.views[rowOf(board.plan, index).area]
}

function slotOf({ board: { plan } }: SeatFacts, index: number): number {
  return plan.slot[index] ?? -1
}

function stateOf(facts: SeatFacts, index: number): string {
  return viewOf(facts, index)?.states[slotOf(facts, index)] ?? ''
}

function blockWords(facts: SeatFacts, index: number): string {
  const why = viewOf(facts, index)?.blocks?.[slotOf(facts, index)]
  if (!why) return counterText.seatLook.blocked
  return counterText.blockedFor(counterText.blockKind[why.kind], why.reason)
}

function holderWords(facts: SeatFacts, index: number): Pick<SeatWords, 'state' | 'till'> {
  const till = viewOf(facts, index)?.holders[slotOf(facts, index)]
  if (!till) return { state: counterText.seatLook.other }
  if (till === facts.terminalId) return { state: counterText.seatLook.heldHere }
  return { state: counterText.seatLook.heldBy(till), till }
}
