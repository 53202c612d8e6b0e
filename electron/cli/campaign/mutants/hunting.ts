/** How a mutant is let loose. */
export interface Hunting {
  faults: readonly string[]
  /** At each terminal. */
  windows: number
  /** The fewer, the longer is thought between two operations. */
  orders?: number
}

/** Late copies die as soon as their terminal sells again: few windows, and long silences. */
export const quietTills: Hunting = {
  faults: ['long silence', 'messages late', 'terminal killed in bad weather'],
  windows: 1,
  orders: 6,
}

/** Two tills come to the same order when what one of them read of it is long under way. */
export const crossedTills: Hunting = { faults: ['answers delayed'], windows: 3 }
