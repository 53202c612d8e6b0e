import { typedMinor, typedPrice } from '#shared/domain/money'
import { instantAt } from '../../../ui/local-time'
import { typedCount } from '../../../ui/number-field'
import { eventsText } from '../text/events'
import type { EventDraft, TicketDraft } from './draft'

/** What is wrong with an event's form, by the name of the field. */
export type Problems = Partial<Record<string, string>>

/** What stands already: an event that has begun may keep its start, and an area no fewer places than are claimed. */
export interface Standing {
  start?: string
  claimed: ReadonlyMap<string, number>
}

const text = eventsText.problems
const capacityAtMost = 1_000_000
const pricesAtMost = 8

export function draftProblems(
  draft: EventDraft,
  { nowMs, timeZone, standing }: { nowMs: number; timeZone: string; standing: Standing },
): Problems {
  const problems: Problems = {}
  const { details, areas, tickets } = draft
  const say = (field: string, sentence: string | undefined) => {
    if (sentence) problems[field] = sentence
  }
  say('name', required(details.name, 160))
  say('type', required(details.type, 60))
  say('location', required(details.location, 120))
  say('presenter', tooLong(details.presenter, 160))
  say('description', tooLong(details.description, 4_000))

  const at = (local: string) => instantAt(local, timeZone)
  const start = at(details.start)
  const [doors, from, until] = [at(details.doors), at(details.salesFrom), at(details.salesUntil)]
  if (start === undefined) say('start', text.start)
  else if (start <= nowMs && details.start !== standing.start) say('start', text.past)
  if (start !== undefined && doors !== undefined && doors > start) say('doors', text.doors)
  if (from !== undefined && until !== undefined && until <= from) say('salesUntil', text.window)

  for (const [n, { areaId, kind, name, capacity }] of areas.entries()) {
    if (kind === 'seated') continue
    const places = typedCount(capacity)
    const claimed = standing.claimed.get(areaId) ?? 0
    say(`area.${n}.name`, required(name, 80))
    if (places === undefined || places > capacityAtMost) say(`area.${n}.capacity`, text.capacity)
    else if (places < claimed) say(`area.${n}.capacity`, text.claimed(claimed))
  }
  if (areas.length === 0) say('areas', text.areas)

  for (const [n, ticket] of tickets.entries()) {
    say(`ticket.${n}.name`, required(ticket.name, 80))
    say(`ticket.${n}.note`, tooLong(ticket.note, 160))
    if (!ticket.sells || (ticket.sells.by === 'zones' && ticket.sells.zones.length === 0))
      say(`ticket.${n}.sells`, text.sells)
    const limit = ticket.limit.trim()
    const count = typedCount(limit)
    if (limit !== '' && (count === undefined || count < 1 || count > 10_000))
      say(`ticket.${n}.limit`, text.limit)
    priceProblems(problems, n, ticket, draft)
  }
  return problems
}

function priceProblems(
  problems: Problems,
  n: number,
  ticket: TicketDraft,
  { columns, details }: EventDraft,
): void {
  let offered = 0
  for (const { priceType } of columns) {
    const typed = ticket.prices[priceType]?.trim() ?? ''
    if (typed === '') continue
    offered++
    if (typed.startsWith('-') || typed.startsWith('−'))
      problems[`ticket.${n}.price.${priceType}`] = text.negative
    else if (typedMinor(typed, details.currency) === undefined)
      problems[`ticket.${n}.price.${priceType}`] = text.amount(details.currency)
    else if (typedPrice(typed, details.currency) === undefined)
      problems[`ticket.${n}.price.${priceType}`] = text.tooDear
  }
  const first = columns[0]
  if (offered === 0 && first) problems[`ticket.${n}.price.${first.priceType}`] = text.price
  if (offered > pricesAtMost && first) problems[`ticket.${n}.price.${first.priceType}`] = text.prices
}

function required(value: string, atMost: number): string | undefined {
  return value.trim() === '' ? text.missing : tooLong(value, atMost)
}

function tooLong(value: string, atMost: number): string | undefined {
  const { length } = value.trim()
  return length > atMost ? text.tooLong(length, atMost) : undefined
}
