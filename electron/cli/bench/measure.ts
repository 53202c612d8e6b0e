/** One comparison: what ours and what the raw operation measured, right after each other. */
export interface Pair<T = number> {
  ours: T
  raw: T
}

/** A median and the interval that holds the true one in at least 95 of 100 measurements. */
export interface Estimate {
  median: number
  low: number
  high: number
}

/**
 * Measures `count` pairs. Which of the two goes first alternates, so that neither always has the warmer machine; one
 * unmeasured pair goes ahead.
 */
export async function interleavedPairs<T = number>(
  count: number,
  measure: { ours(): Promise<T>; raw(): Promise<T>; onPair?(pair: Pair<T>, index: number): void },
): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = []
  for (let index = -1; index < count; index++) {
    const oursFirst = index % 2 === 0
    const early = oursFirst ? await measure.ours() : await measure.raw()
    const late = oursFirst ? await measure.raw() : await measure.ours()
    if (index < 0) continue
    const pair = oursFirst ? { ours: early, raw: late } : { ours: late, raw: early }
    pairs.push(pair)
    measure.onPair?.(pair, index)
  }
  return pairs
}

/** One figure of both, and of the pairs' ratios, ours ÷ raw: their median, not the ratio of medians. */
export interface Comparison {
  ratio: Estimate
  ours: Estimate
  raw: Estimate
}

export function compare<T>(pairs: readonly Pair<T>[], figure: (measured: T) => number): Comparison {
  return {
    ratio: estimate(pairs.map(({ ours, raw }) => figure(ours) / figure(raw))),
    ours: estimate(pairs.map(({ ours }) => figure(ours))),
    raw: estimate(pairs.map(({ raw }) => figure(raw))),
  }
}

/** The last line of `cli bench … --json`. */
export function report(
  name: string,
  pairs: readonly Pair[],
): {
  name: string
  ratio: number
  interval: [number, number]
  pairs: number
  ours: Estimate
  raw: Estimate
} {
  const { ratio, ours, raw } = compare(pairs, measured => measured)
  return { name, ratio: ratio.median, interval: [ratio.low, ratio.high], pairs: pairs.length, ours, raw }
}

/**
 * The median with its 95 % interval from order statistics: no shape of the distribution is assumed. Numbers are
 * rounded to four digits.
 * @throws RangeError below six values: not even the smallest and the largest would enclose the median then.
 */
export function estimate(values: readonly number[]): Estimate {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = intervalRank(sorted.length)
  const at = (index: number) => sorted[index] ?? Number.NaN
  const middle = sorted.length / 2
  const median = (at(Math.ceil(middle) - 1) + at(Math.floor(middle))) / 2
  return {
    median: fourDigits(median),
    low: fourDigits(at(rank)),
    high: fourDigits(at(sorted.length - 1 - rank)),
  }
}

/**
 * How many values may be left out at each end. The number of values below the true median is binomial with p = ½, so
 * leaving out `rank` values at each end misses it with probability 2·P(X ≤ rank − 1) (David & Nagaraja, "Order
 * Statistics", 7.1).
 */
function intervalRank(count: number): number {
  let probability = 0.5 ** count
  let missed = 2 * probability
  if (missed > 0.05) throw new RangeError(`${count} values are too few for a 95 % interval`)
  for (let rank = 1; ; rank++) {
    probability *= (count - rank + 1) / rank
    missed += 2 * probability
    if (missed > 0.05) return rank - 1
  }
}

function fourDigits(value: number): number {
  return Number(value.toPrecision(4))
}
