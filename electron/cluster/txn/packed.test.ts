import { describe, expect, it } from 'vitest'
import { absent, flattened, get, packed, put, rangeAt, valueAt } from '.'

const puts = (count: number) => Array.from({ length: count }, (_, n) => put(`k${n}`, ''))
const compares = (count: number) => Array.from({ length: count }, (_, n) => absent(`k${n}`))

describe('packing a transaction', () => {
  it('leaves one that etcd takes as it is', () => {
    const txn = { compare: compares(128), success: puts(128), failure: puts(128) }
    expect(packed(txn)).toBe(txn)
  })

  it('keeps every nested list within what its parent leaves', () => {
    for (const [compareCount, opCount] of [
      [1, 129],
      [1, 2_000],
      [1, 4_096],
      [100, 2_800],
      [3, 3_700],
    ] as const) {
      const { compare, success } = packed({ compare: compares(compareCount), success: puts(opCount) })
      const longest = Math.max(compare.length, success.length)
      const lengths = success.map(op => (op.op === 'txn' ? op.txn.success.length : 0))
      expect(Math.max(...lengths) + longest).toBeLessThanOrEqual(128)
      expect(lengths.reduce((sum, length) => sum + length)).toBe(opCount)
    }
  })

  it('says so when it cannot be packed', () => {
    expect(() => packed({ compare: compares(129), success: [] })).toThrow('129 compares')
    expect(() => packed({ compare: [], success: puts(4_097) })).toThrow('4097')
    expect(() => packed({ compare: compares(100), success: puts(2_801) })).toThrow('2801')
  })
})

describe('reading results', () => {
  it('does not take a write for a read', () => {
    expect(() => valueAt([{ op: 'put', count: 1 }], 0)).toThrow('Operation 0')
    expect(() => rangeAt([], 3)).toThrow('Operation 3')
    expect(get('a')).toEqual({ op: 'get', key: 'a' })
  })

  it('flattens what was nested', () => {
    const put = { op: 'put', count: 1 } as const
    const nested = { op: 'txn', succeeded: true, results: [put, put] } as const
    expect(flattened([put, { ...nested, results: [...nested.results] }])).toEqual([put, put, put])
  })
})
