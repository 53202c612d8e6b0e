import { create } from 'zustand'
import type { StandingBasket, StandingBaskets } from '#shared/contract/baskets'
import { terminal } from '../transport'
import { followFeed } from './follow-feed'
import { feedRefused } from './session'

/** Baskets that were put aside at any till, the oldest first; their time is by `openUntil`. */
export const useAside = create<{ baskets: readonly StandingBasket[] }>(() => ({ baskets: [] }))

export function followAside(): () => void {
  const set = ({ baskets }: StandingBaskets) =>
    useAside.setState({
      baskets: [...baskets].sort((one, other) => one.openedAt.localeCompare(other.openedAt)),
    })
  const stop = followFeed({
    open: (resume, signal) => terminal.baskets.aside({ resume }, { signal }),
    onSnapshot: set,
    onChange: set,
    onRefused: feedRefused,
  })
  return () => {
    stop()
    useAside.setState({ baskets: [] })
  }
}
