/** One of several equal parts of everything: of counts, and of a span of time. */
export interface Share {
  /** The part's numbers out of 0 to `total` − 1: from the first up to, not including, the second. */
  range(total: number): [number, number]
  /** The part of the time from `from` to `until` (epoch milliseconds). */
  span(from: number, until: number): { fromMs: number; untilMs: number }
}

/** Part `index` of `count`; all parts together are the whole, without gap or overlap. */
export function shareOf(index: number, count: number): Share {
  const edge = (total: number, part: number) => Math.floor((total * part) / count)
  return {
    range: total => [edge(total, index), edge(total, index + 1)],
    span: (from, until) => ({
      fromMs: from + edge(until - from, index),
      untilMs: from + edge(until - from, index + 1),
    }),
  }
}
