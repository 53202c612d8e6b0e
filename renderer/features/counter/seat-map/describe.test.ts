import { describe, expect, it } from 'vitest'
import type { HouseArea } from '#shared/contract/events'
import { hallArea, hallSection } from '../testing/hall'
import { createBoard } from './board'
import { describeSeat, type SeatFacts, spoken } from './describe'

import { planOf } from './plan'

const stalls = hallSection({ sectionId: 'Stalls', rows: [6], at: [0, 0] })
const offer = {
  type: {
    ...{ eventId: 'event', type: 'zone-a', name: 'Zone A', rank: 1, state: 'on-sale' as const, limits: {} },
    sells: { by: 'zones' as const, zones: ['A'] },
    prices: [
      { priceType: 'adult', name: 'Adult', priceMinor: 6_800 },
      { priceType: 'child', name: 'Child', priceMinor: 3_400 },
    ],
  },
  whyNot: undefined as SeatFacts['offers'][number]['whyNot'],
}

function facts(more: Partial<SeatFacts> = {}, blocks?: HouseArea['blocks']): SeatFacts {
  const plan = planOf([{ areaId: 'Stalls', section: stalls }], [])
  const areas = [{ ...hallArea(stalls, '.hhrsb'), holders: { 1: 'T02', 2: 'T03' } }].map(own => ({
    ...own,
    ...(blocks && { blocks }),
  }))
  const zonesOnSale = new Set(more.offers?.some(own => own.whyNot) ? [] : ['A'])
  const board = createBoard(plan)
  board.update({ areas, ours: [], asked: [], unknown: [], zonesOnSale })
  return {
    board,
    offers: [offer],
    currency: 'EUR',
    terminalId: 'T03',
    ...more,
  }
}

describe('describeSeat', () => {
  it('says what a free seat costs the next customer', () => {
    expect(spoken(describeSeat(facts(), 0))).toBe('Stalls, row A, seat 1, Zone A, Adult €68.00')
  })

  it('names the till that holds a seat, also when it is this one in another window', () => {
    expect(describeSeat(facts(), 1)).toMatchObject({ state: 'Held by T02', till: 'T02' })
    expect(describeSeat(facts(), 2).state).toBe('Held in another window of this till')
  })

  it('tells reserved, sold and blocked apart', () => {
    expect([3, 4, 5].map(index => describeSeat(facts(), index).state)).toEqual([
      'Reserved',
      'Sold',
      'Blocked by the house',
    ])
  })

  it('says why the house keeps a seat from sale, in its own words where it has some', () => {
    const whyOf = (reason: string) => describeSeat(facts({}, { 5: { kind: 'press', reason } }), 5).state
    expect(whyOf('Reviewers, first night')).toBe('Blocked for the press: Reviewers, first night')
    expect(whyOf('')).toBe('Blocked for the press')
  })

  it('says why a free seat cannot be bought', () => {
    expect(describeSeat(facts({ offers: [{ ...offer, whyNot: 'closed' }] }), 0).state).toBe('Closed')
  })
})
