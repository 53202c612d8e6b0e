import type { TicketType } from '#shared/domain/event'
import type { Random } from './random'
import type { Show } from './shows'

/** A place given to somebody, and what they pay for it by. */
export interface Allotted {
  areaId: string
  areaName: string
  slot: number
  placeLabel: string
  ticketType: TicketType
}

/** Places for a party, one for each price type in it and in its order, taken at `atMs` (epoch milliseconds). */
export type Allot = (party: readonly string[], atMs: number) => Allotted[]

/**
 * Gives places away in areas without numbered seats: any free number of an area that still has room for everyone, by
 * the first ticket that was on sale for it then.
 */
export function allotNumbers(show: Pick<Show, 'event' | 'areas' | 'ticketTypes'>, random: Random): Allot {
  const pools = show.areas.map(({ areaId, name, capacity }) => ({
    areaId,
    areaName: name,
    free: random.shuffled(Array.from({ length: capacity }, (_, slot) => slot)),
  }))

  const ticketTypeAt = (areaId: string, atMs: number): TicketType => {
    const found = show.ticketTypes.find(
      ({ sells, salesUntil }) =>
        sells.by === 'area' && sells.areaId === areaId && (!salesUntil || atMs < Date.parse(salesUntil)),
    )
    if (!found) throw new Error(`${show.event.eventId}: nothing was on sale for ${areaId}`)
    return found
  }

  const allot: Allot = (party, atMs) => {
    const roomy = pools.filter(pool => pool.free.length >= party.length)
    if (roomy.length === 0) {
      if (party.length === 1)
        throw new Error(`${show.event.eventId}: more places are to be sold than there are`)
      const half = Math.ceil(party.length / 2)
      return [...allot(party.slice(0, half), atMs), ...allot(party.slice(half), atMs)]
    }
    const { areaId, areaName, free } = random.weighted(roomy, pool => pool.free.length)
    const ticketType = ticketTypeAt(areaId, atMs)
    return free
      .splice(-party.length)
      .map(slot => ({ areaId, areaName, slot, placeLabel: areaName, ticketType }))
  }
  return allot
}
