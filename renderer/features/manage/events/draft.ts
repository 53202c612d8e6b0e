import type { House } from '#shared/contract/events'
import type { EventChoices } from '#shared/contract/make-events'
import { detailsOf } from '#shared/domain/event-details'
import { amountText } from '#shared/domain/money'
import { localAt } from '../../../ui/local-time'

/** What an event's form says of an area. Of a seated one the section says the rest. */
export interface AreaDraft {
  areaId: string
  kind: 'general-admission' | 'seated'
  name: string
  /** As it is typed. */
  capacity: string
}

/** A price type that the event's tickets may have a price of: a column of the form. */
export interface PriceColumn {
  priceType: string
  name: string
}

export type SellsDraft = { by: 'area'; areaId: string } | { by: 'zones'; zones: string[] }

export interface TicketDraft {
  type: string
  name: string
  note: string
  sells: SellsDraft | undefined
  /** By price type, as it is typed; one without any text is not offered. */
  prices: Record<string, string>
  /** How many an order may have, as it is typed; empty: any number. */
  limit: string
}

/** An event's form: every value as it is typed, times as a clock in the venue shows them. */
export interface EventDraft {
  details: {
    name: string
    presenter: string
    type: string
    location: string
    description: string
    start: string
    doors: string
    salesFrom: string
    salesUntil: string
    currency: string
  }
  areas: AreaDraft[]
  columns: PriceColumn[]
  tickets: TicketDraft[]
}

/** How many price types the form of a new event begins with. */
const columnsAtFirst = 2

/** Where a new event begins: a standing area with one ticket. */
export function emptyDraft(choices: EventChoices): EventDraft {
  const columns = choices.priceTypes.slice(0, columnsAtFirst)
  const area = { areaId: 'floor', kind: 'general-admission' as const, name: 'Floor', capacity: '' }
  return {
    details: {
      ...{ name: '', presenter: '', type: '', location: '', description: '' },
      ...{ start: '', doors: '', salesFrom: '', salesUntil: '', currency: choices.currency },
    },
    areas: [area],
    columns,
    tickets: [
      { ...blankTicket([]), name: 'Standing', type: 'standing', sells: { by: 'area', areaId: 'floor' } },
    ],
  }
}

/** The form of an event as it stands. */
export function draftOf({ event, areas, ticketTypes }: House, timeZone: string): EventDraft {
  const local = (instant: string | null) => (instant ? localAt(Date.parse(instant), timeZone) : '')
  const { start, doors, salesFrom, salesUntil, ...words } = detailsOf(event)
  const columns = new Map<string, PriceColumn>()
  for (const { prices } of ticketTypes)
    for (const { priceType, name } of prices)
      if (!columns.has(priceType)) columns.set(priceType, { priceType, name })
  return {
    details: {
      ...words,
      ...{ start: local(start), doors: local(doors) },
      ...{ salesFrom: local(salesFrom), salesUntil: local(salesUntil) },
    },
    areas: areas.map(({ area }) => ({
      ...{ areaId: area.areaId, kind: area.kind, name: area.name },
      // Numbers that were withdrawn are none that can be sold.
      capacity: String(
        area.capacity - (area.kind === 'general-admission' ? (area.withdrawn?.length ?? 0) : 0),
      ),
    })),
    columns: [...columns.values()],
    tickets: ticketTypes.map(({ type, name, note = '', sells, prices, limits }) => ({
      ...{ type, name, note },
      sells: sells.by === 'area' ? { by: 'area', areaId: sells.areaId } : { by: 'zones', zones: sells.zones },
      prices: Object.fromEntries(
        prices.map(({ priceType, priceMinor }) => [priceType, amountText(priceMinor, event.currency)]),
      ),
      limit: limits.perOrder === undefined ? '' : String(limits.perOrder),
    })),
  }
}

/** The form of another event like this one, on a day that is still to be said. */
export function copyOf(draft: EventDraft): EventDraft {
  const { details } = draft
  return { ...draft, details: { ...details, start: '', doors: '', salesFrom: '', salesUntil: '' } }
}

/** One more ticket, with an id that is none of these. */
export function blankTicket(taken: readonly { type: string }[]): TicketDraft {
  const type = freeId(
    'ticket',
    taken.map(ticket => ticket.type),
  )
  return { type, name: '', note: '', sells: undefined, prices: {}, limit: '' }
}

/** One more standing area, with an id that is none of these. */
export function blankArea(taken: readonly AreaDraft[]): AreaDraft {
  const areaId = freeId(
    'area',
    taken.map(area => area.areaId),
  )
  return { areaId, kind: 'general-admission', name: '', capacity: '' }
}

/** `ticket`, or `ticket-2`, `ticket-3`… where that is taken. */
export function freeId(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  for (let n = 2; ; n++) if (!taken.includes(`${wanted}-${n}`)) return `${wanted}-${n}`
}

/** Whether two parts of a draft say the same: they are plain lists and records, made in one order. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
