import { describe, expect, it } from 'vitest'
import { quickTenders, typedNext, typedTender } from './cash'

describe('quickTenders', () => {
  it('offers the exact sum and what people hand over, with the change of each', () => {
    expect(quickTenders(5_900, 'EUR')).toEqual([
      { tenderedMinor: 5_900, changeMinor: 0 },
      { tenderedMinor: 6_000, changeMinor: 100 },
      { tenderedMinor: 10_000, changeMinor: 4_100 },
      { tenderedMinor: 20_000, changeMinor: 14_100 },
    ])
  })

  it('offers only the exact sum when nothing is due', () => {
    expect(quickTenders(0, 'EUR')).toEqual([{ tenderedMinor: 0, changeMinor: 0 }])
  })
})

describe('typedTender', () => {
  it('takes the exact sum when nothing was typed', () => {
    expect(typedTender('', 17_450, 'EUR')).toEqual({ says: 'enough', tenderedMinor: 17_450, changeMinor: 0 })
  })
  it('says what is given back, and what is missing', () => {
    expect(typedTender('200', 17_450, 'EUR')).toEqual({
      says: 'enough',
      tenderedMinor: 20_000,
      changeMinor: 2_550,
    })
    expect(typedTender('100', 17_450, 'EUR')).toEqual({ says: 'too-little', missingMinor: 7_450 })
    expect(typedTender('1.234', 17_450, 'EUR')).toEqual({ says: 'no-amount' })
  })
})

describe('typedNext', () => {
  it('ignores a key that no amount has', () => {
    expect(typedNext('7.5', '0', 'EUR')).toBe('7.50')
    expect(typedNext('7.50', '5', 'EUR')).toBe('7.50')
    expect(typedNext('7.', ',', 'EUR')).toBe('7.')
    expect(typedNext('', '.', 'EUR')).toBe('')
  })
})
