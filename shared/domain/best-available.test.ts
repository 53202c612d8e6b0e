import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aboutAsGood, type BestGroup, bestGroups, leftOf, type SeatedPart } from './best-available'
import type { Seat, SeatKind, Section } from './venue'

/** A stream of chance that is the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** `rows` rows of blocks of such sizes, with an aisle of two seat widths between blocks. */
function hall(
  rows: number,
  blocks: number[],
  change: (seat: Seat, row: number) => Partial<Seat> = () => ({}),
) {
  let slot = 0
  const section: Section = {
    ...{ venueId: 'house', sectionId: 'hall', version: 1, name: 'Hall' },
    rows: Array.from({ length: rows }, (_, row) => {
      let x = 0
      const seats = blocks.flatMap(size => {
        const block = Array.from({ length: size }, (): Seat => {
          const seat = {
            slot: slot++,
            label: String(x + 1),
            x: x++,
            y: row,
            zone: 'A',
            kind: 'seat' as const,
          }
          return { ...seat, ...change(seat, row) }
        })
        x += 2
        return block
      })
      return { label: String(row + 1), seats }
    }),
  }
  return section
}

const part = (section: Section, taken: ReadonlySet<number>, areaId = 'hall'): SeatedPart => ({
  ...{ areaId, section },
  isFree: slot => !taken.has(slot),
})
const slotsOf = (group: BestGroup | undefined) => group?.seats.map(({ seat }) => seat.slot) ?? []
const best = (section: Section, taken: Iterable<number>, count: number, wheelchairs = 0) =>
  bestGroups([part(section, new Set(taken))], { count, zones: ['A'], wheelchairs, most: 1 })[0]

/** The seats of a section that are not in `free`. */
const allBut = (section: Section, free: number[]) =>
  section.rows.flatMap(row => row.seats.map(seat => seat.slot)).filter(slot => !free.includes(slot))

// The rule once more, from its words alone: every choice of seats is looked at, and each is scored by itself.

const isOrdinary = (seat: Seat) => seat.kind === 'seat' || seat.kind === 'restricted-view'
const touching = (a: Seat, b: Seat) => a.y === b.y && Math.abs(a.x - b.x) < 1.5

function middleOf(section: Section): number {
  const xs = section.rows.flatMap(row => [row.seats[0]?.x ?? 0, row.seats.at(-1)?.x ?? 0])
  return (Math.min(...xs) + Math.max(...xs)) / 2
}

function exhaustiveCost(section: Section, taken: ReadonlySet<number>, group: readonly Seat[]): number {
  const middle = middleOf(section)
  const away = group.map(
    seat =>
      Math.abs(seat.y + 3 - 8) +
      Math.abs(seat.x - middle) / 2 +
      (seat.kind === 'restricted-view' ? 10_000 : 0),
  )
  const row = section.rows.find(each => each.seats.includes(group[0] as Seat))?.seats ?? []
  const lone = (without: readonly Seat[]) => {
    const free = row.filter(seat => !taken.has(seat.slot) && isOrdinary(seat) && !without.includes(seat))
    return free.filter(seat => !free.some(other => other !== seat && touching(other, seat))).length
  }
  return away.reduce((a, b) => a + b) / group.length + 8 * (lone(group) - lone([]))
}

const scoreOf = (cost: number) => 100 / (1 + Math.max(0, cost) / 20)

function* sideBySide(section: Section, taken: ReadonlySet<number>, count: number): Generator<Seat[]> {
  for (const { seats } of section.rows)
    for (const [start] of seats.entries()) {
      const group = seats.slice(start, start + count)
      const fits = group.every((seat, n) => {
        const before = group[n - 1]
        return !taken.has(seat.slot) && isOrdinary(seat) && (!before || touching(before, seat))
      })
      if (fits && group.length === count) yield group
    }
}

function optimum(section: Section, taken: ReadonlySet<number>, count: number): number | undefined {
  let least: number | undefined
  for (const group of sideBySide(section, taken, count)) {
    const cost = exhaustiveCost(section, taken, group)
    if (least === undefined || cost < least) least = cost
  }
  return least === undefined ? undefined : scoreOf(least)
}

/** The first seats side by side, from the first row's left end on. */
const firstFit = (section: Section, taken: ReadonlySet<number>, count: number) => {
  for (const group of sideBySide(section, taken, count)) return group
  return undefined
}

function loneSeats(section: Section, taken: ReadonlySet<number>): number {
  return section.rows.reduce((sum, { seats }) => {
    const free = seats.filter(seat => !taken.has(seat.slot) && isOrdinary(seat))
    return sum + free.filter(seat => !free.some(other => other !== seat && touching(other, seat))).length
  }, 0)
}

const bigHall = () => hall(40, [15, 20, 15])

/** Groups of one to eight, until 70 % of the seats are taken. */
function filled(section: Section, seed: number, place: (taken: Set<number>, count: number) => number[]) {
  const random = chance(seed)
  const taken = new Set<number>()
  const seats = section.rows.reduce((sum, row) => sum + row.seats.length, 0)
  while (taken.size < seats * 0.7)
    for (const slot of place(taken, 1 + Math.floor(random() * 8))) taken.add(slot)
  return taken
}

describe('in a hall of 2,000 seats that groups of one to eight fill to 70 %', () => {
  const seeds = [1, 2, 3, 4, 5]

  it('chooses as well as looking at every choice', () => {
    const section = bigHall()
    for (const seed of seeds) {
      const random = chance(seed)
      // Wherever people liked to sit: the worst that a rule may find.
      const taken = filled(section, seed, (so, count) => {
        const all = [...sideBySide(section, so, count)]
        return (all[Math.floor(random() * all.length)] ?? []).map(seat => seat.slot)
      })
      for (let count = 1; count <= 8; count++) {
        const most = optimum(section, taken, count)
        const found = best(section, taken, count)
        if (most === undefined) expect(found?.pieces ?? 2).toBeGreaterThan(1)
        else expect(found?.score).toBeCloseTo(most, 6)
      }
    }
  })

  it('has tills that choose among the best few choose 95 % as well, every time', () => {
    const section = bigHall()
    for (const seed of seeds.slice(0, 2)) {
      const random = chance(seed)
      let groupsSeated = 0
      filled(section, seed, (taken, count) => {
        const wish = { count, zones: ['A'], most: 32 }
        const few = aboutAsGood(bestGroups([part(section, taken)], wish))
        const slots = slotsOf(few[Math.floor(random() * few.length)])
        const most = ++groupsSeated % 10 === 0 ? optimum(section, taken, count) : undefined
        if (most !== undefined) {
          const seats = section.rows.flatMap(row => row.seats).filter(seat => slots.includes(seat.slot))
          expect(scoreOf(exhaustiveCost(section, taken, seats)) / most).toBeGreaterThanOrEqual(0.95)
        }
        return slots
      })
    }
  })

  it('leaves fewer seats alone than the first that fit', () => {
    const section = bigHall()
    const count = (place: (taken: Set<number>, count: number) => number[]) =>
      seeds.reduce((sum, seed) => sum + loneSeats(section, filled(section, seed, place)), 0)
    const ours = count((taken, size) => slotsOf(best(section, taken, size)))
    const first = count((taken, size) => (firstFit(section, taken, size) ?? []).map(seat => seat.slot))
    expect(ours).toBeLessThan(first)
  })
})

describe('side by side', () => {
  it('is not across an aisle', () => {
    const section = hall(1, [2, 2])
    expect(best(section, [0, 3], 2)).toMatchObject({ pieces: 2, reasons: expect.arrayContaining(['split']) })
    expect(best(section, [2], 2)).toMatchObject({ pieces: 1 })
    expect(slotsOf(best(section, [2], 2))).toEqual([0, 1])
  })

  it('leaves no single seat alone where another choice is hardly worse', () => {
    const row = hall(1, [5])
    expect([
      [0, 1],
      [3, 4],
    ]).not.toContainEqual(slotsOf(best(row, [], 3)))
    expect(slotsOf(best(hall(1, [6]), [0], 2)).sort()).not.toEqual([2, 3])
  })

  it('gives a lone seat to who comes alone', () => {
    expect(best(hall(3, [10]), [0, 2], 1)).toMatchObject({
      reasons: expect.arrayContaining(['takes-a-lone-seat']),
    })
  })

  it('looks at the stage: the middle of a good row first, and away from it the further the worse', () => {
    const section = hall(20, [21])
    const stage = {
      stageId: 's',
      label: 'Stage',
      points: [
        [0, -4],
        [20, -4],
        [20, -9],
      ] as [number, number][],
    }
    const [group] = bestGroups([{ ...part(section, new Set()), stage }], { count: 1, zones: ['A'], most: 1 })
    expect(group).toMatchObject({
      seats: [{ row: '5', seat: { x: 10 } }],
      score: 100,
      reasons: ['good-row', 'central'],
    })
  })

  it('has the best of several parts, wherever it is', () => {
    const front = hall(2, [4])
    const back: Section = {
      ...front,
      rows: front.rows.map(row => ({ ...row, seats: row.seats.map(seat => ({ ...seat, y: seat.y + 40 })) })),
    }
    const stage = {
      stageId: 's',
      label: 'Stage',
      points: [
        [0, -4],
        [3, -4],
        [3, -9],
      ] as [number, number][],
    }
    const parts = (taken: number[]) => [
      { ...part(back, new Set(), 'back'), stage },
      { ...part(front, new Set(taken), 'front'), stage },
    ]
    const areas = (taken: number[]) =>
      bestGroups(parts(taken), { count: 2, zones: ['A'], most: 1 })[0]?.seats.map(each => each.areaId)
    expect(areas([])).toEqual(['front', 'front'])
    expect(areas([0, 2, 4, 6])).toEqual(['back', 'back'])
  })

  it('has seats with a restricted view come last', () => {
    const section = hall(2, [4], (_, row) => (row === 0 ? { kind: 'restricted-view' } : { y: 30 }))
    expect(slotsOf(best(section, [], 2)).every(slot => slot >= 4)).toBe(true)
    expect(best(section, [4, 5, 6, 7], 2)?.reasons).toContain('restricted-view')
  })
})

it('looks at no more of a house than it must', () => {
  const section = hall(250, [50, 50, 50, 50])
  let looks = 0
  const isFree = () => ++looks > 0
  bestGroups([{ areaId: 'arena', section, isFree }], { count: 2, zones: ['A'], most: 8 })
  expect(looks).toBeLessThan(50_000 / 50)
})

describe('a group that finds no seats side by side', () => {
  it('sits in the fewest pieces, near each other', () => {
    const section = hall(20, [10])
    // Three beside each other in the first row, and two in the second and in the last.
    const group = best(section, allBut(section, [0, 1, 2, 11, 12, 191, 192]), 5)
    expect(group?.pieces).toBe(2)
    expect(slotsOf(group).sort((a, b) => a - b)).toEqual([0, 1, 2, 11, 12])
  })

  it('leaves nobody by themselves where that can be helped', () => {
    const section = hall(2, [10])
    const group = best(section, allBut(section, [0, 1, 2, 3, 11, 12, 13]), 5)
    const perRow = [0, 1].map(row => slotsOf(group).filter(slot => Math.floor(slot / 10) === row).length)
    expect(perRow.sort()).toEqual([2, 3])
  })

  it('comes after every group that does', () => {
    const section = hall(1, [9])
    const groups = bestGroups([part(section, new Set([4, 6, 8]))], { count: 2, zones: ['A'], most: 9 })
    expect(groups.map(group => group.pieces)).toEqual([1, 1, 2])
  })

  it('is told by the lack of seats only', () => {
    const section = hall(2, [3])
    expect(best(section, [1, 3, 5], 3)?.pieces).toBe(3)
    expect(best(section, [1, 3, 5], 4)).toBeUndefined()
  })
})

describe('wheelchair places', () => {
  const kinds: Record<number, Partial<Seat>> = {
    0: { kind: 'companion', companionOf: 1 },
    1: { kind: 'wheelchair' },
    8: { kind: 'wheelchair' },
    9: { kind: 'companion', companionOf: 8 },
  }
  const section = hall(3, [10], seat => kinds[seat.slot] ?? {})

  it('and companion seats are for nobody else', () => {
    const groups = bestGroups([part(section, new Set())], { count: 1, zones: ['A'], most: 99 })
    expect(groups.flatMap(slotsOf).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, slot) => slot).filter(slot => !kinds[slot]),
    )
  })

  it('come with the companion beside', () => {
    const group = best(section, [], 2, 1)
    expect([
      [0, 1],
      [8, 9],
    ]).toContainEqual(slotsOf(group))
    expect(group?.reasons).toContain('companion-beside')
  })

  it('keep as many of a company together as can be', () => {
    expect(slotsOf(best(section, [9], 4, 1)).sort((a, b) => a - b)).toEqual([0, 1, 2, 3])
    const cramped = best(section, [2, 7], 4, 1)
    expect(cramped?.pieces).toBe(2)
    expect(cramped?.reasons).toContain('companion-beside')
  })

  it('of a row are shared out where no two stand beside each other', () => {
    const group = best(section, [], 4, 2)
    expect(slotsOf(group).sort((a, b) => a - b)).toEqual([0, 1, 8, 9])
  })

  it('are counted for themselves in what is left', () => {
    expect(leftOf([part(section, new Set([1, 4]))], ['A']).get('hall')).toEqual({ seats: 25, wheelchairs: 1 })
  })
})

describe('whatever the house', () => {
  const kind = fc.constantFrom<SeatKind>('seat', 'seat', 'seat', 'restricted-view', 'wheelchair', 'companion')
  const house = fc.record({
    rows: fc.array(
      fc.array(
        fc.record({
          kind,
          zone: fc.constantFrom('A', 'B'),
          gap: fc.integer({ min: 1, max: 2 }),
          taken: fc.boolean(),
        }),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      { minLength: 1, maxLength: 5 },
    ),
    count: fc.integer({ min: 1, max: 6 }),
    wheelchairs: fc.integer({ min: 0, max: 2 }),
    most: fc.integer({ min: 1, max: 12 }),
  })

  it('gives free seats of the right zone and kind, each once, and all there are', () => {
    fc.assert(
      fc.property(house, ({ rows, count, wheelchairs, most }) => {
        fc.pre(wheelchairs <= count)
        let slot = 0
        const taken = new Set<number>()
        const section: Section = {
          ...{ venueId: 'house', sectionId: 'hall', version: 1, name: 'Hall' },
          rows: rows.map((plan, y) => {
            let x = 0
            const seats = plan.map((each): Seat => {
              if (each.taken) taken.add(slot)
              x += each.gap
              const { kind, zone } = each
              // A companion seat belongs to the place before it, wheelchair place or not.
              return {
                slot: slot++,
                label: 's',
                x,
                y,
                zone,
                kind,
                ...(kind === 'companion' && { companionOf: slot - 2 }),
              }
            })
            return { label: String(y), seats }
          }),
        }
        const groups = bestGroups([part(section, taken)], { count, zones: ['A'], wheelchairs, most })
        const all = groups.flatMap(slotsOf)
        expect(new Set(all).size).toBe(all.length)
        expect(groups.length).toBeLessThanOrEqual(most)
        const usable = section.rows
          .flatMap(row => row.seats)
          .filter(seat => !taken.has(seat.slot) && seat.zone === 'A')
        for (const { seats } of groups) {
          expect(seats).toHaveLength(count)
          expect(seats.filter(({ seat }) => seat.kind === 'wheelchair')).toHaveLength(wheelchairs)
          for (const { seat } of seats) {
            expect(usable).toContain(seat)
            if (seat.kind === 'companion')
              expect(
                seats.some(other => other.seat.slot === seat.companionOf && other.seat.kind === 'wheelchair'),
              ).toBe(true)
          }
        }
        const ordinary = usable.filter(isOrdinary).length
        const places = usable.filter(seat => seat.kind === 'wheelchair').length
        if (places >= wheelchairs && ordinary >= count - wheelchairs) expect(groups.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})
