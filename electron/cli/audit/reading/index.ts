import type { KeyValue } from '../../../cluster/model'
import { kindOf } from '../../../keyspace'
import { type Violation, violationsOf } from '../rule'
import { rawRules, valueRules } from '../rules'
import { bookNotes } from './book-notes'
import type { Facts } from './facts'
import { houseNotes } from './house-notes'
import { createNotebook } from './notes'
import { sellingNotes } from './selling-notes'

const notes = new Map([...houseNotes, ...sellingNotes, ...bookNotes])

/**
 * Reads values one after another, in the order of their keys, into `facts`.
 * @returns what takes the next one, and says what is wrong with it by itself.
 */
export function readingInto(facts: Facts): (kv: KeyValue) => Iterable<Violation> {
  const book = createNotebook(facts)
  return function* ({ key, value: text, leaseId }) {
    const kind = kindOf(key)
    const decoded = kind?.decode(text)
    yield* violationsOf(rawRules, { key, decoded })
    if (!kind || !decoded?.ok) return
    const read = { key, parts: kind.parts(key) ?? [], text, value: decoded.value, leaseId }
    const wrong = [...violationsOf(valueRules, { ...read, kind })]
    yield* wrong
    // Nobody looks for a claim at another key than its own: there it is no claim.
    if (!wrong.some(({ rule }) => rule === 'key-form')) yield* notes.get(kind.name)?.(read, book) ?? []
  }
}
