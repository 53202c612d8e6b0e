/**
 * The exponent b of y = a·xᵇ that fits best: the slope of the line of least squares through (ln x, ln y). 0: y does not
 * grow with x; 0.05: it grows by an eighth when x grows tenfold (10^0.05 = 1.122).
 * @param points at least two, with different x; all numbers above 0
 */
export function logLogSlope(points: readonly { x: number; y: number }[]): number {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }))
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const meanX = mean(logs.map(({ x }) => x))
  const meanY = mean(logs.map(({ y }) => y))
  const covariance = mean(logs.map(({ x, y }) => (x - meanX) * (y - meanY)))
  return covariance / mean(logs.map(({ x }) => (x - meanX) ** 2))
}
