/**
 * The longest time without an acknowledged order that ended after `from`.
 * @param times of the acknowledgements, in any order
 * @param until when the load ended, which also ends a gap
 * @throws RangeError when nothing was acknowledged before `from`: then it is not known when the gap began.
 */
export function longestGapMs(times: readonly number[], from: number, until: number): number {
  const before = times.filter(time => time <= from)
  if (before.length === 0) throw new RangeError('Nothing was sold before the fault')
  const after = times.filter(time => time > from && time < until).sort((a, b) => a - b)
  let last = before.reduce((latest, time) => Math.max(latest, time))
  let longest = 0
  for (const time of [...after, until]) {
    longest = Math.max(longest, time - last)
    last = time
  }
  return longest
}
