import { describe, expect, it } from 'vitest'
import type { CampaignResult } from './campaign'
import { type Run, rowOf, tableHead, totalOf } from './full-table'

const run = (more: Partial<CampaignResult> = {}): Run => ({
  held: true,
  result: {
    ...{ orders: 250, faults: 20, ambiguous: 12, oversold: 0, lost: 0, duplicated: 0, void: false, ok: true },
    ...{ met: 10, seconds: 70, revisions: 900, attempts: 1_200, seed: 1, nodes: 3, terminals: 8 },
    ...{ mutant: undefined, voidBecause: [], struck: {}, outcomes: {}, violations: [] },
    ...more,
  },
})
const tooLittle = run({ void: true, ok: false, voidBecause: ['only 3 faults struck'] })
const notHeld: Run = { held: false, seed: 7, nodes: 5, problem: 'a | b' }
const wrong = {
  ...{ ok: false, oversold: 1 },
  violations: [{ rule: 'r', counts: 'oversold' as const, about: 'k' }],
}
const broken = run(wrong)
const wanted = { runs: 2, orders: 500, ambiguous: 20 }

describe('the full campaign', () => {
  it('is kept when enough runs say something, and none of any a promise broken', () => {
    expect(totalOf([run(), run()], wanted)).toMatchObject({ ok: true, void: false, orders: 500, counted: 2 })
    expect(totalOf([run(), tooLittle, run()], wanted)).toMatchObject({ ok: true, orders: 500, voidRuns: 1 })
    expect(totalOf([run(), notHeld, run()], wanted)).toMatchObject({ ok: true, notHeld: 1 })
  })

  it('says nothing with fewer runs, orders or ambiguous operations', () => {
    expect(totalOf([run(), tooLittle], wanted)).toMatchObject({ ok: false, void: true })
    expect(totalOf([run(), run({ ambiguous: 7 })], wanted)).toMatchObject({ ok: false, void: true })
    expect(totalOf([run(), run({ orders: 249 })], wanted)).toMatchObject({ ok: false, void: true })
  })

  it('is broken by one run, also by one in which too little happened', () => {
    expect(totalOf([run(), broken], wanted)).toMatchObject({ ok: false, void: false, oversold: 1 })
    const both = run({ ...wrong, void: true })
    expect(totalOf([run(), run(), both], wanted)).toMatchObject({ ok: false, broken: 1, oversold: 1 })
  })

  it('has a row of as many cells for each run', () => {
    const cellsOf = (row: string) => row.split('|').length
    for (const each of [run(), tooLittle, notHeld, broken])
      expect(cellsOf(rowOf(each))).toBe(cellsOf(tableHead[0] ?? ''))
    expect(rowOf(tooLittle)).toContain('void: only 3 faults struck')
    expect(rowOf(notHeld)).toContain('not held: a ¦ b')
    expect(rowOf(broken)).toContain('**broken**')
  })
})
