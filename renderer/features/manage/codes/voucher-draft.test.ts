import { describe, expect, it } from 'vitest'
import { newVoucher, voucherDraftOf, voucherFrom, voucherProblems } from './voucher-draft'

const zone = 'Europe/Dublin'
const right = { ...newVoucher(), code: 'HALF', name: 'Half', figure: '12.5' }

describe('the form of a voucher', () => {
  it('says what was typed, in the venue’s zone, and gives the same form again', () => {
    const draft = { ...right, from: '2026-07-01T10:00', maxUses: '20', eventIds: ['e1'], isForAll: false }
    expect(voucherProblems(draft, zone, 'EUR')).toEqual({})
    const voucher = voucherFrom(draft, zone, 'EUR')
    expect(voucher).toEqual({
      ...{ code: 'HALF', name: 'Half', discount: { kind: 'percentage', basisPoints: 1_250 } },
      ...{ maxUses: 20, from: '2026-07-01T09:00:00.000Z', eventIds: ['e1'] },
    })
    expect(voucherDraftOf({ ...voucher, uses: 3 }, zone, 'EUR')).toEqual(draft)
  })

  it.each([
    ['figure', { figure: '0' }],
    ['figure', { figure: '100.01' }],
    ['figure', { kind: 'amount' as const, figure: '-5' }],
    ['figure', { kind: 'amount' as const, figure: '0' }],
    ['name', { name: 'x'.repeat(10_000) }],
    ['code', { code: 'HALF OFF' }],
    ['maxUses', { maxUses: '0' }],
    ['until', { from: '2026-07-02T10:00', until: '2026-07-01T10:00' }],
    ['events', { isForAll: false }],
  ])('finds what is wrong with %s: %j', (field, change) => {
    expect(Object.keys(voucherProblems({ ...right, ...change }, zone, 'EUR'))).toEqual([field])
  })

  it('takes a set price of nothing: a free ticket', () => {
    const free = { ...right, kind: 'set-price' as const, figure: '0' }
    expect(voucherProblems(free, zone, 'EUR')).toEqual({})
    expect(voucherFrom(free, zone, 'EUR').discount).toEqual({ kind: 'set-price', priceMinor: 0 })
  })
})
