import type { Connection } from '../../../cluster/model'
import type { Hunting } from './hunting'

/** What a mutant may know of the terminal it sits in. */
export interface Life {
  /** While the terminal settles what an earlier life left open. */
  recovering: boolean
}

/** A wrong engine: the right one, over a connection that breaks one rule of the design. */
export interface Mutant {
  /** The rule that it breaks, as a sentence for `--mutant list`. */
  breaks: string
  /** Where it shows best; else it is let loose as all others. */
  hunting?: Hunting
  wrap(connection: Connection, life: Life): Connection
}
