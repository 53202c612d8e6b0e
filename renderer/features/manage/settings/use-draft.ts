import { useState } from 'react'

/**
 * What is typed into a card: as `now` is, until somebody types; then it stays what was typed, with what its author `seen`.
 * Plain values only.
 */
export function useDraft<T>(now: T) {
  const [edited, setEdited] = useState<{ seen: T; wanted: T }>()
  return {
    draft: edited?.wanted ?? now,
    /** As it was when the typing began. */
    seen: edited?.seen ?? now,
    isDirty: edited !== undefined && JSON.stringify(edited.seen) !== JSON.stringify(edited.wanted),
    set: (part: Partial<T>) =>
      setEdited(before => ({ seen: before?.seen ?? now, wanted: { ...(before?.wanted ?? now), ...part } })),
    forget: () => setEdited(undefined),
  }
}
