import { expect, it } from 'vitest'
import { countSlots, slotState, withSlots } from './occupancy'

it('puts changes into packed slots and leaves out what is past their end', () => {
  expect(
    withSlots('....', [
      [1, slotState.sold],
      [3, slotState.held],
      [9, slotState.sold],
    ]),
  ).toBe('.s.h')
  expect(countSlots('.ssh', slotState.sold)).toBe(2)
})
