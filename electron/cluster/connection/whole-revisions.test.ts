import { describe, expect, it } from 'vitest'
import type { Change } from '../model'
import { wholeRevisions } from './whole-revisions'

const at = (...revisions: number[]): Change[] =>
  revisions.map((revision, n) => ({ type: 'delete', key: `${revision}.${n}`, revision }))
const revisionsOf = (changes: Change[]) => changes.map(change => change.revision)

describe('putting the fragments of a response together', () => {
  it('passes on what is not fragmented', () => {
    const whole = wholeRevisions()
    expect(revisionsOf(whole(at(1, 1, 2), false))).toEqual([1, 1, 2])
    expect(whole([], false)).toEqual([])
  })

  it('holds the last revision of a fragment back until the next one', () => {
    const whole = wholeRevisions()
    expect(revisionsOf(whole(at(1, 2, 2), true))).toEqual([1])
    expect(revisionsOf(whole(at(2, 3), true))).toEqual([2, 2, 2])
    expect(revisionsOf(whole(at(4), false))).toEqual([3, 4])
  })

  it('waits for a revision that fills several fragments', () => {
    const whole = wholeRevisions()
    expect(whole(at(7, 7), true)).toEqual([])
    expect(whole(at(7), true)).toEqual([])
    expect(whole([], true)).toEqual([])
    expect(revisionsOf(whole(at(7), false))).toEqual([7, 7, 7, 7])
    expect(whole([], false)).toEqual([])
  })
})
