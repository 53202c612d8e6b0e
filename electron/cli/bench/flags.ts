import { CommandFailure, type Invocation } from '../command'

/** A flag that counts something. @throws CommandFailure when it is not a whole number from `least` on. */
export function countOf(values: Invocation['values'], name: string, otherwise: number, least = 1): number {
  const text = values[name]
  if (text === undefined) return otherwise
  const count = Number(text)
  if (!Number.isInteger(count) || count < least)
    throw new CommandFailure(`--${name} wants a number from ${least}.`, 2)
  return count
}

/** How many pairs are measured: below six there is no 95 % interval. */
export const pairsOf = (values: Invocation['values']) => countOf(values, 'pairs', 12, 6)

/** How many nodes the bench's own cluster has. @throws CommandFailure when it is not 1, 3 or 5. */
export function nodesOf(values: Invocation['values']): 1 | 3 | 5 {
  const nodes = countOf(values, 'nodes', 3)
  if (nodes !== 1 && nodes !== 3 && nodes !== 5) throw new CommandFailure('--nodes wants 1, 3 or 5.', 2)
  return nodes
}
