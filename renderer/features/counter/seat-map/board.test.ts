import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hallArea, hallSection } from '../testing/hall'
import { createBoard, standingOf } from './board'
import { look, type MapView } from './looks'
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

const view = (more: Partial<MapView> = {}): MapView => ({
  areas: [hallArea(stalls, '.hsrb'), hallArea(balcony, '...')],
  ours: [],
  asked: [],
  unknown: [],
  zonesOnSale: new Set(['A', 'B']),
  ...more,
})

function boardOf(...views: readonly MapView[]) {
  const board = createBoard(plan)
  for (const own of views) board.update(own)
  return board
}

describe('what a seat looks like', () => {
  it('shows who has a place', () => {
    const { free, other, gone, blocked } = look
    expect([...boardOf(view()).looks]).toEqual([free, other, gone, gone, blocked, free, free, free])
  })

  it('shows ours, asked and unknown above what the house says', () => {
    const { looks } = boardOf(
      view({
        ours: [{ areaId: 'stalls', slot: 1 }],
        asked: [{ areaId: 'stalls', slot: 0 }],
        unknown: [{ areaId: 'balcony', slot: 2 }],
      }),
    )
    expect([looks[1], looks[0], looks[7]]).toEqual([look.ours, look.asked, look.unknown])
  })

  it('takes a zone without a ticket on sale out of choice', () => {
    const { looks } = boardOf(view({ zonesOnSale: new Set(['A']) }))
    expect(looks[0]).toBe(look.free)
    expect([...looks.slice(5)]).toEqual([look.notOnSale, look.notOnSale, look.notOnSale])
  })

  it('shows places it was told nothing about as gone', () => {
    expect([...boardOf(view({ areas: [] })).looks]).toEqual(Array(8).fill(look.gone))
  })
})

describe('what changed', () => {
  it('names what has to be drawn again, once', () => {
    const board = boardOf(view())
    board.takeChanged()
    board.update(view({ areas: [hallArea(stalls, 'hhsrb'), hallArea(balcony, '..s')] }))
    expect(board.takeChanged()).toEqual([0, 7])
    board.update(view({ areas: [hallArea(stalls, 'hhsrb'), hallArea(balcony, '..s')] }))
    expect(board.takeChanged()).toEqual([])
  })

  it('gives a seat back its state in the house when nobody marks it any more', () => {
    const board = boardOf(view({ ours: [{ areaId: 'stalls', slot: 0 }] }), view())
    expect(board.looks[0]).toBe(look.free)
  })
})

describe('who follows a board', () => {
  it('is told of every change, until it has heard enough', () => {
    const board = boardOf(view())
    let told = 0
    const stop = board.onChange(() => told++)
    board.update(view({ ours: [{ areaId: 'stalls', slot: 0 }] }))
    board.pick(new Set([5]))
    stop()
    board.update(view())
    expect(told).toBe(2)
  })

  it('can tell whether seats stand as before, also when only the till that holds one is another', () => {
    const heldBy = (till: string) =>
      view({ areas: [{ ...hallArea(stalls, '.hsrb'), holders: { 1: till } }, hallArea(balcony, '...')] })
    const board = boardOf(heldBy('T02'))
    const [row, others, alone] = [standingOf(board, 0, 5), standingOf(board, 5, 3), standingOf(board, 0)]
    board.update(heldBy('T03'))
    expect(standingOf(board, 0, 5)).not.toBe(row)
    expect(standingOf(board, 5, 3)).toBe(others)
    expect(standingOf(board, 0)).toBe(alone)
  })
})

describe('what is picked', () => {
  it('is drawn again when it comes and when it goes, and changes nothing else', () => {
    const board = boardOf(view())
    board.takeChanged()
    board.pick(new Set([0, 5]))
    board.pick(new Set([5, 6]))
    expect(board.takeChanged().sort()).toEqual([0, 5, 6])
    expect(board.looks[5]).toBe(look.free)
  })
})

describe('what is left', () => {
  it('is counted by zone and by area', () => {
    const board = boardOf(view({ ours: [{ areaId: 'balcony', slot: 0 }] }))
    expect(board.zones).toEqual([
      { capacity: 5, left: 1 },
      { capacity: 3, left: 2 },
    ])
    expect(board.areas).toEqual(board.zones)
  })

  it('is the same after any changes as when it is counted anew', () => {
    const states = fc.string({ unit: fc.constantFrom('.', 'h', 's', 'r', 'b'), minLength: 5, maxLength: 5 })
    const places = fc.array(fc.record({ areaId: fc.constant('stalls'), slot: fc.nat(4) }), { maxLength: 3 })
    const zones = fc.subarray(['A', 'B']).map(own => new Set(own))
    const views = fc
      .record({ states, ours: places, asked: places, zonesOnSale: zones })
      .map(({ states: own, ...more }) => view({ ...more, areas: [hallArea(stalls, own)] }))
    fc.assert(
      fc.property(fc.array(views, { minLength: 1, maxLength: 6 }), own => {
        const [grown, fresh] = [boardOf(...own), boardOf(own.at(-1) ?? view())]
        expect(grown.looks).toEqual(fresh.looks)
        expect(grown.zones).toEqual(fresh.zones)
      }),
    )
  })
})
