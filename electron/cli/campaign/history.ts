/** One key as a revision left it; no value: it was deleted. */
export interface Written {
  key: string
  value: string | undefined
  leaseId: string | undefined
}

/** One revision of the store, whole, and when the observer saw it (`bench/clock`). */
export interface Step {
  revision: number
  at: number
  changes: Written[]
}

/** What an attempt is meant to do to the store, by the ids under which that can be found there. */
export type Subject =
  | { does: 'make-order'; orderId: string }
  | { does: 'change-order'; orderId: string; operationId: string }
  /** As the audit trail has it. */
  | { does: 'administer'; operationId: string }
  | { does: 'make-customer'; username: string }
  | { does: 'open-basket' | 'change-basket' | 'close-basket'; basketId: string }
  /** Such as an edit: only its effects on others are checked. */
  | { does: 'nothing-checked' }

/**
 * What a till was told. `refused`: it was surely not done; `unknown`: it may have been done, or may still be, which is
 * also what a killed terminal knows; `broken`: something was thrown that no till has a word for.
 */
export type Outcome = 'ok' | 'refused' | 'unknown' | 'broken'

/** One operation of a terminal, from its first line of code to its answer, on the shared clock (`bench/clock`). */
export interface Attempt {
  id: string
  terminalId: string
  operation: string
  subject: Subject
  startedAt: number
  /** Never, when the terminal was killed in the middle of it. */
  endedAt: number | undefined
  outcome: Outcome
  code: string | undefined
  /** The mark that an acknowledged change of a basket left in it. */
  stepId: string | undefined
}

/** What a terminal shows, at a revision. */
export interface Picture {
  terminalId: string
  revision: number
  /** The letter of every slot that is not free, by the key of its claim. */
  claims: Map<string, string>
  /** The revision of every basket, by its key. */
  baskets: Map<string, number>
}

/** Everything the checker looks at. */
export interface History {
  /** Every revision from the store's first on, in order. */
  steps: readonly Step[]
  attempts: readonly Attempt[]
  /** What a range said at the end, by key. */
  finally: ReadonlyMap<string, string>
  pictures: readonly Picture[]
}
