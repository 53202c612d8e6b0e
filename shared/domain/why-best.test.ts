import { describe, expect, it } from 'vitest'
import type { SeatedPart } from './free-seats'
import type { Seat, Section } from './venue'
import { besideOf, seatingOf } from './why-best'

/** One row for each text: `.` is free, `x` is taken, a space is an aisle. Slots count through all of them. */
function hall(...rows: string[]): SeatedPart {
  const taken = new Set<number>()
  let slot = 0
  const section: Section = {
    ...{ venueId: 'v', sectionId: 'hall', version: 1, name: 'Hall' },
    rows: rows.map((row, y) => ({
      label: String.fromCharCode(65 + y),
      seats: [...row].flatMap((sign, x): Seat[] => {
        if (sign === ' ') return []
        if (sign === 'x') taken.add(slot)
        return [{ slot: slot++, label: String(x + 1), x, y, zone: 'A', kind: 'seat' }]
      }),
    })),
  }
  return { areaId: 'hall', section, isFree: n => !taken.has(n) }
}

const at = (...slots: number[]) => slots.map(slot => ({ areaId: 'hall', slot }))

describe('seatingOf', () => {
  it('says of seats in a row where they are, how far from the centre, and that they are side by side', () => {
    const { pieces, reasons } = seatingOf([hall('.........')], at(3, 4, 5))
    expect(pieces).toMatchObject([{ row: 'A', slots: [3, 4, 5], labels: ['4', '5', '6'], fromCentre: 0 }])
    expect(reasons).toContain('side-by-side')
    expect(reasons).toContain('central')
    expect(reasons).not.toContain('leaves-a-lone-seat')
  })

  it('says when a single seat is left beside them, and when an aisle or a row parts them', () => {
    expect(seatingOf([hall('x....x')], at(2, 3, 4)).reasons).toContain('leaves-a-lone-seat')
    const parted = seatingOf([hall('... ...', '......')], at(2, 3, 6))
    expect(parted.pieces.map(({ slots }) => slots)).toEqual(expect.arrayContaining([[2], [3], [6]]))
    expect(parted.reasons).toContain('split')
  })

  it('has a word for seats that the rule would never give together', () => {
    const wheel = hall('....')
    const seat = wheel.section.rows[0]?.seats[1]
    if (seat) Object.assign(seat, { kind: 'companion', companionOf: 99 })
    expect(seatingOf([wheel], at(1)).pieces).toHaveLength(1)
  })
})

describe('besideOf', () => {
  it('finds the better side, then the other', () => {
    // The centre of ten seats is between the fifth and the sixth.
    expect(besideOf([hall('..........')], at(2), { areaId: 'hall', slot: 2 }, 1)).toMatchObject([{ slot: 3 }])
  })

  it('goes past the seats of the same customer, and stops at others and at aisles', () => {
    const part = hall('..x... ....')
    const seat = { areaId: 'hall', slot: 4 }
    expect(besideOf([part], at(3, 4), seat, 1)).toMatchObject([{ slot: 5 }])
    expect(besideOf([part], at(3, 4), seat, 2)).toBeUndefined()
  })
})
