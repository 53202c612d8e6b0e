import { describe, expect, it } from 'vitest'
import type { Piece } from '#shared/domain/why-best'
import { heldSeat } from '../testing/tickets'
import { givenBack } from './give-back'

const child = { priceType: 'child', priceName: 'Child' }
const piece = (...slots: number[]): Piece => ({
  ...{ areaId: 'stalls', row: 'F', fromCentre: 0, slots },
  labels: slots.map(String),
})

describe('givenBack', () => {
  const family = [heldSeat(9), heldSeat(10), heldSeat(11, child)]

  it('takes the end that has a ticket of that price, so that the rest stay together', () => {
    expect(givenBack([piece(9, 10, 11)], family, 'child')?.drop.slot).toBe(11)
    expect(givenBack([piece(9, 10, 11)], family, 'adult')).toEqual({ drop: heldSeat(9) })
  })

  it('gives an end back and moves its ticket inwards when the price is in the middle', () => {
    const lines = [heldSeat(9), heldSeat(10, child), heldSeat(11)]
    expect(givenBack([piece(9, 10, 11)], lines, 'child')).toEqual({
      drop: heldSeat(11),
      becomes: { line: heldSeat(10, child), priceType: 'adult' },
    })
  })

  it('takes from the smallest piece of a group that sits apart', () => {
    const lines = [...family, heldSeat(20)]
    expect(givenBack([piece(9, 10, 11), piece(20)], lines, 'adult')?.drop.slot).toBe(20)
  })

  it('takes the seat itself where a ticket cannot move to another price zone', () => {
    const lines = [heldSeat(9, child), heldSeat(20, { ticketType: 'zone-b' })]
    expect(givenBack([piece(9), piece(20)], lines, 'child')).toEqual({ drop: heldSeat(9, child) })
  })

  it('does nothing without such a ticket', () => {
    expect(givenBack([piece(9)], [heldSeat(9)], 'child')).toBeUndefined()
  })
})
