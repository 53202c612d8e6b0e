import { codeAndClockMutants } from './codes-and-clocks'
import { messageMutants } from './messages'
import type { Mutant } from './mutant'
import { silenceMutants } from './silence'
import { watchMutants } from './watch'

/** Every mutant, by its name. */
export const mutants: Readonly<Record<string, Mutant>> = {
  ...messageMutants,
  ...silenceMutants,
  ...watchMutants,
  ...codeAndClockMutants,
}
