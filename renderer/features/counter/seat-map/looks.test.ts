import { describe, expect, it } from 'vitest'
import { hallArea, hallSection } from '../testing/hall'
import { changedLooks, look, looksOf, type MapView, placesByZone } from './looks'
import { planOf } from './plan'

const stalls = hallSection({ sectionId: 'stalls', rows: [5], at: [0, 0], zone: 'A' })
const balcony = hallSection({ sectionId: 'balcony', rows: [3], at: [0, 5], zone: 'B' })
const plan = planOf(
  [
    { areaId: 'stalls', section: stalls },
    { areaId: 'balcony', section: balcony },
  ],
  [],
)

const view = (more: Partial<MapView>): MapView => ({
  areas: [hallArea(stalls, '.hsrb'), hallArea(balcony, '...')],
  ours: [],
  asked: [],
  unknown: [],
  zonesOnSale: new Set(['A', 'B']),
  ...more,
})

describe('looksOf', () => {
  it('shows who has a place', () => {
    const { free, other, gone, blocked } = look
    expect([...looksOf(plan, view({}))]).toEqual([free, other, gone, gone, blocked, free, free, free])
  })

  it('shows ours, asked and unknown above what the house says', () => {
    const looks = looksOf(
      plan,
      view({
        ours: [{ areaId: 'stalls', slot: 1 }],
        asked: [{ areaId: 'stalls', slot: 0 }],
        unknown: [{ areaId: 'balcony', slot: 2 }],
      }),
    )
    expect([looks[1], looks[0], looks[7]]).toEqual([look.ours, look.asked, look.unknown])
  })

  it('takes a zone without a ticket on sale out of choice', () => {
    const looks = looksOf(plan, view({ zonesOnSale: new Set(['A']) }))
    expect(looks[0]).toBe(look.free)
    expect([...looks.slice(5)]).toEqual([look.notOnSale, look.notOnSale, look.notOnSale])
  })

  it('shows places it was told nothing about as gone', () => {
    expect([...looksOf(plan, view({ areas: [] }))]).toEqual(Array(8).fill(look.gone))
  })
})

describe('changedLooks', () => {
  it('names what has to be drawn again', () => {
    const before = looksOf(plan, view({}))
    const after = looksOf(plan, view({ areas: [hallArea(stalls, 'hhsrb'), hallArea(balcony, '..s')] }))
    expect(changedLooks(before, after)).toEqual([0, 7])
    expect(changedLooks(before, before)).toEqual([])
  })
})

describe('placesByZone', () => {
  it('counts what can be taken', () => {
    const looks = looksOf(plan, view({ ours: [{ areaId: 'balcony', slot: 0 }] }))
    expect(placesByZone(plan, looks)).toEqual([
      { capacity: 5, left: 1 },
      { capacity: 3, left: 2 },
    ])
  })
})
