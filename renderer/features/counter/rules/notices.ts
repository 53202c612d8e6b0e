import type { TicketLine } from '#shared/domain/order'
import { isRefusal, type RefusalCode } from '#shared/errors/refusals'
import { failureSentence } from '../../../ui/text/failures'
import { counterText } from '../text'
import { type PlaceId, samePlace } from './places'

/** A seat to hold, and as what. */
export interface SeatChoice extends PlaceId {
  ticketType: string
  priceType: string
}

/** What Enter, or the notice's button, does about it. */
export type Remedy =
  | { does: 'hold-again'; lines: readonly TicketLine[] }
  | { does: 'hold-seat'; seat: SeatChoice }
  | { does: 'settle-exchange'; settle: () => void }
  | { does: 'sell-at'; totalMinor: number; tenderedMinor: number; currency: string }

/** What went wrong where the cashier looks, and what can be done next. */
export interface Notice {
  tone: 'warn' | 'danger'
  what: string
  next: string
  remedy?: Remedy & { label: string }
  /** What else would do, beside the remedy. */
  others?: readonly (Remedy & { label: string })[]
}

/** Everyday refusals of a sale; whatever else fails is told in red. */
const everyday: ReadonlySet<RefusalCode> = new Set([
  'SEAT_TAKEN',
  'SOLD_OUT',
  'NOT_ON_SALE',
  'PRICE_CHANGED',
  'HOLD_EXPIRED',
  'BASKET_CHANGED',
  'LIMIT_EXCEEDED',
  'ONE_CURRENCY',
])

/** What was under way when it failed. `lines` are the tickets that were in the basket or were to come into it. */
export interface Failed {
  failure: unknown
  lines: readonly TicketLine[]
  /** For a payment: what the customer handed over. */
  tenderedMinor?: number
  /** For one seat that was gone: the nearest ones, and as what they would be held. */
  nearest?: readonly (SeatChoice & { label: string })[]
}

/** The notice for a call that failed. */
export function noticeOf({ failure, lines, tenderedMinor = 0, nearest = [] }: Failed): Notice {
  const tone = isRefusal(failure) && everyday.has(failure.code) ? 'warn' : 'danger'
  const notice: Notice = { tone, ...failureSentence(failure) }
  if (isRefusal(failure, 'PRICE_CHANGED')) {
    const { actualMinor, currency } = failure.data
    return {
      ...notice,
      next: counterText.nothingSoldYet,
      remedy: {
        ...{ does: 'sell-at', totalMinor: actualMinor, currency },
        // Not enough any more: the rest is taken as well, and the sum is exact.
        tenderedMinor: Math.max(actualMinor, tenderedMinor),
        label: counterText.sellFor(actualMinor, currency),
      },
    }
  }
  if (isRefusal(failure, 'HOLD_EXPIRED')) {
    const { stillFree } = failure.data
    return withHoldAgain(
      notice,
      lines.filter(line => stillFree.some(place => samePlace(place, line))),
    )
  }
  if (isRefusal(failure, 'SEAT_TAKEN')) {
    const { taken } = failure.data
    const [first, ...others] = nearest.map(({ label, ...seat }) => ({
      ...{ does: 'hold-seat' as const, seat },
      label: counterText.take(label),
    }))
    if (first) return { ...notice, next: counterText.nearest, remedy: first, others }
    return withHoldAgain(
      notice,
      lines.filter(line => !taken.some(place => samePlace(place, line))),
    )
  }
  return notice
}

/** The notice for a hold that ended by itself. `cancelled`: because its event was cancelled. */
export function holdEndedNotice(lines: readonly TicketLine[], cancelled: boolean): Notice {
  if (cancelled) return { tone: 'warn', ...counterText.cancelledMeanwhile(lines[0]?.eventName ?? '') }
  return withHoldAgain({ tone: 'warn', ...counterText.holdEnded }, lines)
}

function withHoldAgain(notice: Notice, lines: readonly TicketLine[]): Notice {
  if (lines.length === 0) return notice
  return { ...notice, remedy: { does: 'hold-again', lines, label: counterText.holdAgain(lines.length) } }
}
