/** What clients did who each began the next thing as soon as the one before was done. */
export interface Load {
  /** Of each thing that was done within `elapsedMs`. */
  latenciesMs: number[]
  elapsedMs: number
}

/**
 * `clients` at once, for `forMs`, or until the first of them has nothing left to do: so the load is whole to its end.
 * @param next begins a client's next thing, or says that there is none
 */
export async function closedLoop<C>(
  clients: readonly C[],
  forMs: number,
  next: (client: C) => Promise<unknown> | undefined,
): Promise<Load> {
  const latenciesMs: number[] = []
  const startedAt = performance.now()
  let endAt = startedAt + forMs
  const work = async (client: C) => {
    for (;;) {
      const beganAt = performance.now()
      if (beganAt >= endAt) return
      const doing = next(client)
      if (!doing) {
        endAt = beganAt
        return
      }
      await doing
      const doneAt = performance.now()
      if (doneAt <= endAt) latenciesMs.push(doneAt - beganAt)
    }
  }
  await Promise.all(clients.map(work))
  return { latenciesMs, elapsedMs: endAt - startedAt }
}
