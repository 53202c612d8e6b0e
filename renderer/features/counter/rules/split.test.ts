import { describe, expect, it } from 'vitest'
import { cashOf, dueMinor, type Part, tendersOf, withPart } from './split'

const total = 170_00
const gift = { code: 'GIFT1', balanceMinor: 50_00, currency: 'EUR' }

function taking(...steps: [further: Parameters<typeof withPart>[2], askedMinor?: number][]): Part[] {
  return steps.reduce<Part[]>((parts, [further, asked]) => {
    const result = withPart(parts, total, further, asked)
    if ('refused' in result) throw new Error(result.refused)
    return result.parts
  }, [])
}

describe('withPart', () => {
  it('takes all that is left where nothing is typed', () => {
    const parts = taking([{ method: 'cash' }, 100_00], [{ method: 'card' }])
    expect(parts).toEqual([
      { method: 'cash', amountMinor: 100_00, tenderedMinor: 100_00 },
      { method: 'card', amountMinor: 70_00 },
    ])
    expect(dueMinor(parts, total)).toBe(0)
  })

  it('gives change of cash, and of nothing else', () => {
    const parts = taking([{ method: 'card' }, 155_00], [{ method: 'cash' }, 20_00])
    expect(cashOf(parts)).toEqual({ tenderedMinor: 20_00, changeMinor: 5_00 })
    expect(withPart([], total, { method: 'card' }, 170_01)).toEqual({ refused: 'too-much' })
  })

  it('takes no more from a gift card than is on it, and each card once', () => {
    const parts = taking([{ method: 'gift', gift }])
    expect(parts).toEqual([{ method: 'gift', amountMinor: 50_00, code: 'GIFT1', balanceMinor: 50_00 }])
    expect(withPart(parts, total, { method: 'gift', gift })).toEqual({ refused: 'gift-twice' })
    expect(withPart([], total, { method: 'gift', gift: { ...gift, balanceMinor: 0 } })).toEqual({
      refused: 'gift-empty',
    })
  })

  it('refuses a second card, nothing, less than nothing, and what is no longer due', () => {
    const card = taking([{ method: 'card' }, 1_00])
    expect(withPart(card, total, { method: 'card' })).toEqual({ refused: 'one-card' })
    expect(withPart([], total, { method: 'cash' }, 0)).toEqual({ refused: 'no-amount' })
    expect(withPart([], total, { method: 'cash' }, -5)).toEqual({ refused: 'no-amount' })
    expect(withPart(taking([{ method: 'cash' }]), total, { method: 'cash' }, 1)).toEqual({
      refused: 'nothing-due',
    })
  })
})

it('tells the terminal a gift card’s code and no balance', () => {
  expect(tendersOf(taking([{ method: 'gift', gift }]))).toEqual([
    { method: 'gift', amountMinor: 50_00, code: 'GIFT1' },
  ])
})
