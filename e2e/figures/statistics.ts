/** The value that `part` (0 to 1) of `values` do not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? Number.NaN
}

/** Slope of a straight line through the logarithms: 0 costs the same at every size, 1 grows as the size does. */
export function logLogSlope(points: readonly { size: number; cost: number }[]): number {
  const logs = points.map(({ size, cost }) => [Math.log(size), Math.log(cost)] as const)
  const mean = (of: 0 | 1) => logs.reduce((sum, point) => sum + point[of], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const over = logs.reduce((sum, [own, cost]) => sum + (own - x) * (cost - y), 0)
  return over / logs.reduce((sum, [own]) => sum + (own - x) ** 2, 0)
}
