import { createHash } from 'node:crypto'

/**
 * The order in which a terminal tries the members. It depends on nothing but its arguments, so a terminal stays with
 * its member, and different terminals begin with different ones (rendezvous hashing: taking a member away moves only
 * the terminals that were on it).
 */
export function inOrderOf(seed: string, endpoints: readonly string[]): string[] {
  const weight = (endpoint: string) => createHash('sha256').update(`${seed} ${endpoint}`).digest('hex')
  return [...new Set(endpoints)].sort((a, b) => (weight(a) < weight(b) ? -1 : 1))
}
