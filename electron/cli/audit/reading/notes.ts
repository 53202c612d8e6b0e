import type { Decoded } from '../../../keyspace'
import type { Violation } from '../rule'
import type { Facts } from './facts'
import type { Read } from './read'

/** What notes have at hand: the facts so far, and the one copy of a text that recurs in thousands of keys. */
export interface Notebook {
  facts: Facts
  shared(text: string): string
}

/** Notes what the rules need of one value; what can only be judged while the whole value is there, it judges. */
type Note<Value> = (read: Read<Value>, book: Notebook) => Iterable<Violation> | undefined

/** The note for a kind, by the kind's name. */
export type NamedNote = [kindName: string, note: Note<unknown>]

export function noteOf<Value>(
  kind: { name: string; decode(text: string): Decoded<Value> },
  note: Note<Value>,
): NamedNote {
  // Whoever looks a note up by its kind's name hands it a value that this kind has decoded.
  return [kind.name, note as Note<unknown>]
}

export function createNotebook(facts: Facts): Notebook {
  const texts = new Map<string, string>()
  return {
    facts,
    shared(text) {
      const known = texts.get(text)
      if (known !== undefined) return known
      texts.set(text, text)
      return text
    },
  }
}
