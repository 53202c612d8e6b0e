import { describe, expect, it } from 'vitest'
import type { House, HouseArea, HouseChange } from '#shared/contract/events'
import type { TicketType } from '#shared/domain/event'
import { changesTogether, withHouseChange } from './house-change'

const ticketType = (type: string, rank: number, priceMinor: number): TicketType => ({
  eventId: 'e1',
  type,
  name: type,
  rank,
  sells: { by: 'area', areaId: 'floor' },
  prices: [{ priceType: 'adult', name: 'Adult', priceMinor }],
  limits: {},
  state: 'on-sale',
})

const area = (areaId: string, states: string, holders: Record<string, string> = {}): HouseArea => ({
  area: { kind: 'general-admission', eventId: 'e1', areaId, name: areaId, capacity: states.length },
  states,
  holders,
})

const house: House = {
  event: {
    eventId: 'e1',
    name: 'Winter Suites',
    slug: 'winter-suites',
    description: '',
    location: 'Great Hall',
    type: 'Concert',
    start: '2026-11-20T19:30:00.000Z',
    venueId: 'v1',
    status: 'on-sale',
    currency: 'EUR',
  },
  stages: [],
  ticketTypes: [ticketType('pink', 1, 2_800), ticketType('green', 3, 4_400)],
  areas: [area('floor', '..h.', { 2: 'T02' }), area('gallery', '....')],
}

describe('a house after a change', () => {
  it('says why a place is blocked, and forgets it when it is free', () => {
    const why = { kind: 'press' as const, reason: 'Reviewers' }
    const blocked = withHouseChange(house, { slots: { floor: [[1, 'b', why]] } })
    expect(blocked.areas[0]).toMatchObject({ states: '.bh.', blocks: { 1: why } })
    const free = withHouseChange(blocked, { slots: { floor: [[1, '.']] } })
    expect(free.areas[0]).toMatchObject({ states: '..h.', blocks: {} })
  })

  it('shows who took a place, and forgets the holder of one that was sold or freed', () => {
    const after = withHouseChange(house, {
      slots: {
        floor: [
          [0, 'h', 'T03'],
          [2, 's'],
        ],
      },
    })
    expect(after.areas[0]).toMatchObject({ states: 'h.s.', holders: { 0: 'T03' } })
    expect(after.areas[0]?.holders).not.toHaveProperty('2')
    expect(house.areas[0]?.holders).toEqual({ 2: 'T02' })
  })

  it('leaves what did not change as the same object', () => {
    const after = withHouseChange(house, { slots: { floor: [[0, 'h', 'T03']] } })
    expect(after.areas[1]).toBe(house.areas[1])
    expect(after.ticketTypes).toBe(house.ticketTypes)
    expect(after.event).toBe(house.event)
  })

  it('puts an edited ticket type in its place and a new one where its rank says', () => {
    const after = withHouseChange(house, {
      ticketTypes: [ticketType('blue', 2, 3_600), ticketType('pink', 1, 3_000)],
    })
    expect(after.ticketTypes.map(({ type, prices }) => [type, prices[0]?.priceMinor])).toEqual([
      ['pink', 3_000],
      ['blue', 3_600],
      ['green', 4_400],
    ])
  })

  it('takes over an edited event', () => {
    const after = withHouseChange(house, { event: { ...house.event, status: 'cancelled' } })
    expect(after.event.status).toBe('cancelled')
  })
})

describe('several changes of a house together', () => {
  it('make the same house as one after another', () => {
    const changes: HouseChange[] = [
      { slots: { floor: [[0, 'h', 'T03']], gallery: [[1, 'b']] } },
      { ticketTypes: [ticketType('pink', 1, 3_000)] },
      {
        slots: {
          floor: [
            [0, 's'],
            [3, 'h', 'T02'],
          ],
        },
        ticketTypes: [ticketType('pink', 1, 3_100)],
      },
    ]
    expect(withHouseChange(house, changesTogether(changes))).toEqual(changes.reduce(withHouseChange, house))
  })
})
