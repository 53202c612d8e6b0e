import { describe, expect, it } from 'vitest'
import type { Wanted } from '#shared/contract/selling'
import type { Area, Event, TicketType } from '#shared/domain/event'
import type { TicketLine } from '#shared/domain/order'
import { isRefusal } from '#shared/errors/refusals'
import { keyspace, slotPart } from '../../keyspace'
import { apply } from '../../replica/projections'
import { emptyState, nothingTouched, type ReplicaState } from '../../replica/state'
import { choose } from './choose'

const eventId = 'recital'
const nowMs = Date.parse('2026-11-20T12:00:00Z')
const event: Event = {
  ...{ eventId, name: 'A Recital', slug: 'r', description: '', location: 'Hall', type: 'Concert' },
  ...{ start: '2026-12-01T19:00:00Z', venueId: 'house', status: 'on-sale', currency: 'EUR' },
}
const floor: Area = { kind: 'general-admission', eventId, areaId: 'floor', name: 'Floor', capacity: 6 }
const hall: Area = {
  ...{ kind: 'seated', eventId, areaId: 'hall', name: 'Hall', venueId: 'house', sectionId: 'hall' },
  ...{ sectionVersion: 1, capacity: 2 },
}
const adult = { priceType: 'adult', name: 'Adult', priceMinor: 15_00 }
const standing: TicketType = {
  ...{ eventId, type: 'standing', name: 'Standing', rank: 1, sells: { by: 'area', areaId: 'floor' } },
  ...{ prices: [adult], limits: { perOrder: 4 }, state: 'on-sale' },
}
const seated: TicketType = {
  ...{ eventId, type: 'seat-a', name: 'Zone A', rank: 2, sells: { by: 'zones', zones: ['A'] } },
  ...{ prices: [{ ...adult, priceMinor: 40_00 }], limits: {}, state: 'on-sale' },
}
const seat = (slot: number, zone: string) => ({
  slot,
  label: String(slot + 1),
  x: slot,
  y: 0,
  zone,
  kind: 'seat' as const,
})

function houseWith(overrides: { event?: Event; claimed?: number[] } = {}): ReplicaState {
  const state = emptyState()
  const sale = {
    state: 'sale' as const,
    orderId: 'o',
    terminalId: 'T02',
    sellerName: 'S',
    ticketType: 't',
    priceType: 'adult',
  }
  const section = {
    venueId: 'house',
    sectionId: 'hall',
    version: 1,
    name: 'Hall',
    rows: [{ label: 'A', seats: [seat(0, 'A'), seat(1, 'B')] }],
  }
  const entries: [string, string][] = [
    [keyspace.event.key(eventId), keyspace.event.encode(overrides.event ?? event)],
    [keyspace.area.key(eventId, 'floor'), keyspace.area.encode(floor)],
    [keyspace.area.key(eventId, 'hall'), keyspace.area.encode(hall)],
    [keyspace.section.key('house', 'hall'), keyspace.section.encode(section)],
    [keyspace.ticketType.key(eventId, 'standing'), keyspace.ticketType.encode(standing)],
    [keyspace.ticketType.key(eventId, 'seat-a'), keyspace.ticketType.encode(seated)],
    ...(overrides.claimed ?? []).map((slot): [string, string] => [
      keyspace.claim.key(eventId, 'floor', slotPart(slot)),
      keyspace.claim.encode(sale),
    ]),
  ]
  for (const [key, value] of entries) {
    const kv = { key, value, createRevision: 1, modRevision: 7, version: 1, leaseId: undefined }
    apply(state, { type: 'put', key, kv, revision: 7 }, nothingTouched())
  }
  return state
}

const any = (count: number, ticketType = 'standing'): Wanted => ({
  pick: 'any',
  eventId,
  count,
  ticketType,
  priceType: 'adult',
})
const slot = (number: number, areaId = 'hall', ticketType = 'seat-a'): Wanted => ({
  ...{ pick: 'slot', eventId, areaId, slot: number, ticketType, priceType: 'adult' },
})

function choosing(wanted: Wanted[], options: { state?: ReplicaState; already?: TicketLine[] } = {}) {
  const { state = houseWith(), already = [] } = options
  return choose(state, wanted, { nowMs, taken: already, already, random: () => 0.5 })
}

function refusalOf(work: () => unknown) {
  try {
    work()
  } catch (error) {
    if (isRefusal(error)) return error
    throw error
  }
  throw new Error('it was not refused')
}

describe('what a cashier asks for becomes', () => {
  it('a numbered seat with its label, its price, and the ticket type whose revision holds it', () => {
    const { lines, ticketTypes, currency, random } = choosing([slot(0)])
    expect(lines).toMatchObject([
      { areaName: 'Hall', placeLabel: 'Row A, seat 1', priceMinor: 40_00, eventName: 'A Recital' },
    ])
    expect({ revisions: ticketTypes.map(type => type.modRevision), currency, random }).toEqual({
      revisions: [7],
      currency: 'EUR',
      random: false,
    })
  })

  it('free numbers, none of them twice, none that is taken', () => {
    const { lines, random } = choosing([any(2), any(2)], { state: houseWith({ claimed: [0, 3] }) })
    expect(lines.map(line => line.slot).sort()).toEqual([1, 2, 4, 5])
    expect(random).toBe(true)
  })
})

describe('a wish is refused', () => {
  it.each<[string, Wanted[], string]>([
    ['for an event that is not there', [{ ...any(1), eventId: 'nowhere' }], 'NOT_FOUND'],
    ['for a ticket type that is not there', [any(1, 'golden')], 'NOT_FOUND'],
    ['for a price nobody pays', [{ ...any(1), priceType: 'emperor' }], 'NOT_FOUND'],
    ['for a seat of a zone the ticket type does not sell', [slot(1)], 'NOT_FOUND'],
    ['for a seat past the end of its area', [slot(2)], 'NOT_FOUND'],
    ['for a seat under a ticket type of another area', [slot(0, 'floor', 'seat-a')], 'NOT_FOUND'],
    ['for any seat of a numbered zone', [any(1, 'seat-a')], 'NOT_FOUND'],
    ['for more than an order may have', [any(5)], 'LIMIT_EXCEEDED'],
    ['for the same seat twice', [slot(0), slot(0)], 'SEAT_TAKEN'],
  ])('%s', (_, wanted, code) => {
    expect(refusalOf(() => choosing(wanted)).code).toBe(code)
  })

  it('with what is left, when that is too little', () => {
    const state = houseWith({ claimed: [0, 1, 2, 3, 4] })
    expect(refusalOf(() => choosing([any(2)], { state }))).toMatchObject({
      code: 'SOLD_OUT',
      data: { areaName: 'Floor', left: 1 },
    })
  })

  it('when what is in the basket already makes it too many', () => {
    const { lines } = choosing([any(3)])
    expect(refusalOf(() => choosing([any(2)], { already: lines }))).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      data: { limit: 4 },
    })
  })

  it('when the event is not on sale, saying why', () => {
    const state = houseWith({ event: { ...event, status: 'cancelled' } })
    expect(refusalOf(() => choosing([any(1)], { state }))).toMatchObject({
      code: 'NOT_ON_SALE',
      data: { reason: 'cancelled' },
    })
  })
})
