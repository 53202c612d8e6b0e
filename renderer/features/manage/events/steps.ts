import type { TerminalClient } from '#shared/contract/index'
import { typedMinor } from '#shared/domain/money'
import { typedCount } from '../../../ui/number-field'
import { type EventDraft, saysTheSame, type TicketDraft } from './draft'
import { areaFrom, detailsFrom, ticketFrom } from './reading'

type Events = TerminalClient['events']
/** One change of an event. Each is a step of its own; carried out already, it does nothing a second time. */
export type Step = (events: Events) => Promise<unknown>

/**
 * What has to be done so that an event which was as `seen` becomes as `wanted`, in an order in which each step may be
 * done: what tickets are sold of is there before them, and goes after them.
 */
export function stepsBetween(
  eventId: string,
  seen: EventDraft,
  wanted: EventDraft,
  timeZone: string,
): Step[] {
  const steps: Step[] = []
  if (!saysTheSame(seen.details, wanted.details)) {
    const details = { seen: detailsFrom(seen, timeZone), wanted: detailsFrom(wanted, timeZone) }
    steps.push(events => events.edit({ eventId, ...details }))
  }
  steps.push(...areaSteps(eventId, seen, wanted))
  const [gone, kept, added] = parted(seen.tickets, wanted.tickets, ({ type }) => type)
  for (const ticket of added) {
    const ticketType = ticketFrom(ticket, wanted)
    steps.push(events => events.addTicketType({ eventId, ticketType }))
  }
  for (const [before, after] of kept) steps.push(...ticketSteps(eventId, { before, after, seen, wanted }))
  for (const { type } of gone) steps.push(events => events.removeTicketType({ eventId, type }))
  const order = (tickets: readonly TicketDraft[]) => tickets.map(({ type }) => type)
  const asMade = [...kept.map(([, after]) => after), ...added]
  if (!saysTheSame(order(asMade), order(wanted.tickets)))
    steps.push(events => events.orderTicketTypes({ eventId, types: order(wanted.tickets) }))
  const [areasGone] = parted(seen.areas, wanted.areas, ({ areaId }) => areaId)
  for (const { areaId } of areasGone) steps.push(events => events.removeArea({ eventId, areaId }))
  return steps
}

function areaSteps(eventId: string, seen: EventDraft, wanted: EventDraft): Step[] {
  const [, kept, added] = parted(seen.areas, wanted.areas, ({ areaId }) => areaId)
  const steps = added.map((area): Step => {
    const made = areaFrom(area)
    return events => events.addArea({ eventId, area: made })
  })
  for (const [before, { areaId, name, capacity }] of kept) {
    if (before.kind === 'seated') continue
    if (before.name !== name) steps.push(events => events.renameArea({ eventId, areaId, name: name.trim() }))
    const [seenCapacity, places] = [typedCount(before.capacity), typedCount(capacity)]
    if (places !== undefined && seenCapacity !== undefined && places !== seenCapacity)
      steps.push(events => events.setCapacity({ eventId, areaId, capacity: places, seenCapacity }))
  }
  return steps
}

function ticketSteps(
  eventId: string,
  {
    before,
    after,
    seen,
    wanted,
  }: Record<'before' | 'after', TicketDraft> & Record<'seen' | 'wanted', EventDraft>,
): Step[] {
  const of = { eventId, type: after.type }
  const steps: Step[] = []
  if (before.name !== after.name || before.note !== after.note) {
    const words = ({ name, note }: TicketDraft) => ({ name: name.trim(), note: note.trim() })
    steps.push(events => events.editTicketType({ ...of, seen: words(before), wanted: words(after) }))
  }
  if (before.limit.trim() !== after.limit.trim()) {
    const limit = ({ limit }: TicketDraft) => (limit.trim() === '' ? null : (typedCount(limit) ?? null))
    const limits = { perOrder: limit(after), seenPerOrder: limit(before) }
    steps.push(events => events.setLimit({ ...of, ...limits }))
  }
  const { currency } = wanted.details
  const gone: Step[] = []
  for (const { priceType, name } of wanted.columns) {
    const was = before.prices[priceType]?.trim() ?? ''
    const typed = after.prices[priceType]?.trim() ?? ''
    const seenMinor = typedMinor(was, seen.details.currency)
    const priceMinor = typedMinor(typed, currency)
    if (priceMinor === seenMinor) continue
    if (priceMinor === undefined) gone.push(events => events.removePrice({ ...of, priceType }))
    else if (seenMinor === undefined)
      steps.push(events => events.addPrice({ ...of, price: { priceType, name, priceMinor } }))
    else steps.push(events => events.setPrice({ ...of, priceType, priceMinor, seenMinor }))
  }
  // The last price of a ticket stays: so the new ones come first.
  return [...steps, ...gone]
}

/** What of `before` is not in `after`, what is in both, and what is only in `after`. */
function parted<T>(
  before: readonly T[],
  after: readonly T[],
  idOf: (one: T) => string,
): [T[], [T, T][], T[]] {
  const old = new Map(before.map(one => [idOf(one), one]))
  const ids = new Set(after.map(idOf))
  const gone = before.filter(one => !ids.has(idOf(one)))
  const kept = after.flatMap((one): [T, T][] => {
    const was = old.get(idOf(one))
    return was === undefined ? [] : [[was, one]]
  })
  return [gone, kept, after.filter(one => !old.has(idOf(one)))]
}
