/** What clients sold of an event until it was sold out, or their time was over. */
export interface SellOut {
  /** Of each order. */
  latenciesMs: number[]
  /** From the first wish to the last sale. */
  elapsedMs: number
}

/**
 * Every client sells one order after another until nothing is left, or none is begun any more after `forMs`.
 * @param sellOne sells one order; says false when nothing is left
 */
export async function untilSoldOut<C>(
  clients: readonly C[],
  sellOne: (client: C) => Promise<boolean>,
  forMs = Number.POSITIVE_INFINITY,
): Promise<SellOut> {
  const latenciesMs: number[] = []
  const startedAt = performance.now()
  let lastAt = startedAt
  await Promise.all(
    clients.map(async client => {
      for (;;) {
        const beganAt = performance.now()
        if (beganAt > startedAt + forMs || !(await sellOne(client))) return
        lastAt = performance.now()
        latenciesMs.push(lastAt - beganAt)
      }
    }),
  )
  return { latenciesMs, elapsedMs: lastAt - startedAt }
}
