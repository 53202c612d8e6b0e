import type { Wanted } from '#shared/contract/selling'
import { newId } from '#shared/domain/ids'
import { slotState } from '#shared/domain/occupancy'
import type { Order, TicketLine } from '#shared/domain/order'
import type { Random } from '../../../demo/random'
import { stateOf } from '../../../replica'
import type { Clock } from '../../../services/clock'
import type { TestTerminal } from '../../../testing/terminal'
import { house } from '../house'
import type { Recorder } from './recorder'

/** A basket as the cashier at a window knows it. */
export interface Held {
  basketId: string
  orderId: string
  lines: readonly TicketLine[]
}

/** One cashier with one customer after another: what the operations work on. */
export interface Window {
  terminal: TestTerminal
  /** The terminal's, which may be wrong. */
  clock: Pick<Clock, 'now'>
  random: Random
  recorder: Recorder
  /** Baskets that stand open here, as far as this window was told. */
  held: Held[]
  /** What this window was not told the outcome of: it sends the same again, or asks what became of it. */
  unsettled: { again(): Promise<void>; settle(): Promise<void> }[]
  /** Orders that were sold here, with the tickets they have left as far as this window was told. */
  sold: Sold[]
}

/** An order as the cashier at a window knows it. */
export interface Sold {
  order: Order
  /** Those it has left. */
  lines: readonly TicketLine[]
}

/** Who may do what no cashier may. */
export const manager = { username: 'manager', name: 'Manager', role: 'manager' } as const

export const hasBasket = ({ held }: Window) => held.length > 0
export const aBasket = ({ held, random }: Window): Held => random.pick(held)
export function forget(window: Window, basket: Held): void {
  window.held = window.held.filter(other => other !== basket)
}

/** How many sales a window can still be asked about. */
const remembered = 30

/** A sale that was told: its tickets may come back. */
export function remember(window: Window, order: Order, lines: readonly TicketLine[] = order.lines): void {
  const others = window.sold.filter(other => other.order.orderId !== order.orderId)
  window.sold = [...others, { order, lines }].slice(-remembered)
}

/** What this terminal's pages are shown of its till now. */
export async function tillNow({ selling }: TestTerminal) {
  for await (const { value } of selling.till.follow(undefined, undefined)) return value
  throw new Error('A feed begins with a snapshot')
}

/** Fresh ids, as a page draws them. */
export const newIds = () => ({ basketId: newId(), orderId: newId() })

/** How many of the best free seats everybody wants. */
const wantedByAll = 12

/** One to `most` of the best seats that this terminal shows free: every till wants the same. */
export function bestSeats({ terminal, random }: Window, most: number): Wanted[] {
  const { eventId, hall } = house
  const area = terminal.replica.state.houses.get(eventId)?.areas.get(hall.areaId)
  const capacity = area?.area?.value.capacity ?? 0
  const best: number[] = []
  for (let slot = 0; area && slot < capacity && best.length < wantedByAll; slot++)
    if (stateOf(area.claims, slot) === slotState.free) best.push(slot)
  const ticketType = random.pick(hall.ticketTypes)
  return random
    .shuffled(best)
    .slice(0, 1 + random.below(most))
    .map(slot => ({ pick: 'slot', eventId, areaId: hall.areaId, slot, ticketType, priceType: 'adult' }))
}

/** One to `most` of the hall's seats together, the best there are, and whichever they are. */
export function bestTogether({ random }: Window, most: number): Wanted[] {
  const { eventId, hall } = house
  const ticketType = random.pick(hall.ticketTypes)
  return [{ pick: 'best', eventId, count: 1 + random.below(most), ticketType, priceType: 'adult' }]
}

/** One to `most` standing places of one of the nights that are sold. */
export function anyPlaces({ terminal, random }: Window, most: number): Wanted[] {
  const nights = [house, house.second, house.calledOff].filter(({ eventId }) => {
    const night = terminal.replica.state.houses.get(eventId)
    return night?.event?.value.status === 'on-sale'
  })
  const { eventId } = random.pick(nights)
  const { ticketType } = house.floor
  return [{ pick: 'any', eventId, count: 1 + random.below(most), ticketType, priceType: 'adult' }]
}

/** Seats, named or not, standing places, or both. */
export function something(window: Window, most = 3): Wanted[] {
  const kind = window.random.below(10)
  const places = kind < 6 ? [] : anyPlaces(window, most)
  const seats = kind < 2 ? bestTogether(window, most) : kind < 7 ? bestSeats(window, most) : []
  const wanted = [...seats, ...places]
  return wanted.length > 0 ? wanted : anyPlaces(window, most)
}

/** What `wanted` costs by what this terminal shows; the transaction compares it. */
export function priceMinor({ terminal }: Window, wanted: readonly Wanted[]): number {
  return wanted.reduce((sum, want) => {
    const type = terminal.replica.state.houses.get(want.eventId)?.ticketTypes.get(want.ticketType)
    const price = type?.value.prices.find(({ priceType }) => priceType === want.priceType)?.priceMinor ?? 0
    return sum + price * (want.pick === 'slot' ? 1 : want.count)
  }, 0)
}
