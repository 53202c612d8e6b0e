import type { NewArea, NewTicketType } from '#shared/contract/make-events'
import { type EventDetails, eventDetails } from '#shared/domain/event-details'
import { typedMinor } from '#shared/domain/money'
import { instantAt } from '../../../ui/local-time'
import { typedCount } from '../../../ui/number-field'
import type { AreaDraft, EventDraft, TicketDraft } from './draft'

/** What a draft says, where `draftProblems` finds nothing wrong with it. */
export function detailsFrom({ details }: EventDraft, timeZone: string): EventDetails {
  const at = (local: string) => {
    const instant = instantAt(local, timeZone)
    return instant === undefined ? null : new Date(instant).toISOString()
  }
  const { start, doors, salesFrom, salesUntil, ...words } = details
  return eventDetails.parse({
    ...words,
    ...{ start: at(start), doors: at(doors), salesFrom: at(salesFrom), salesUntil: at(salesUntil) },
  })
}

export function areaFrom({ kind, areaId, name, capacity }: AreaDraft): NewArea {
  if (kind === 'seated') return { kind, sectionId: areaId }
  return { kind, areaId, name: name.trim(), capacity: typedCount(capacity) ?? 0 }
}

export function ticketFrom(
  { type, name, note, sells, prices, limit }: TicketDraft,
  { columns, details: { currency } }: Pick<EventDraft, 'columns' | 'details'>,
): NewTicketType {
  if (!sells) throw new Error(`${name} sells nothing`)
  return {
    ...{ type, name: name.trim(), note: note.trim(), sells },
    prices: columns.flatMap(({ priceType, name }) => {
      const priceMinor = typedMinor(prices[priceType]?.trim() ?? '', currency)
      return priceMinor === undefined ? [] : [{ priceType, name, priceMinor }]
    }),
    perOrder: limit.trim() === '' ? null : (typedCount(limit) ?? null),
  }
}
