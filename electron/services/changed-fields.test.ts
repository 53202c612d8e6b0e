import { expect, it } from 'vitest'
import { withChangedFields } from './changed-fields'

const seen = { name: 'A Recital', start: 'seven', doors: null as string | null }

it('changes what its author changed, and keeps what somebody else changed meanwhile', () => {
  const now = { ...seen, start: 'eight' }
  const wanted = { ...seen, doors: 'six' }
  expect(withChangedFields('it', { now, seen, wanted })).toEqual({ ...seen, start: 'eight', doors: 'six' })
})

it('refuses when both changed the same field, unless to the same', () => {
  const wanted = { ...seen, start: 'nine' }
  const now = { ...seen, start: 'eight' }
  expect(() => withChangedFields('it', { now, seen, wanted })).toThrow('EDITED_MEANWHILE')
  expect(withChangedFields('it', { now: wanted, seen, wanted })).toBeUndefined()
})
