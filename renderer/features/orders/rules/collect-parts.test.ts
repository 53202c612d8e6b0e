import { expect, it } from 'vitest'
import { nextPart, openMinor } from './collect-parts'

const typed = { way: 'cash', typedMinor: undefined, reference: '' } as const

it('pays all that is open where nothing is typed', () => {
  expect(nextPart(32_00, typed)).toEqual({
    ...{ part: { method: 'cash', amountMinor: 32_00, tenderedMinor: 32_00 }, openMinor: 0, changeMinor: 0 },
  })
})

it('takes less as a part, and more cash with change', () => {
  expect(nextPart(32_00, { ...typed, typedMinor: 20_00 })).toMatchObject({ openMinor: 12_00, changeMinor: 0 })
  expect(nextPart(32_00, { ...typed, typedMinor: 50_00 })).toMatchObject({
    ...{ part: { amountMinor: 32_00, tenderedMinor: 50_00 }, openMinor: 0, changeMinor: 18_00 },
  })
})

it('takes no more than is open on a card, nothing of nothing, and no gift card without its code', () => {
  expect(nextPart(32_00, { ...typed, way: 'card', typedMinor: 40_00 })).toBe('too-much')
  expect(nextPart(32_00, { ...typed, typedMinor: 0 })).toBe('no-amount')
  expect(nextPart(32_00, { ...typed, way: 'gift', reference: ' ' })).toBe('no-code')
  expect(nextPart(32_00, { ...typed, way: 'gift', reference: 'G1' })).toMatchObject({ part: { code: 'G1' } })
})

it('knows what is still open', () => {
  expect(openMinor(32_00, [{ method: 'card', amountMinor: 20_00 }])).toBe(12_00)
})
