/**
 * The smallest value that at least `share` of the others do not exceed (nearest rank).
 * @throws RangeError when there is no value.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (value === undefined) throw new RangeError('Nothing was measured')
  return value
}
