import { expect, it } from 'vitest'
import { createTryIds } from './try-ids'

it('gives every try at one thing the same id, until it is done or another thing is asked for', () => {
  const ids = createTryIds()
  const first = ids.idFor({ amountMinor: 500 })
  expect(ids.idFor({ amountMinor: 500 })).toBe(first)
  const other = ids.idFor({ amountMinor: 600 })
  expect(other).not.toBe(first)
  ids.done()
  expect(ids.idFor({ amountMinor: 600 })).not.toBe(other)
})
