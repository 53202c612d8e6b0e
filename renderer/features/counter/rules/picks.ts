import { z } from 'zod'
import type { Wanted } from '#shared/contract/selling'
import { type Event, instant, type Price, type TicketType } from '#shared/domain/event'
import { id } from '#shared/domain/ids'
import { amountMinor, currency } from '#shared/domain/money'

/**
 * Places of general admission that were chosen and are not held: they are sold at once when the money is there. The
 * price is the one the customer was told; the terminal refuses the sale when it is another by then.
 */
export const picked = z.object({
  eventId: id,
  eventName: z.string(),
  eventStart: instant,
  currency,
  areaName: z.string(),
  ticketType: id,
  ticketName: z.string(),
  priceType: id,
  priceName: z.string(),
  priceMinor: amountMinor,
  count: z.number().int().min(1),
})
export type Picked = z.infer<typeof picked>

/** What one transaction sells at most without holding first. */
export const mostAtOnce = 100

/** One more kind of place to pick: an event's ticket at one of its prices. */
export function pickedOf(event: Event, areaName: string, type: TicketType, price: Price, count = 1): Picked {
  return {
    eventId: event.eventId,
    eventName: event.name,
    eventStart: event.start,
    currency: event.currency,
    areaName,
    ticketType: type.type,
    ticketName: type.name,
    priceType: price.priceType,
    priceName: price.name,
    priceMinor: price.priceMinor,
    count,
  }
}

type Kind = { eventId: string; ticketType: string; priceType: string }

/** Whether both are tickets of one event, type and price type. */
export function sameKind(a: Kind, b: Kind): boolean {
  return a.eventId === b.eventId && a.ticketType === b.ticketType && a.priceType === b.priceType
}

export function pickedCount(picks: readonly Picked[]): number {
  return picks.reduce((sum, { count }) => sum + count, 0)
}

/** `picks` with `more` added; what would be more than one sale takes is left out. */
export function withPick(picks: readonly Picked[], more: Picked): Picked[] {
  const count = Math.min(more.count, mostAtOnce - pickedCount(picks))
  if (count <= 0) return [...picks]
  const known = picks.find(own => sameKind(own, more))
  if (!known) return [...picks, { ...more, count }]
  return picks.map(own => (own === known ? { ...own, count: own.count + count } : own))
}

/** `picks` with `count` of a kind taken away. */
export function withoutPick(picks: readonly Picked[], kind: Kind, count = 1): Picked[] {
  return picks.flatMap(own => {
    if (!sameKind(own, kind)) return [own]
    return own.count > count ? [{ ...own, count: own.count - count }] : []
  })
}

/** What a ticket of a kind costs by `types`; undefined where they do not say, as those of another event. */
export function listedMinor(kind: Kind, types: readonly TicketType[]): number | undefined {
  const type = types.find(({ eventId, type }) => eventId === kind.eventId && type === kind.ticketType)
  return type?.prices.find(({ priceType }) => priceType === kind.priceType)?.priceMinor
}

/** `picks` at the prices `types` have now. Events other than that of `types` keep theirs. */
export function repriced(picks: readonly Picked[], types: readonly TicketType[]): Picked[] {
  return picks.map(own => ({ ...own, priceMinor: listedMinor(own, types) ?? own.priceMinor }))
}

/** `picks` as the terminal is asked for them. */
export function wantedOf(picks: readonly Picked[]): Wanted[] {
  return picks.map(({ eventId, ticketType, priceType, count }) => ({
    pick: 'any',
    eventId,
    ticketType,
    priceType,
    count,
  }))
}
