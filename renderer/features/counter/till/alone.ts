import type { Till } from './till-store'

/** Runs what the till does to its basket: it counts as under way, so nothing is sold meanwhile, nor when it cannot begin. */
export function createAlone(till: Till) {
  return async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    const { sale, underWay } = till.getState()
    if (sale.step !== 'open' || underWay > 0) return undefined
    till.setState(state => ({ underWay: state.underWay + 1 }))
    try {
      return await work()
    } finally {
      till.setState(state => ({ underWay: state.underWay - 1 }))
    }
  }
}
