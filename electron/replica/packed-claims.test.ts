import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SlotState } from '#shared/domain/occupancy'
import { emptyClaims, freeSlots, holderOf, packedText, setSlot, stateOf } from './packed-claims'

const change = fc.record({ slot: fc.nat(60), state: fc.constantFrom<SlotState>('.', 'h', 'r', 's', 'b') })

it('says of every slot what was last said of it, and counts what it says', () => {
  fc.assert(
    fc.property(fc.array(change), changes => {
      const claims = emptyClaims()
      const expected = new Map<number, SlotState>()
      for (const { slot, state } of changes) {
        setSlot(claims, slot, state, 'T01')
        expected.set(slot, state)
      }
      const capacity = 61
      const states = Array.from({ length: capacity }, (_, slot) => expected.get(slot) ?? '.')
      expect(packedText(claims, capacity)).toBe(states.join(''))
      expect(freeSlots(claims, capacity)).toEqual(
        states.flatMap((state, slot) => (state === '.' ? [slot] : [])),
      )
      expect([...claims.holders.keys()].sort((a, b) => a - b)).toEqual(
        states.flatMap((state, slot) => (state === 'h' ? [slot] : [])),
      )
      const count = (wanted: SlotState) => states.filter(state => state === wanted).length
      expect(claims.counts).toEqual({
        held: count('h'),
        reserved: count('r'),
        sold: count('s'),
        blocked: count('b'),
      })
    }),
  )
})

it('knows why a place is blocked for as long as it is, and keeps the reason of neighbours once', () => {
  const claims = emptyClaims()
  const why = () => ({ kind: 'press' as const, reason: 'Reviewers' })
  for (const slot of [3, 4]) setSlot(claims, slot, 'b', why())
  expect(holderOf(claims, 4)).toEqual(why())
  expect(claims.blocks.get(4)).toBe(claims.blocks.get(3))
  setSlot(claims, 4, 'h', 'T02')
  expect(holderOf(claims, 4)).toBe('T02')
  setSlot(claims, 3, '.')
  expect(claims.blocks.size).toBe(0)
})

it('keeps a claim past the area’s end, and does not send it', () => {
  const claims = emptyClaims()
  setSlot(claims, 7, 's')
  expect(packedText(claims, 3)).toBe('...')
  expect(stateOf(claims, 7)).toBe('s')
})
