import { create } from 'zustand'
import type { UnreadableValue } from '#shared/contract/admin'
import { terminal } from '../transport'
import { followFeed } from './follow-feed'
import { feedRefused } from './session'

/** The values in the cluster that could not be read. Followed for admins only. */
export interface UnreadableState {
  known: boolean
  values: readonly UnreadableValue[]
}

const nothingKnown: UnreadableState = { known: false, values: [] }

export const useUnreadable = create<UnreadableState>(() => nothingKnown)

export function followUnreadable(): () => void {
  const set = ({ values }: { values: UnreadableValue[] }) => useUnreadable.setState({ known: true, values })
  const stop = followFeed({
    open: (resume, signal) => terminal.admin.unreadable({ resume }, { signal }),
    onSnapshot: set,
    onChange: set,
    onRefused: feedRefused,
  })
  return () => {
    stop()
    useUnreadable.setState(nothingKnown, true)
  }
}
