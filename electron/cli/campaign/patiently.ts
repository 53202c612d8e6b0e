import { setTimeout as pause } from 'node:timers/promises'

/** Until it succeeds: an election may be going on. */
export async function patiently<T>(work: () => Promise<T>, withinMs = 20_000): Promise<T> {
  for (const giveUpAt = performance.now() + withinMs; ; await pause(200)) {
    try {
      return await work()
    } catch (error) {
      if (performance.now() > giveUpAt) throw error
    }
  }
}
